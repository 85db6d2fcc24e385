import { type FacetName, facets } from '#search/facets.ts';
import { paths } from '../paths.ts';

/** The search that has just this value chosen, by its slug. */
export function facetHref(name: FacetName, slug: string): string {
  const param = facets.find((facet) => facet.name === name)?.param;
  return paths.search(`?${param}=${slug}`);
}
