import type { Taxonomy } from '#content/taxonomy.ts';
import { fold } from './danish/fold.ts';
import { tokenize } from './danish/tokenize.ts';
import { type Facet, type FacetValue, facets } from './facets.ts';
import type { SearchParams } from './params.ts';

/** A municipality, area or method that a query names. */
export interface NamedValue {
  facet: Facet;
  value: FacetValue;
  /** The name as it stands in the query, when it is not the value's own: that of a former municipality. */
  knownAs?: string;
  /** The query without the name. */
  rest: string;
}

interface Name extends Omit<NamedValue, 'rest'> {
  words: string[];
}

const MOST_NAMES = 3;
const named = facets.filter(({ name }) => ['municipality', 'area', 'method'].includes(name));

/** What the words of a search name, so that it can be offered as a choice; what is chosen already is left out. */
export function findNames({ q, filters }: SearchParams, taxonomy: Taxonomy): NamedValue[] {
  if (!q || q.includes('"')) return [];
  const tokens = tokenize(q).map((token) => ({ ...token, text: fold(token.text) }));
  const found = tokens.flatMap(({ start }, at) =>
    (namesByFirstWord(taxonomy).get(tokens[at]?.text ?? '') ?? [])
      .filter(({ facet, value }) => !filters[facet.name].includes(value.value))
      .filter(({ words }) => words.every((word, next) => tokens[at + next]?.text === word))
      .map(({ words, ...name }) => ({ ...name, rest: without(q, start, tokens[at + words.length - 1]?.end ?? start) })),
  );
  const own = new Set(found.filter(({ knownAs }) => !knownAs).map(({ rest }) => rest));
  // A name still in use means the municipality of today.
  return found.filter(({ knownAs, rest }) => !knownAs || !own.has(rest)).slice(0, MOST_NAMES);
}

const kept = new WeakMap<Taxonomy, Map<string, Name[]>>();

/** All names by their first word, made once a taxonomy. */
function namesByFirstWord(taxonomy: Taxonomy): Map<string, Name[]> {
  const known = kept.get(taxonomy);
  if (known) return known;
  const made = new Map<string, Name[]>();
  for (const name of listNames(taxonomy)) {
    const first = name.words[0] ?? '';
    made.set(first, [...(made.get(first) ?? []), name]);
  }
  kept.set(taxonomy, made);
  return made;
}

function listNames(taxonomy: Taxonomy): Name[] {
  return named.flatMap((facet) =>
    (facet.values?.(taxonomy) ?? []).flatMap((value) => [
      { facet, value, words: wordsOf(value.label) },
      ...(value.alsoKnownAs ?? []).map((knownAs) => ({ facet, value, knownAs, words: wordsOf(knownAs) })),
    ]),
  );
}

function wordsOf(name: string): string[] {
  return tokenize(name).map(({ text }) => fold(text));
}

function without(q: string, start: number, end: number): string {
  return `${q.slice(0, start)} ${q.slice(end)}`.replace(/\s+/g, ' ').trim();
}
