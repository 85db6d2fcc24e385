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

/** Finds a facet's value by its index value or slug; undefined for one that does not exist. */
export function findFacetValue(facet: Facet, text: string, taxonomy: Taxonomy): FacetValue | undefined {
  if (!facet.values) return plausibleYear.test(text) ? { value: text, slug: text, label: text } : undefined;
  return valuesByText(taxonomy)[facet.name].get(text);
}

const kept = new WeakMap<Taxonomy, Record<FacetName, Map<string, FacetValue>>>();

/** Every facet's values by index value and by slug, made once a taxonomy. */
function valuesByText(taxonomy: Taxonomy): Record<FacetName, Map<string, FacetValue>> {
  const known = kept.get(taxonomy);
  if (known) return known;
  const entries = facets.map(({ name, values = () => [] }) => {
    const all = values(taxonomy);
    return [
      name,
      new Map([...all.map((v) => [v.slug, v] as const), ...all.map((v) => [v.value, v] as const)]),
    ] as const;
  });
  const made = Object.fromEntries(entries) as Record<FacetName, Map<string, FacetValue>>;
  kept.set(taxonomy, made);
  return made;
}
