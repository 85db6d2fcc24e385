import type { SynonymSet } from '#content/thesaurus/list-synonyms.ts';
import { emptySearch, MAX_PER_PAGE } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import type { Deps } from './deps.ts';

/** What a search finds with one thesaurus and with another. */
export interface Trial {
  before: SearchResult;
  after: SearchResult;
}

/** Searches with both, far enough down to see where each hit comes from. */
export async function trySynonyms(
  search: Deps['search'],
  q: string,
  before: SynonymSet[],
  after: SynonymSet[],
): Promise<Trial> {
  const params = { ...emptySearch(), q, perPage: MAX_PER_PAGE };
  return { before: await search.preview(params, before), after: await search.preview(params, after) };
}
