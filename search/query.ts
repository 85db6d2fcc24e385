import type { MultiSearchQuery } from 'meilisearch';
import { MARK_END, MARK_START } from '#content/markdown.ts';
import { type FacetName, facets } from './facets.ts';
import type { SearchParams, Sort } from './params.ts';

const SNIPPET_WORDS = 30;

const sortRules: Record<Sort, string[]> = {
  relevance: [],
  newest: ['published_at:desc'],
  oldest: ['published_at:asc'],
  title: ['title_order:asc'],
};

/** What a hit needs of its document; a list never reads the database. */
const retrieved = [
  'slug',
  'title',
  'one_liner',
  'area',
  'municipality',
  'method',
  'organisation',
  'organisation_type',
].concat(['nationwide', 'start_date', 'end_date', 'published_at']);

/** Where to search. */
export interface Scope {
  indexUid: string;
  /** Entries that are in the index, but no longer for readers. */
  hiddenIds: number[];
}

/**
 * The requests that answer a search in one round trip: first the hits with the counts of the facets in which nothing is
 * chosen, then one for each facet with a choice, without that choice, since a facet's counts ignore its own.
 */
export function toSearchRequests(params: SearchParams, scope: Scope): MultiSearchQuery[] {
  const chosen = facets.map(({ name }) => name).filter((name) => params.filters[name].length > 0);
  const free = facets.map(({ name }) => name).filter((name) => !chosen.includes(name));
  return [hitsRequest(params, scope, free), ...chosen.map((name) => countsRequest(params, scope, name))];
}

/** The request for the ids of what a search finds, the newest first, whatever page and order the search has. */
export function toIdsRequest(params: SearchParams, scope: Scope, limit: number): MultiSearchQuery {
  return {
    indexUid: scope.indexUid,
    q: params.q,
    filter: toFilter(params.filters, scope),
    sort: sortRules.newest,
    limit,
    attributesToRetrieve: ['id'],
  };
}

function hitsRequest(params: SearchParams, scope: Scope, countedFacets: FacetName[]): MultiSearchQuery {
  return {
    indexUid: scope.indexUid,
    q: params.q,
    filter: toFilter(params.filters, scope),
    facets: countedFacets,
    sort: sortRules[params.sort],
    page: params.page,
    hitsPerPage: params.perPage,
    attributesToRetrieve: retrieved,
    attributesToCrop: ['text'],
    cropLength: SNIPPET_WORDS,
    attributesToHighlight: ['title', 'one_liner', 'text'],
    highlightPreTag: MARK_START,
    highlightPostTag: MARK_END,
  };
}

function countsRequest(params: SearchParams, scope: Scope, facet: FacetName): MultiSearchQuery {
  const others = { ...params.filters, [facet]: [] };
  return { indexUid: scope.indexUid, q: params.q, filter: toFilter(others, scope), facets: [facet], limit: 0 };
}

/** OR within a facet, AND between them. */
function toFilter(filters: SearchParams['filters'], { hiddenIds }: Scope): string[][] {
  const chosen = facets.map(({ name }) => filters[name].map((value) => `${name} = ${JSON.stringify(value)}`));
  const visible = hiddenIds.length ? [`id NOT IN [${hiddenIds.join(', ')}]`] : [];
  return [...chosen, visible].filter((alternatives) => alternatives.length > 0);
}
