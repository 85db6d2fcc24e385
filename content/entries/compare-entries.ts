import { compareItems, compareWords, type TextPart } from '../compare-texts.ts';
import type { EntryContent, Organisation } from './entry.ts';
import { fieldLabels, textFields } from './fields.ts';

/** A field that says something else than before. */
export interface FieldChange {
  field: string;
  label: string;
  parts: TextPart[];
}

/** How people read a value: a term's label for its slug, a municipality's name for its code, a day in words. */
type Label = (field: keyof EntryContent, value: string) => string;

/**
 * The fields that differ, in the record's order. The contact is left out: it is personal data, which may have been
 * erased from one of the two.
 */
export function compareEntries(
  before: EntryContent,
  after: EntryContent,
  label: Label = (_, value) => value,
): FieldChange[] {
  return comparedFields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, label: fieldLabels[field], parts: compareField(field, before, after, label) }));
}

const wordFields = ['title', 'one_liner', ...textFields] as const;
const comparedFields = (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).filter(
  (field) => field !== 'contact' && field !== 'created_at' && field !== 'updated_at',
);
type ComparedField = (typeof comparedFields)[number];
type WordField = (typeof wordFields)[number];

function compareField(field: ComparedField, before: EntryContent, after: EntryContent, label: Label): TextPart[] {
  if (isWordField(field)) return compareWords(before[field], after[field]);
  return compareItems(listItems(field, before, label), listItems(field, after, label));
}

function isWordField(field: ComparedField): field is WordField {
  return (wordFields as readonly string[]).includes(field);
}

function listItems(field: Exclude<ComparedField, WordField>, content: EntryContent, label: Label): string[] {
  switch (field) {
    case 'nationwide':
      return [content.nationwide ? 'Ja' : 'Nej'];
    case 'organisation':
      return content.organisation ? [describe(content.organisation, label)] : [];
    case 'links':
      return content.links.map(({ title, url }) => (title ? `${title}: ${url}` : url));
    case 'start_date':
    case 'end_date':
    case 'language':
      return content[field] ? [label(field, content[field])] : [];
    default:
      return content[field].map((value) => label(field, value));
  }
}

function describe({ name, type }: Organisation, label: Label): string {
  return `${name} (${label('organisation', type)})`;
}
