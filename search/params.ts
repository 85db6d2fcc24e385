import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { type FacetName, facets, findFacetValue } from './facets.ts';

export const MAX_QUERY_LENGTH = 200;
export const MAX_PER_PAGE = 100;
const DEFAULT_PER_PAGE = 20;
const MAX_PAGE = 100_000;

export const sorts = ['relevance', 'newest', 'oldest', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** A search as everything behind the edge knows it; facet values are those of the index. */
export interface SearchParams {
  q: string;
  filters: Record<FacetName, string[]>;
  sort: Sort;
  /** From 1. */
  page: number;
  perPage: number;
}

/** How one surface spells the parameters. */
export interface Dialect {
  q: string;
  sort: string;
  page: string;
  /** Absent where the reader cannot choose. */
  perPage?: string;
  sortNames: Record<Sort, string>;
  facetParam: (facet: { name: FacetName; param: string }) => string;
  /** The part of a facet value that stands in the address. */
  token: 'value' | 'slug';
}

export const pageDialect: Dialect = {
  q: 'q',
  sort: 'sortering',
  page: 'side',
  sortNames: { relevance: 'relevans', newest: 'nyeste', oldest: 'aeldste', title: 'titel' },
  facetParam: ({ param }) => param,
  token: 'slug',
};

export const apiDialect: Dialect = {
  q: 'q',
  sort: 'sort',
  page: 'page',
  perPage: 'per_page',
  sortNames: { relevance: 'relevance', newest: 'newest', oldest: 'oldest', title: 'title' },
  facetParam: ({ name }) => name,
  token: 'value',
};

type RawQuery = Record<string, string | string[] | undefined>;

/** The search without words, filters or choices. */
export function emptySearch(): SearchParams {
  return {
    q: '',
    filters: Object.fromEntries(facets.map(({ name }) => [name, [] as string[]])) as SearchParams['filters'],
    sort: 'relevance',
    page: 1,
    perPage: DEFAULT_PER_PAGE,
  };
}

/** Reads a query string. What it cannot use is left out of `params` and named in `issues`. */
export function parseSearchParams(
  raw: RawQuery,
  dialect: Dialect,
  taxonomy: Taxonomy,
): { params: SearchParams; issues: Issue[] } {
  const params = emptySearch();
  const issues: Issue[] = [];
  const refuse = (field: string, message: string) => void issues.push({ field, message });
  const single = (field: string) => [raw[field] ?? ''].flat().at(-1)?.trim() ?? '';

  params.q = readQuery(single(dialect.q), (message) => refuse(dialect.q, message));
  for (const facet of facets) {
    const field = dialect.facetParam(facet);
    const tokens = [raw[field] ?? []].flat().map((token) => token.trim());
    const chosen = new Set<string>();
    for (const token of tokens.filter(Boolean)) {
      const found = findFacetValue(facet, token, taxonomy);
      // The page takes a municipality's slug and its code; the API takes nothing but what the contract says.
      if (found && (dialect.token === 'slug' || facet.vocabulary || found.value === token)) chosen.add(found.value);
      else refuse(field, `»${token.slice(0, 80)}« findes ikke under ${facet.label.toLowerCase()}.`);
    }
    params.filters[facet.name] = [...chosen];
  }
  const sort = single(dialect.sort);
  const knownSort = sorts.find((name) => dialect.sortNames[name] === sort);
  if (knownSort) params.sort = knownSort;
  else if (sort) refuse(dialect.sort, `Kan være ${Object.values(dialect.sortNames).join(', ')}.`);
  params.page = readNumber(single(dialect.page), 1, MAX_PAGE, (message) => refuse(dialect.page, message));
  if (dialect.perPage) {
    const field = dialect.perPage;
    params.perPage = readNumber(single(field), DEFAULT_PER_PAGE, MAX_PER_PAGE, (message) => refuse(field, message));
  }
  return { params, issues };
}

/** Every parameter that the dialect knows. */
export function knownParams(dialect: Dialect): Set<string> {
  const names = [dialect.q, dialect.sort, dialect.page, ...facets.map(dialect.facetParam)];
  return new Set(dialect.perPage ? [...names, dialect.perPage] : names);
}

/** Writes a search as a query string without empty or default parameters: `?q=job&omraade=sundhed`, or nothing. */
export function toQueryString(params: SearchParams, dialect: Dialect, taxonomy: Taxonomy): string {
  const query = new URLSearchParams();
  if (params.q) query.set(dialect.q, params.q);
  for (const facet of facets)
    for (const value of params.filters[facet.name])
      query.append(dialect.facetParam(facet), findFacetValue(facet, value, taxonomy)?.[dialect.token] ?? value);
  if (params.sort !== 'relevance') query.set(dialect.sort, dialect.sortNames[params.sort]);
  if (params.page > 1) query.set(dialect.page, String(params.page));
  if (dialect.perPage && params.perPage !== DEFAULT_PER_PAGE) query.set(dialect.perPage, String(params.perPage));
  const text = query.toString();
  return text && `?${text}`;
}

function readQuery(text: string, refuse: (message: string) => void): string {
  const words = text.replace(/\s+/g, ' ').toWellFormed().replaceAll('\0', '').trim();
  if (words.length > MAX_QUERY_LENGTH) refuse(`Søgningen må højst fylde ${MAX_QUERY_LENGTH} tegn.`);
  return words.slice(0, MAX_QUERY_LENGTH).toWellFormed().trim();
}

function readNumber(text: string, otherwise: number, max: number, refuse: (message: string) => void): number {
  if (!text) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  refuse(`Skal være et helt tal fra 1 til ${max}.`);
  return otherwise;
}
