import type { FederatedMultiSearchParams, MultiSearchQueryWithFederation } from 'meilisearch';
import { markedKeys } from './danish/analyse.ts';
import { type FacetName, facets } from './facets.ts';
import type { SearchParams, Sort } from './params.ts';
import { asksForNothing, type Concept, isCommon, isMinor, type Understood } from './understand.ts';

/** With fewer entries that hold all that was asked for, those that hold some of it are shown after them. */
export const ENOUGH = 20;
/** What is given up of a search: nothing, or all but one of its words. */
export type Strictness = 'all' | 'any';

/** Weight of a search with the words in another order: it finds entries that hold others of them. */
const TURNED_WEIGHT = 0.8;
const MOST_TURNS = 6;
const MAX_FACET_VALUES = 200;

const sortRules: Record<Sort, string[]> = {
  relevance: [],
  newest: ['published_at:desc'],
  oldest: ['published_at:asc'],
  title: ['title_order:asc'],
};

/** What a hit needs of its document; a list never reads the database. */
const retrieved = [
  ...['id', 'slug', 'title', 'one_liner', 'text', 'area', 'municipality', 'method', 'organisation'],
  ...[
    'organisation_type',
    'nationwide',
    'start_date',
    'end_date',
    'published_at',
    'verdict',
    'assessed_year',
    'tried_in',
  ],
];

/** Where to search. */
export interface Scope {
  indexUid: string;
  /** Entries that are in the index, but no longer for readers. */
  hiddenIds: number[];
}

/**
 * The requests that answer a search, to be sent together: first the hits with the counts of the facets in which nothing
 * is chosen, then one for each facet with a choice, without that choice, since a facet's counts ignore its own.
 */
export function toSearchRequests(
  understood: Understood,
  params: SearchParams,
  scope: Scope,
  strictness: Strictness,
): FederatedMultiSearchParams[] {
  const chosen = facets.map(({ name }) => name).filter((name) => params.filters[name].length > 0);
  const free = facets.map(({ name }) => name).filter((name) => !chosen.includes(name));
  const queries = toQueries(understood, strictness);
  const options = { sort: sortRules[params.sort], attributesToRetrieve: retrieved };
  const page = { offset: (params.page - 1) * params.perPage, limit: params.perPage };
  const hits = request(queries, params.filters, scope, free, options, page);
  const counts = chosen.map((name) =>
    request(queries, { ...params.filters, [name]: [] }, scope, [name], { attributesToRetrieve: ['id'] }),
  );
  return [hits, ...counts];
}

/** The request for the number of entries that hold all that was asked for, whatever is chosen besides. */
export function toCountRequest(understood: Understood, scope: Scope): FederatedMultiSearchParams {
  return request(toQueries(understood, 'all'), undefined, scope, [], { attributesToRetrieve: ['id'] });
}

/** The request for the ids of what a search finds, the newest first, whatever page and order the search has. */
export function toIdsRequest(
  understood: Understood,
  params: SearchParams,
  scope: Scope,
  strictness: Strictness,
  limit: number,
): FederatedMultiSearchParams {
  const options = { sort: sortRules.newest, attributesToRetrieve: ['id'] };
  return request(toQueries(understood, strictness), params.filters, scope, [], options, { limit });
}

/**
 * The request for entries whose titles hold the words, or all keys of one of `begun`: the last word may be known and still
 * be the beginning of another, as vej is of vejleder.
 */
export function toTitlesRequest(
  understood: Understood,
  scope: Scope,
  limit: number,
  begun: string[][] = [],
): FederatedMultiSearchParams {
  const options = { attributesToRetrieve: ['slug', 'title'], attributesToSearchOn: ['title', 'title_keys'] };
  const completed = begun.map((keys): Query => ({ q: markedKeys(keys), matchingStrategy: 'all' }));
  return request([...toQueries(understood, 'all'), ...completed], undefined, scope, [], options, { limit });
}

/** Whether words may be given up; never one of those that must stand just so. */
export function canBeLoosened({ concepts, phrases, prefix }: Understood): boolean {
  return !phrases.length && orderedKeys(concepts).length + Number(prefix !== '') > 1;
}

type Query = Pick<MultiSearchQueryWithFederation, 'q' | 'matchingStrategy' | 'federationOptions'>;

function request(
  queries: Query[],
  filters: SearchParams['filters'] | undefined,
  scope: Scope,
  countedFacets: FacetName[],
  options: Partial<MultiSearchQueryWithFederation>,
  page: { offset?: number; limit: number } = { limit: 0 },
): FederatedMultiSearchParams {
  const filter = toFilter(filters, scope);
  return {
    federation: {
      ...page,
      facetsByIndex: { [scope.indexUid]: countedFacets },
      mergeFacets: { maxValuesPerFacet: MAX_FACET_VALUES },
    },
    queries: queries.map((query) => ({ indexUid: scope.indexUid, ...query, filter, ...options })),
  };
}

/**
 * The queries that together find what was asked for. Analysed words are marked (`markedKeys`), so that one query can
 * hold them beside words as written. When words may be given up, the engine gives up the last ones: so each word has its
 * turn in front, those that say little last.
 */
function toQueries(understood: Understood, strictness: Strictness): Query[] {
  const { concepts, completions } = understood;
  const fixed = [...understood.excluded.map(toExclusion), ...understood.phrases.map((words) => `"${words.join(' ')}"`)];
  const query = (keys: string[], weight = 1): Query => ({
    q: [...fixed, markedKeys(keys)].filter(Boolean).join(' '),
    matchingStrategy: strictness === 'all' ? 'all' : 'last',
    ...(weight === 1 ? {} : { federationOptions: { weight } }),
  });
  if (asksForNothing(understood)) return [{ q: fixed.join(' ') }];
  const [usual = [], ...others] = completions;
  const inTurn = strictness === 'all' ? [concepts.flatMap(({ keys }) => keys)] : turns(concepts);
  return [
    ...inTurn.map((keys, turn) => query([...keys, ...usual], turn ? TURNED_WEIGHT : 1)),
    ...others.map((completion) => query([...(inTurn[0] ?? []), ...completion])),
  ];
}

/** A compound's last part says what it is, and so comes first. */
function orderedKeys(concepts: Concept[]): string[] {
  return [...new Set(concepts.flatMap(({ keys }) => [...keys.slice(-1), ...keys.slice(0, -1)]))];
}

/** The keys with each that says something in front once, what most entries say last; those that say little stay last. */
function turns(concepts: Concept[]): string[][] {
  const keys = orderedKeys(concepts);
  const minor = keys.filter(isMinor);
  const major = keys.filter((key) => !isMinor(key)).sort((a, b) => Number(isCommon(a)) - Number(isCommon(b)));
  if (!major.length) return [minor];
  return major.slice(0, MOST_TURNS).map((_, turn) => [...major.slice(turn), ...major.slice(0, turn), ...minor]);
}

function toExclusion({ word, keys }: Concept): string {
  return `-"${keys.length ? markedKeys(keys) : word}"`;
}

/** OR within a facet, AND between them. */
function toFilter(filters: SearchParams['filters'] | undefined, { hiddenIds }: Scope): string[][] {
  const chosen = filters
    ? facets.map(({ name }) => filters[name].map((value) => `${name} = ${JSON.stringify(value)}`))
    : [];
  const visible = hiddenIds.length ? [`id NOT IN [${hiddenIds.join(', ')}]`] : [];
  return [...chosen, visible].filter((alternatives) => alternatives.length > 0);
}
