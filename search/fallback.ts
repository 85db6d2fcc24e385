import type { Db } from '#content/db/schema.ts';
import { countMatchingDocuments, findDocuments } from '#content/search-documents/find-documents.ts';
import { findRelatedDocuments } from '#content/search-documents/find-related.ts';
import { findTitles } from '#content/search-documents/find-titles.ts';
import { spell } from './danish/fold.ts';
import { tokenize } from './danish/tokenize.ts';
import { danishSortKey } from './danish-sort-key.ts';
import { type FacetName, facets } from './facets.ts';
import type { SearchParams } from './params.ts';
import { ENOUGH } from './query.ts';
import { lexeme, type QueryTexts, toQueryTexts } from './tsquery.ts';
import type { Understood } from './understand.ts';

export interface DatabaseResult {
  total: number;
  /** The entries of the page, in their order. */
  ids: number[];
  facets: Record<FacetName, Record<string, number>>;
}

/** Answers a search without the engine, from the same analysed words. */
export async function searchInDatabase(
  db: Db,
  understood: Understood,
  params: SearchParams,
  exceptIds: number[] = [],
): Promise<DatabaseResult> {
  const texts = toQueryTexts(understood);
  const isEnough = await holdsEnough(db, texts);
  const { total, ids, counts } = await findDocuments(db, {
    matching: isEnough ? texts.all : texts.any,
    exceptIds,
    chosen: toChosen(params.filters),
    order: params.sort,
    // Where all hold everything, none holds more than another.
    parts: isEnough ? [] : texts.parts,
    words: texts.words,
    offset: (params.page - 1) * params.perPage,
    limit: params.perPage,
  });
  return { total, ids, facets: toFacetCounts(counts) };
}

/**
 * Entries for suggestions: those in whose title stand all words of `text`, the last one perhaps not yet whole; the newest
 * first.
 */
export function titlesInDatabase(db: Db, text: string, limit: number): Promise<{ slug: string; title: string }[]> {
  const words = tokenize(text.replaceAll('\0', ''));
  const spellings = words.map(({ text: word }) => [...new Set([danishSortKey(word), danishSortKey(spell(word))])]);
  return findTitles(db, spellings, limit);
}

/** Entries that share one of `filterFacets` (as `facet:value`) and hold the most of the analysed `keys`. */
export function relatedInDatabase(
  db: Db,
  keys: string[],
  filterFacets: string[],
  exceptId: number,
  limit: number,
): Promise<number[]> {
  return findRelatedDocuments(db, { words: [...new Set(keys)].map(lexeme), facets: filterFacets }, exceptId, limit);
}

/** Whatever is chosen in the facets: else a choice would change what the words mean. */
async function holdsEnough(db: Db, { all, any }: QueryTexts): Promise<boolean> {
  return all === any || (await countMatchingDocuments(db, all, ENOUGH)) === ENOUGH;
}

function toChosen(filters: SearchParams['filters']) {
  return facets
    .map(({ name }) => ({ facet: name, values: filters[name].map((value) => `${name}:${value}`) }))
    .filter(({ values }) => values.length > 0);
}

function toFacetCounts(counts: Record<string, number>): DatabaseResult['facets'] {
  const ofFacet = (name: FacetName) =>
    Object.entries(counts)
      .filter(([value]) => value.startsWith(`${name}:`))
      .map(([value, entries]) => [value.slice(name.length + 1), entries] as const);
  return Object.fromEntries(
    facets.map(({ name }) => [name, Object.fromEntries(ofFacet(name))]),
  ) as DatabaseResult['facets'];
}
