import type { FederatedMultiSearchParams } from 'meilisearch';
import type { SearchEngine } from './client.ts';
import type { EntryDocument } from './document.ts';
import { type FacetName, facets } from './facets.ts';
import type { SearchParams } from './params.ts';
import {
  canBeLoosened,
  ENOUGH,
  type Scope,
  type Strictness,
  toCountRequest,
  toIdsRequest,
  toSearchRequests,
  toTitlesRequest,
} from './query.ts';
import type { Understood } from './understand.ts';

/** What a search found, by the engine or by the database. */
export interface Found {
  total: number;
  /** Those of the page, in their order. */
  documents: EntryDocument[];
  /** How many entries each value would give, its own facet's choice set aside. */
  facets: Record<FacetName, Record<string, number>>;
}

/**
 * Asks the search engine. `hiddenIds` are entries that its index may still hold, but readers may not see; `exceptIds`
 * others that are not wanted.
 */
export async function searchEntries(
  engine: SearchEngine,
  understood: Understood,
  params: SearchParams,
  { hiddenIds, exceptIds }: { hiddenIds: number[]; exceptIds: number[] },
): Promise<Found> {
  const all = { indexUid: engine.indexUid, hiddenIds };
  const scope = { ...all, hiddenIds: [...hiddenIds, ...exceptIds] };
  const isFiltered = exceptIds.length > 0 || facets.some(({ name }) => params.filters[name].length > 0);
  // What the words mean must not change with what is chosen, or a facet would count what it does not lead to.
  const held = isFiltered && canBeLoosened(understood) ? countAll(engine, understood, all) : undefined;
  const found = await ask(engine, toSearchRequests(understood, params, scope, 'all'));
  const isEnough = !canBeLoosened(understood) || ((await held) ?? found.total) >= ENOUGH;
  return isEnough ? found : ask(engine, toSearchRequests(understood, params, scope, 'any'));
}

/** The ids of what a search finds on all its pages, at most `limit`, those published last first. */
export async function searchEntryIds(
  engine: SearchEngine,
  understood: Understood,
  params: SearchParams,
  hiddenIds: number[],
  limit: number,
): Promise<number[]> {
  const scope = { indexUid: engine.indexUid, hiddenIds };
  const strictness = await chooseStrictness(engine, understood, scope);
  const request = toIdsRequest(understood, params, scope, strictness, limit);
  return (await engine.federatedSearch(request)).hits.map(({ id }) => id);
}

/** Entries whose titles hold what was asked for, or all keys of one of `begun`. */
export async function searchTitles(
  engine: SearchEngine,
  understood: Understood,
  hiddenIds: number[],
  limit: number,
  begun: string[][],
): Promise<{ slug: string; title: string }[]> {
  const scope = { indexUid: engine.indexUid, hiddenIds };
  const { hits } = await engine.federatedSearch(toTitlesRequest(understood, scope, limit, begun));
  return hits.map(({ slug, title }) => ({ slug, title }));
}

async function chooseStrictness(engine: SearchEngine, understood: Understood, scope: Scope): Promise<Strictness> {
  return !canBeLoosened(understood) || (await countAll(engine, understood, scope)) >= ENOUGH ? 'all' : 'any';
}

async function countAll(engine: SearchEngine, understood: Understood, scope: Scope): Promise<number> {
  const { estimatedTotalHits } = await engine.federatedSearch(toCountRequest(understood, scope));
  return estimatedTotalHits ?? 0;
}

async function ask(engine: SearchEngine, requests: FederatedMultiSearchParams[]): Promise<Found> {
  const [main, ...counts] = await Promise.all(requests.map((request) => engine.federatedSearch(request)));
  const distribution = Object.assign({}, ...[main, ...counts].map((answer) => answer?.facetDistribution));
  return {
    total: main?.estimatedTotalHits ?? 0,
    documents: main?.hits ?? [],
    facets: Object.fromEntries(facets.map(({ name }) => [name, distribution[name] ?? {}])) as Found['facets'],
  };
}
