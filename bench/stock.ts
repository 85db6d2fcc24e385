import type { MultiSearchQuery, Settings } from 'meilisearch';
import { facets } from '#search/facets.ts';
import type { SearchParams, Sort } from '#search/params.ts';
import { settings } from '#search/settings.ts';
import { type IndexSize, ingest } from './ingest.ts';
import type { Client } from './measure.ts';

// What our search is compared with: an index of the same entries as Meilisearch searches them when nobody tells it
// anything of Danish.

const INDEX = 'stock';
const { filterableAttributes, sortableAttributes, pagination, faceting } = settings;
const stockSettings = {
  searchableAttributes: ['title', 'one_liner', 'terms', 'places', 'organisation', 'text'],
  ...{ filterableAttributes, sortableAttributes, pagination, faceting },
} as Settings;
const sortRules: Record<Sort, string[]> = {
  relevance: [],
  newest: ['published_at:desc'],
  oldest: ['published_at:asc'],
  title: ['title_order:asc'],
};
const facetNames = facets.map(({ name }) => name);

export async function makeStockIndex(meilisearch: Client, files: string[]): Promise<IndexSize> {
  return (await ingest(meilisearch, INDEX, stockSettings, files)).size;
}

/** The one plain query: words, choices, all facets. Its facets count only what is left of their own choice. */
export function toPlainQuery(params: SearchParams): MultiSearchQuery {
  return {
    indexUid: INDEX,
    q: params.q,
    filter: toFilter(params.filters),
    facets: facetNames,
    sort: sortRules[params.sort],
    offset: (params.page - 1) * params.perPage,
    limit: params.perPage,
  };
}

/** The same with the counts that our search has, which ignore their own facet's choice: a query more for each such. */
export function toFacetedQueries(params: SearchParams): MultiSearchQuery[] {
  const chosen = facetNames.filter((name) => params.filters[name].length > 0);
  const free = facetNames.filter((name) => !chosen.includes(name));
  const counts = chosen.map((name) => {
    const filter = toFilter({ ...params.filters, [name]: [] });
    return { indexUid: INDEX, q: params.q, filter, facets: [name], limit: 0 };
  });
  return [{ ...toPlainQuery(params), facets: free }, ...counts];
}

function toFilter(filters: SearchParams['filters']): string[][] {
  return facetNames
    .map((name) => filters[name].map((value) => `${name} = ${JSON.stringify(value)}`))
    .filter((alternatives) => alternatives.length > 0);
}
