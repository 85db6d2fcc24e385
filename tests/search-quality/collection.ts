import { readFileSync } from 'node:fs';

export const queryTypes = [
  'infl',
  'comp',
  'syn',
  'typo',
  'place',
  'spell',
  'multi',
  'name',
  'phrase',
  'minus',
] as const;

export interface Query {
  id: string;
  q: string;
  type: (typeof queryTypes)[number];
  /** Held-out queries are scored together and never looked at one by one. */
  part: 'tuning' | 'held-out';
  /** Grades by slug: 3 is about it, 2 has it as a clear part, 1 touches it. What is not named is not relevant. */
  relevance: Record<string, number>;
}

/** An entry of the collection, in the exchange format. */
export interface CollectionEntry extends Record<string, unknown> {
  slug: string;
  title: string;
  one_liner: string;
  summary: string;
}

export function readEntries(): CollectionEntry[] {
  return read('entries.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

export function readQueries(): Query[] {
  return JSON.parse(read('queries.json'));
}

/** What is written in an entry, field by field, in lower case. */
export function textsOf(entry: CollectionEntry): string[] {
  const { title, one_liner, summary, background, method, results } = entry;
  return [title, one_liner, summary, background, method, results]
    .filter((text) => typeof text === 'string')
    .map((text) => text.toLowerCase());
}

/** The words between the quotes of a phrase query, in lower case. */
export function phraseOf({ q }: Query): string {
  return q.replaceAll('"', '').toLowerCase();
}

/** Whether an entry says the word that a query excludes, just so spelt. */
export function saysExcluded({ q }: Query, entry: CollectionEntry): boolean {
  const excluded = q.match(/(?<=(?:^|\s)-)\S+/g) ?? [];
  const words = textsOf(entry).flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  return excluded.some((word) => words.includes(word.toLowerCase()));
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
