import type { TextPart } from '#content/compare-texts.ts';
import { compareEntries } from '#content/entries/compare-entries.ts';
import type { EntryContent } from '#content/entries/entry.ts';
import { textFields } from '#content/entries/fields.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { formatDay, formatLanguage } from './format.ts';

export interface ComparedField {
  field: string;
  label: string;
  /** A list's items stand by themselves, a text's parts follow each other. */
  isList: boolean;
  parts: ComparedPart[];
}

export interface ComparedPart {
  text: string;
  /** `left-out` stands for unchanged text that need not be read again. */
  change: TextPart['change'] | 'left-out';
}

/** Words that stay beside a change, to tell where it is. */
const CONTEXT_WORDS = 12;
const texts: readonly string[] = ['title', 'one_liner', ...textFields];

/** What differs between two texts of an entry, field by field. */
export function presentComparison(before: EntryContent, after: EntryContent, taxonomy: Taxonomy): ComparedField[] {
  return compareEntries(before, after, (field, value) => labelValue(field, value, taxonomy))
    .filter(({ parts }) => parts.some(({ change }) => change !== 'same'))
    .map(({ field, label, parts }) => {
      const isList = !texts.includes(field);
      return { field, label, isList, parts: isList ? parts : parts.flatMap(shorten) };
    });
}

function labelValue(field: keyof EntryContent, value: string, taxonomy: Taxonomy): string {
  switch (field) {
    case 'areas':
    case 'methods':
    case 'target_groups':
      return taxonomy.term(field, value)?.label ?? value;
    case 'organisation':
      return taxonomy.term('organisation_types', value)?.label ?? value;
    case 'municipalities':
      return taxonomy.municipality(value)?.name ?? value;
    case 'start_date':
    case 'end_date':
      return formatDay(value);
    case 'language':
      return formatLanguage(value);
    default:
      return value;
  }
}

/** An unchanged stretch with only the words that stand next to a change. */
export function shorten(part: TextPart, index: number, parts: TextPart[]): ComparedPart[] {
  if (part.change !== 'same') return [part];
  const words = part.text.match(/\s*\S+\s*/g) ?? [];
  const head = index === 0 ? 0 : CONTEXT_WORDS;
  const tail = index === parts.length - 1 ? 0 : CONTEXT_WORDS;
  // Leaving out little would say more than it saves.
  if (words.length <= head + tail + CONTEXT_WORDS) return [part];
  return [
    { text: words.slice(0, head).join(''), change: 'same' as const },
    { text: '…', change: 'left-out' as const },
    { text: words.slice(words.length - tail).join(''), change: 'same' as const },
  ].filter(({ text }) => text);
}
