import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { facets, findFacetValue } from '#search/facets.ts';
import { emptySearch, pageDialect, type SearchParams, type Sort, sorts, toQueryString } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import { paths } from '../paths.ts';
import { type EmptyResult, presentEmptyResult, presentMissingPage } from './empty-result.ts';
import { type EntryCard, presentHit } from './entry-card.ts';
import { type FacetGroup, presentFacetGroup } from './facet-group.ts';
import { feedHref } from './feed.ts';
import { formatCount } from './format.ts';
import type { Page } from './page.ts';
import { type Pagination, presentPagination } from './pagination.ts';
import { presentHints, type SearchHints, SIMPLER_SEARCH } from './search-hints.ts';

export interface Chip {
  facet: string;
  label: string;
  /** The same search without this choice. */
  removeHref: string;
}

export interface SearchPage {
  page: Page;
  q: string;
  /** `12 erfaringer`, `Ingen erfaringer` */
  countText: string;
  /** What was ignored in the address, and what works otherwise than it should, in words. */
  notices: string[];
  hints: SearchHints;
  chips: Chip[];
  /** The same words without filters; absent when none is chosen. */
  clearHref?: string;
  facets: FacetGroup[];
  /** Tells of what is new in this search. */
  feedHref: string;
  sortName: string;
  sortOptions: { value: string; label: string; selected: boolean }[];
  results: EntryCard[];
  pagination?: Pagination;
  empty?: EmptyResult;
}

const sortLabels: Record<Sort, string> = {
  relevance: 'Mest relevante',
  newest: 'Nyeste først',
  oldest: 'Ældste først',
  title: 'Titel A-Å',
};

export function presentSearchPage(
  params: SearchParams,
  result: SearchResult,
  issues: Issue[],
  taxonomy: Taxonomy,
): SearchPage {
  const href = (changes: Partial<SearchParams>) =>
    paths.search(toQueryString({ ...params, page: 1, ...changes }, pageDialect, taxonomy));
  const chips = presentChips(params, taxonomy, href);
  const clearHref = href({ filters: emptySearch().filters });
  const pages = Math.ceil(result.total / params.perPage);
  const hasWords = params.q !== '';
  const feed = feedHref(params, taxonomy);
  const presentEmpty = () =>
    result.total > 0
      ? presentMissingPage(params.page, pages, href({}))
      : presentEmptyResult({ q: params.q, chips, clearHref, withoutWordsHref: href({ q: '' }) }, taxonomy);
  return {
    page: {
      title: hasWords ? `${params.q} – søg i erfaringer` : 'Søg i erfaringer',
      description: 'Søg i kommuners og partneres erfaringer med integration af flygtninge og indvandrere.',
      section: 'search',
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Erfaringer' }],
      feed,
      noindex: hasWords || chips.length > 1 || params.page > 1,
    },
    q: params.q,
    countText: formatCount(result.total, 'erfaring', 'erfaringer'),
    notices: [
      ...issues.map(({ field, message }) => `Vi så bort fra »${field}« i adressen: ${message}`),
      ...(result.degraded ? [SIMPLER_SEARCH] : []),
    ],
    hints: presentHints(params, result, href),
    chips,
    ...(chips.length ? { clearHref } : {}),
    facets: facets.map((facet) =>
      presentFacetGroup(facet, params.filters[facet.name], result.facets[facet.name], taxonomy),
    ),
    feedHref: feed,
    sortName: pageDialect.sort,
    sortOptions: presentSorts(params),
    results: result.hits.map((hit) => presentHit(hit, taxonomy, hasWords)),
    ...(pages > 1 && result.hits.length
      ? { pagination: presentPagination(params.page, pages, (page) => href({ page })) }
      : {}),
    ...(result.hits.length ? {} : { empty: presentEmpty() }),
  };
}

function presentChips(
  params: SearchParams,
  taxonomy: Taxonomy,
  href: (changes: Partial<SearchParams>) => string,
): Chip[] {
  return facets.flatMap((facet) =>
    params.filters[facet.name].map((value) => ({
      facet: facet.label,
      label: findFacetValue(facet, value, taxonomy)?.label ?? value,
      removeHref: href({
        filters: { ...params.filters, [facet.name]: params.filters[facet.name].filter((other) => other !== value) },
      }),
    })),
  );
}

/** The order that comes by itself has an empty value, so it leaves no trace in the address. */
function presentSorts({ q, sort: chosen }: SearchParams): SearchPage['sortOptions'] {
  const ofItself: Sort = q ? 'relevance' : 'newest';
  const current = chosen === 'relevance' ? ofItself : chosen;
  return sorts
    .filter((sort) => q || sort !== 'relevance')
    .map((sort) => ({
      value: sort === ofItself ? '' : pageDialect.sortNames[sort],
      label: sortLabels[sort],
      selected: sort === current,
    }));
}
