import { listFrequentSearches } from '#content/search-insight/list-searches.ts';
import type { Deps } from '../deps.ts';
import { createVersionedCache } from '../versioned-cache.ts';
import { type FoundFacet, findFacets } from './find-facets.ts';
import { findSearches } from './find-searches.ts';

/** One letter may mean anything. */
const SHORTEST_TEXT = 2;
const MOST_ENTRIES = 8;
const KNOWN_SEARCHES = 500;
const MINUTE_MS = 60_000;

/** What a text that is being typed may be meant to become; the best of each kind first. */
export interface Suggested {
  facets: FoundFacet[];
  searches: string[];
  entries: { slug: string; title: string }[];
}

export type Suggest = (text: string) => Promise<Suggested>;

/** Finds what to suggest. Searches of others are looked up once a minute. */
export function createSuggest({ db, search, getTaxonomy }: Pick<Deps, 'db' | 'search' | 'getTaxonomy'>): Suggest {
  const frequentSearches = createVersionedCache<string[]>(() => String(Math.floor(Date.now() / MINUTE_MS)));
  return async (text) => {
    if (text.length < SHORTEST_TEXT) return { facets: [], searches: [], entries: [] };
    const [taxonomy, frequent, entries] = await Promise.all([
      getTaxonomy(),
      frequentSearches.get('', () => listFrequentSearches(db, KNOWN_SEARCHES)),
      search.suggestEntries(text, MOST_ENTRIES),
    ]);
    return { facets: findFacets(text, taxonomy), searches: findSearches(text, frequent), entries };
  };
}
