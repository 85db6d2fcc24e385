import type { Taxonomy } from '#content/taxonomy.ts';
import { type Facet, type FacetValue, facets, findFacetValue } from '#search/facets.ts';
import { pageDialect, type SearchIssue, type SearchParams, type Sort, sorts, toQueryString } from '#search/params.ts';
import type { SearchResult } from '#search/search-entries.ts';
import { paths } from '../paths.ts';
import { type EntryCard, presentHit } from './entry-card.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Link, Page } from './page.ts';
import { type Pagination, presentPagination } from './pagination.ts';

/** A longer facet shows its most frequent values and has the rest behind a disclosure with a filter field. */
const LONG_FACET = 10;
const TOP_VALUES = 6;

export interface FacetOption {
  /** Unique on the page. */
  id: string;
  value: string;
  label: string;
  count: string;
  checked: boolean;
  /** Former names, by which the filter field finds it too, with commas between. */
  alsoKnownAs: string;
}

export interface FacetGroup {
  param: string;
  label: string;
  chosenCount: number;
  /** What is shown at once: the chosen and the most frequent values. */
  options: FacetOption[];
  /** The rest of a long facet, under headings where it has them. */
  more: { heading: string; options: FacetOption[] }[];
}

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
  /** What was ignored in the address, in words. */
  notices: string[];
  chips: Chip[];
  /** The same words without filters; absent when none is chosen. */
  clearHref?: string;
  facets: FacetGroup[];
  sortName: string;
  sortOptions: { value: string; label: string; selected: boolean }[];
  results: EntryCard[];
  pagination?: Pagination;
  /** Ways on when nothing is shown. */
  empty?: { reason: string; suggestions: Link[]; spelling: boolean; areas: Link[] };
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
  issues: SearchIssue[],
  taxonomy: Taxonomy,
): SearchPage {
  const href = (changes: Partial<SearchParams>) =>
    paths.search(toQueryString({ ...params, page: 1, ...changes }, pageDialect, taxonomy));
  const chips = presentChips(params, taxonomy, href);
  const clear = {
    filters: Object.fromEntries(facets.map(({ name }) => [name, []])) as unknown as SearchParams['filters'],
  };
  const pages = Math.ceil(result.total / params.perPage);
  const hasWords = params.q !== '';
  return {
    page: {
      title: hasWords ? `${params.q} – søg i erfaringer` : 'Søg i erfaringer',
      description: 'Søg i kommuners og partneres erfaringer med integration af flygtninge og indvandrere.',
      section: 'search',
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Erfaringer' }],
      noindex: hasWords || chips.length > 1 || params.page > 1,
    },
    q: params.q,
    countText: formatCount(result.total, 'erfaring', 'erfaringer'),
    notices: issues.map(({ message }) => message),
    chips,
    ...(chips.length ? { clearHref: href(clear) } : {}),
    facets: facets.map((facet) => presentFacet(facet, params, result.facets[facet.name], taxonomy)),
    sortName: pageDialect.sort,
    sortOptions: presentSorts(params),
    results: result.hits.map((hit) => presentHit(hit, taxonomy, hasWords)),
    ...(pages > 1 && result.hits.length
      ? { pagination: presentPagination(params.page, pages, (page) => href({ page })) }
      : {}),
    ...(result.hits.length ? {} : { empty: presentEmpty(params, result, chips, pages, href, href(clear), taxonomy) }),
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

function presentFacet(
  facet: Facet,
  params: SearchParams,
  counts: Record<string, number>,
  taxonomy: Taxonomy,
): FacetGroup {
  const chosen = params.filters[facet.name];
  const present = (value: FacetValue): FacetOption => ({
    id: `${facet.param}-${value.slug}`,
    value: value.slug,
    label: value.label,
    count: formatNumber(counts[value.value] ?? 0),
    checked: chosen.includes(value.value),
    alsoKnownAs: value.alsoKnownAs?.join(', ') ?? '',
  });
  // A value without entries leads nowhere, so it is shown only when it is chosen.
  const values = facetValues(facet, counts, chosen, taxonomy).filter(
    ({ value }) => counts[value] || chosen.includes(value),
  );
  const isLong = values.length > LONG_FACET;
  const top = new Set(
    [...values]
      .sort((a, b) => rank(b, counts, chosen) - rank(a, counts, chosen))
      .slice(0, isLong ? Math.max(TOP_VALUES, chosen.length) : values.length),
  );
  const rest = values.filter((value) => !top.has(value));
  const headings = [...new Set(rest.map(({ group }) => group ?? ''))];
  return {
    param: facet.param,
    label: facet.label,
    chosenCount: chosen.length,
    options: values.filter((value) => top.has(value)).map(present),
    more: headings.map((heading) => ({
      heading,
      options: rest.filter(({ group }) => (group ?? '') === heading).map(present),
    })),
  };
}

/** Chosen values first, then the most frequent ones. */
function rank({ value }: FacetValue, counts: Record<string, number>, chosen: string[]): number {
  return (chosen.includes(value) ? 1e9 : 0) + (counts[value] ?? 0);
}

function facetValues(facet: Facet, counts: Record<string, number>, chosen: string[], taxonomy: Taxonomy): FacetValue[] {
  if (facet.values) return facet.values(taxonomy);
  const years = new Set([...Object.keys(counts), ...chosen]);
  return [...years]
    .sort()
    .reverse()
    .map((year) => ({ value: year, slug: year, label: year }));
}

function presentEmpty(
  params: SearchParams,
  result: SearchResult,
  chips: Chip[],
  pages: number,
  href: (changes: Partial<SearchParams>) => string,
  clearHref: string,
  taxonomy: Taxonomy,
): SearchPage['empty'] {
  const browse = taxonomy.terms.areas.map(({ slug, label }) => ({
    label,
    href: paths.search(`?omraade=${slug}`),
  }));
  if (result.total > 0)
    return {
      reason: `Side ${formatNumber(params.page)} findes ikke. Der er ${formatCount(pages, 'side', 'sider')} med resultater.`,
      suggestions: [{ label: 'Gå til den første side', href: href({}) }],
      spelling: false,
      areas: [],
    };
  const words = params.q ? `»${params.q}«` : '';
  const filters = chips.map(({ label }) => label).join(', ');
  const reason = [
    'Ingen erfaringer passer',
    words && `til ${words}`,
    filters && (words ? `sammen med ${filters}` : `til ${filters}`),
  ];
  return {
    reason: `${reason.filter(Boolean).join(' ')}.`,
    suggestions: [
      ...chips.map(({ label, removeHref }) => ({ label: `Søg uden ${label}`, href: removeHref })),
      ...(chips.length > 1 && params.q ? [{ label: `Søg efter ${words} uden afgrænsning`, href: clearHref }] : []),
      ...(params.q && chips.length
        ? [{ label: 'Behold afgrænsningen, og fjern søgeordene', href: href({ q: '' }) }]
        : []),
    ],
    spelling: params.q !== '',
    areas: browse,
  };
}
