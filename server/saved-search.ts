import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { facets } from '#search/facets.ts';
import { pageDialect, parseSearchParams, type SearchParams } from '#search/params.ts';

/** A search that was kept as its query string, as it reads today: a term that was retired since means its successor. */
export interface SavedSearch {
  params: SearchParams;
  /** What it can no longer use. */
  issues: Issue[];
  /** A whole choice of it is gone. Without the choice it would find what it was never meant to. */
  isLost: boolean;
}

export function readSavedSearch(query: string, taxonomy: Taxonomy): SavedSearch {
  const { params, issues } = parseSearchParams(toRawQuery(query), pageDialect, taxonomy);
  const lost = facets.filter(({ name }) => params.filters[name].length === 0).map(pageDialect.facetParam);
  return { params: { ...params, page: 1 }, issues, isLost: issues.some(({ field }) => lost.includes(field)) };
}

/** A query string as the server reads it from an address. */
export function toRawQuery(query: string): Record<string, string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}
