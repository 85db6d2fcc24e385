import { z } from 'zod';
import { Refused } from '#content/refusal.ts';
import type { LineChange, LineText } from '#content/thesaurus/save-line.ts';
import { orRefuse, readForm, words as text } from './read-form.ts';
import { findWordIssues, oneLine, splitWords } from './synonym-words.ts';

const MAX_NOTE = 500;
const MAX_TYPED = 4000;

const anything = z.string().catch('');
const typed = z.object({ words: anything, finds: anything, note: anything, test: anything, basedOn: anything });
export type TypedLine = z.output<typeof typed>;

const lists = z.object({ words: text(MAX_TYPED), finds: text(MAX_TYPED), note: text(MAX_NOTE) });
const agreed = z.object({ agreed: anything.transform(splitWords) });
const query = z.object({ test: anything.transform((value) => oneLine(value).slice(0, 200)) });

/** What stands in the fields, whether or not it can be used. */
export function readTypedLine(body: unknown): TypedLine {
  return typed.parse(body ?? {});
}

/** The fields of a line as it is, with commas between the words. */
export function typedOf({ words, finds, note }: LineText, updatedAt?: Date): TypedLine {
  const basedOn = updatedAt?.toISOString() ?? '';
  return { words: words.join(', '), finds: finds.join(', '), note, test: '', basedOn };
}

/** A line that the search engine can use; throws Refused otherwise. */
export function readLine(body: unknown): LineChange {
  const { words, finds, note } = orRefuse(readForm(lists, body));
  const line = { words: splitWords(words), finds: splitWords(finds), note };
  const issues = findWordIssues(line);
  if (issues.length) throw new Refused(issues);
  return { ...line, ...agreed.parse(body ?? {}) };
}

/** When the line was as the form shows it; long ago where the form does not say. */
export function readBasedOn(body: unknown): Date {
  const moment = new Date(readTypedLine(body).basedOn);
  return Number.isNaN(moment.getTime()) ? new Date(0) : moment;
}

/** What to try the line with: what the editor asks for, or the first word of the line. */
export function readTestQuery(body: unknown, { words }: LineText): string {
  return query.parse(body ?? {}).test || (words[0] ?? '');
}

const filter = z.object({ q: query.shape.test });
const prefilled = z.object({ ord: query.shape.test });

/** What the lines of the list are to hold. */
export function readFilter(queryString: unknown): string {
  return filter.parse(queryString ?? {}).q;
}

/** What an address asks to have in the fields of a new line. */
export function readPrefilledLine(queryString: unknown): TypedLine {
  const { ord } = prefilled.parse(queryString ?? {});
  const words = oneLine(ord.replace(/["“”„«»]/g, ' '));
  return { words, finds: '', note: '', test: ord, basedOn: '' };
}
