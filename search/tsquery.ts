import { isSearchable, quoteLexeme, surfaceLexeme } from './search-text.ts';
import type { Concept, Understood } from './understand.ts';

/** What is searched for, as texts of tsqueries. Empty asks for nothing. */
export interface QueryTexts {
  /** Matches what holds everything that is asked for. */
  all: string;
  /** Matches what holds all that must be, and any concept that says something. */
  any: string;
  /** Each concept by itself. */
  concepts: { matching: string; minor: boolean }[];
  /** Every word that counts in favour of an entry. */
  words: string;
}

/** No document holds it. */
const NOTHING = quoteLexeme('=');

export function toQueryTexts({ phrases, excluded, concepts, prefix }: Understood): QueryTexts {
  const required = [
    ...phrases.filter((words) => words.length).map(phrase),
    ...(prefix ? [beginning(prefix)] : []),
    ...excluded.map((concept) => `!${either(alternatives(concept))}`),
  ];
  const all = concepts.map((concept) => either(alternatives(concept)));
  const major = concepts.filter(({ minor }) => !minor);
  const any = (major.length ? major : concepts).map((concept) => either(alternatives(concept)));
  return {
    all: [...required, ...all].join(' & '),
    any: [...required, ...(any.length ? [either(any)] : [])].join(' & '),
    concepts: concepts.map((concept) => ({ matching: either(alternatives(concept)), minor: concept.minor })),
    words: anyOf([...phrases.flat().map(surfaceLexeme), ...concepts.flatMap(lexemes)]),
  };
}

/** Any of the lexemes. */
export function anyOf(lexemes: string[]): string {
  return [...new Set(lexemes)].map(lexeme).join(' | ');
}

function lexemes({ word, keys, synonyms }: Concept): string[] {
  return [surfaceLexeme(word), ...keys, ...synonyms.flat()].filter(Boolean);
}

/** The ways to say a concept: one that has no keys is looked up as it is spelt. */
function alternatives({ word, keys, synonyms }: Concept): string[] {
  const ways = [keys, ...synonyms].map((way) => way.filter(Boolean)).filter((way) => way.length);
  return ways.length ? ways.map((way) => `(${way.map(lexeme).join(' & ')})`) : [lexeme(surfaceLexeme(word))];
}

function either(texts: string[]): string {
  return `(${texts.join(' | ')})`;
}

function phrase(words: string[]): string {
  return `(${words.map((word) => lexeme(surfaceLexeme(word))).join(' <-> ')})`;
}

function beginning(prefix: string): string {
  return isSearchable(prefix) ? `${quoteLexeme(surfaceLexeme(prefix))}:*` : NOTHING;
}

/** Postgres refuses a query with a lexeme that is too long. */
function lexeme(text: string): string {
  return isSearchable(text.replace(/^=/, '')) ? quoteLexeme(text) : NOTHING;
}
