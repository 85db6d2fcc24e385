import type { Taxonomy } from '#content/taxonomy.ts';
import { isStopWord } from '#search/danish/analyse.ts';
import { type FacetName, facetNames, findInName, nameKey } from './facet-names.ts';

/** Longer names are found by their first words. */
const MOST_WORDS_OF_NAME = 5;
const SHORTEST = 2;

/** A name that what is typed last begins. */
export interface FoundFacet extends FacetName {
  /** The words typed before it. */
  otherWords: string;
  /** Whether the name itself begins with all that is typed. */
  isBeginning: boolean;
}

/** The names whose words begin with the last words of a text, as many of them as there is any name for. */
export function findFacets(text: string, taxonomy: Taxonomy): FoundFacet[] {
  const words = text.split(' ');
  for (let start = Math.max(0, words.length - MOST_WORDS_OF_NAME); start < words.length; start++) {
    const typed = readName(words.slice(start).join(' '));
    const otherWords = readOtherWords(words.slice(0, start));
    if (typed === undefined || otherWords === undefined) continue;
    const found = findNames(typed, taxonomy);
    if (found.length) return found.map(({ name, place }) => ({ ...name, otherWords, isBeginning: !start && !place }));
  }
  return [];
}

/** Names that begin with what is typed come before those in which a later word does. */
function findNames(typed: string, taxonomy: Taxonomy): { name: FacetName; place: number }[] {
  return facetNames(taxonomy)
    .flatMap((name) => {
      const place = findInName(name, typed);
      return place === undefined ? [] : { name, place };
    })
    .sort((a, b) => Number(a.place > 0) - Number(b.place > 0));
}

/** The key of what may be the beginning of a name. What is quoted or excluded means just these words. */
function readName(text: string): string | undefined {
  if (text.startsWith('-') || text.includes('"')) return undefined;
  const key = nameKey(text);
  return key.length >= SHORTEST ? key : undefined;
}

/** The words to search for beside a name, without the »i« of »mentor i Vejle«; undefined within a quotation. */
function readOtherWords(words: string[]): string | undefined {
  const last = words.findLastIndex((word) => !isStopWord(word));
  const text = words.slice(0, last + 1).join(' ');
  return text.split('"').length % 2 ? text : undefined;
}
