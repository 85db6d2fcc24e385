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

const MOST_NAMES = 3;
const namedFacets = facets.filter(({ name }) => ['municipality', 'area', 'method'].includes(name));

/** What the words of a search name, so that the reader can be offered it as a choice; what is chosen already is left out. */
export function findNames({ q, filters }: SearchParams, taxonomy: Taxonomy): NamedValue[] {
  if (q.includes('"')) return [];
  const words = tokenize(q).map(({ text, start, end }) => ({ text: fold(text), start, end }));
  const find = (facet: Facet, value: FacetValue, name: string, knownAs?: string): NamedValue[] => {
    const wanted = tokenize(name).map(({ text }) => fold(text));
    const at = words.findIndex((_, index) => wanted.every((word, next) => words[index + next]?.text === word));
    const [first, last] = [words[at], words[at + wanted.length - 1]];
    if (!wanted.length || !first || !last || filters[facet.name].includes(value.value)) return [];
    const rest = `${q.slice(0, first.start)}${q.slice(last.end)}`.replace(/\s+/g, ' ').trim();
    return [{ facet, value, rest, ...(knownAs ? { knownAs } : {}) }];
  };
  const found = namedFacets.flatMap((facet) =>
    (facet.values?.(taxonomy) ?? []).flatMap((value) => {
      const own = find(facet, value, value.label);
      return own.length ? own : (value.alsoKnownAs ?? []).flatMap((name) => find(facet, value, name, name)).slice(0, 1);
    }),
  );
  // A name still in use means the municipality of today.
  const isCurrent = found.some(({ facet, knownAs }) => facet.name === 'municipality' && !knownAs);
  return found.filter(({ knownAs }) => !knownAs || !isCurrent).slice(0, MOST_NAMES);
}
