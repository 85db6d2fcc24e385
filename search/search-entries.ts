import type { Hits, MultiSearchQuery } from 'meilisearch';
import { type Html, renderMarks } from '#content/markdown.ts';
import { engineAnswer, type SearchEngine } from './client.ts';
import type { EntryDocument } from './document.ts';
import { type FacetName, facets } from './facets.ts';
import type { SearchParams } from './params.ts';
import { toIdsRequest, toSearchRequests } from './query.ts';

export interface Hit {
  slug: string;
  title: string;
  titleHtml: Html;
  oneLiner: string;
  oneLinerHtml: Html;
  /** The part of the text that answers the query, its matching words in `<mark>`. */
  snippetHtml: Html;
  areas: string[];
  /** Codes. */
  municipalities: string[];
  methods: string[];
  organisation: { name: string; type: string } | null;
  nationwide: boolean;
  startDate: string | null;
  endDate: string | null;
  publishedAt: Date;
}

export interface SearchResult {
  total: number;
  hits: Hit[];
  /** How many entries each value would give, its own facet's choice set aside. */
  facets: Record<FacetName, Record<string, number>>;
}

/** The search engine does not answer now; the caller says so to the reader. */
export class SearchUnavailable extends Error {}

/** `hiddenIds` are entries that may still be in the index, but no longer before readers (content/queue.ts). */
export async function searchEntries(
  engine: SearchEngine,
  params: SearchParams,
  hiddenIds: number[],
): Promise<SearchResult> {
  const queries = toSearchRequests(params, { indexUid: engine.indexUid, hiddenIds });
  const { results } = await multiSearch(engine, queries);
  const [main, ...counts] = results;
  if (!main) throw new SearchUnavailable('The search engine answered nothing');
  const distribution = Object.assign({}, main.facetDistribution, ...counts.map((r) => r.facetDistribution));
  return {
    total: main.totalHits ?? 0,
    hits: main.hits.map(toHit),
    facets: Object.fromEntries(facets.map(({ name }) => [name, distribution[name] ?? {}])) as SearchResult['facets'],
  };
}

/** The ids of what a search finds on all its pages, at most `limit`, those published last first. */
export async function searchEntryIds(
  engine: SearchEngine,
  params: SearchParams,
  hiddenIds: number[],
  limit: number,
): Promise<number[]> {
  const { results } = await multiSearch(engine, [
    toIdsRequest(params, { indexUid: engine.indexUid, hiddenIds }, limit),
  ]);
  return results.flatMap(({ hits }) => hits.map(({ id }) => id));
}

async function multiSearch(engine: SearchEngine, queries: MultiSearchQuery[]) {
  try {
    return await engine.multiSearch(queries);
  } catch (cause) {
    throw new SearchUnavailable(`Search failed: ${engineAnswer(cause)?.message ?? cause}`, { cause });
  }
}

function toHit(document: Hits<EntryDocument>[number]): Hit {
  const { title, one_liner, text } = document._formatted ?? {};
  return {
    slug: document.slug,
    title: document.title,
    titleHtml: renderMarks(title ?? document.title),
    oneLiner: document.one_liner,
    oneLinerHtml: renderMarks(one_liner ?? document.one_liner),
    snippetHtml: renderMarks(text ?? ''),
    areas: document.area,
    municipalities: document.municipality,
    methods: document.method,
    organisation: document.organisation
      ? { name: document.organisation, type: document.organisation_type[0] ?? '' }
      : null,
    nationwide: document.nationwide,
    startDate: document.start_date,
    endDate: document.end_date,
    publishedAt: new Date(document.published_at),
  };
}
