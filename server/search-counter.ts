import type { Db } from '#content/db/schema.ts';
import { toCountedQuery } from '#content/search-insight/counted-query.ts';
import { addSearchCounts, type SearchCount } from '#content/search-insight/write-counts.ts';
import { facets } from '#search/facets.ts';
import type { SearchParams } from '#search/params.ts';

/** More than readers ask in the seconds between two batches; what comes on top is not counted. */
const MOST_WAITING = 5000;

/** Counts what is searched for, by nobody in particular: nothing but the words reaches it. */
export interface SearchCounter {
  /**
   * Counts a search that somebody began. Its later pages, other orders and choices among its results are no new search,
   * and what they find says nothing of the words.
   */
  count(params: SearchParams, total: number): void;
  /** Counts that a search led to an entry. */
  click(q: string): void;
  /** Writes what was counted; it is kept for the next time when that fails. */
  flush(): Promise<void>;
}

export function createSearchCounter(db: Db): SearchCounter {
  let waiting = new Map<string, SearchCount>();

  const add = ({ query, searches, hits, clicks }: SearchCount) => {
    const known = waiting.get(query);
    if (!known && waiting.size >= MOST_WAITING) return;
    waiting.set(query, {
      query,
      searches: searches + (known?.searches ?? 0),
      hits: searches ? hits : (known?.hits ?? 0),
      clicks: clicks + (known?.clicks ?? 0),
    });
  };
  const addQuery = (q: string, count: Omit<SearchCount, 'query'>) => {
    const query = toCountedQuery(q);
    if (query !== undefined) add({ query, ...count });
  };
  return {
    count: (params, total) => {
      if (isBeginning(params)) addQuery(params.q, { searches: 1, hits: total, clicks: 0 });
    },
    click: (q) => addQuery(q, { searches: 0, hits: 0, clicks: 1 }),
    flush: async () => {
      const batch = waiting;
      if (!batch.size) return;
      waiting = new Map();
      try {
        await addSearchCounts(db, [...batch.values()]);
      } catch (error) {
        const since = waiting;
        waiting = batch;
        for (const count of since.values()) add(count);
        throw error;
      }
    },
  };
}

function isBeginning({ page, sort, filters }: SearchParams): boolean {
  return page === 1 && sort === 'relevance' && facets.every(({ name }) => !filters[name].length);
}
