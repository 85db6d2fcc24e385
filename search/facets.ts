import type { Taxonomy } from '#content/taxonomy.ts';

/** One value of a facet: `value` in index and API, `slug` in page addresses. */
export interface FacetValue {
  value: string;
  slug: string;
  label: string;
  /** Heading under which a long list shows it. */
  group?: string;
  /** Other names under which people look for it. */
  alsoKnownAs?: string[];
}

export interface Facet {
  /** Name in the API and attribute in the index. */
  name: FacetName;
  /** Parameter in page addresses. */
  param: string;
  label: string;
  /** The values in the order they are shown. Without this any year is a value. */
  values?: (taxonomy: Taxonomy) => FacetValue[];
}

export type FacetName = 'area' | 'municipality' | 'method' | 'target_group' | 'organisation_type' | 'year';

/** The facets in the order of the page. Address, API, query, settings and page all follow from this list. */
export const facets: Facet[] = [
  { name: 'area', param: 'omraade', label: 'Område', values: ({ terms }) => terms.areas.map(termValue) },
  {
    name: 'municipality',
    param: 'kommune',
    label: 'Kommune',
    values: ({ municipalities }) =>
      municipalities.map(({ code, slug, name, region, formerNames }) => ({
        value: code,
        slug,
        label: name,
        group: region,
        alsoKnownAs: formerNames,
      })),
  },
  { name: 'method', param: 'metode', label: 'Metode', values: ({ terms }) => terms.methods.map(termValue) },
  {
    name: 'target_group',
    param: 'maalgruppe',
    label: 'Målgruppe',
    values: ({ terms }) => terms.target_groups.map(termValue),
  },
  {
    name: 'organisation_type',
    param: 'organisationstype',
    label: 'Organisationstype',
    values: ({ terms }) => terms.organisation_types.map(termValue),
  },
  { name: 'year', param: 'aar', label: 'Startår' },
];

function termValue({ slug, label }: { slug: string; label: string }): FacetValue {
  return { value: slug, slug, label };
}

const plausibleYear = /^(19|20|21)\d\d$/;

/** Finds a facet's values by index value or slug; undefined for one that does not exist. */
export function findFacetValue(facet: Facet, text: string, taxonomy: Taxonomy): FacetValue | undefined {
  if (!facet.values) return plausibleYear.test(text) ? { value: text, slug: text, label: text } : undefined;
  return facetValueMap(facet, facet.values, taxonomy).get(text);
}

const maps = new WeakMap<Taxonomy, Map<FacetName, Map<string, FacetValue>>>();

function facetValueMap(
  facet: Facet,
  values: (taxonomy: Taxonomy) => FacetValue[],
  taxonomy: Taxonomy,
): Map<string, FacetValue> {
  let byFacet = maps.get(taxonomy);
  if (!byFacet) maps.set(taxonomy, (byFacet = new Map()));
  let map = byFacet.get(facet.name);
  if (!map)
    byFacet.set(
      facet.name,
      (map = new Map(
        values(taxonomy).flatMap((v) => [
          [v.value, v],
          [v.slug, v],
        ]),
      )),
    );
  return map;
}
