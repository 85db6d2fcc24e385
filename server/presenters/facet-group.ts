import type { Taxonomy } from '#content/taxonomy.ts';
import type { Facet, FacetValue } from '#search/facets.ts';
import { formatNumber } from './format.ts';

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
  /** What is shown at once: the chosen and the most telling values. */
  options: FacetOption[];
  /** The rest of a long facet, under headings where it has them. */
  more: { heading: string; options: FacetOption[] }[];
}

/** A facet with the values that lead somewhere: `counts` by index value, `chosen` as index values. */
export function presentFacetGroup(
  facet: Facet,
  chosen: string[],
  counts: Record<string, number>,
  taxonomy: Taxonomy,
): FacetGroup {
  const present = (value: FacetValue): FacetOption => ({
    id: `${facet.param}-${value.slug}`,
    value: value.slug,
    label: value.label,
    count: formatNumber(counts[value.value] ?? 0),
    checked: chosen.includes(value.value),
    alsoKnownAs: value.alsoKnownAs?.join(', ') ?? '',
  });
  // A value without entries leads nowhere, so it is shown only when it is chosen.
  const leading = facetValues(facet, counts, chosen, taxonomy).filter(
    ({ value }) => counts[value] || chosen.includes(value),
  );
  const values = leading.every(({ value }) => value === facet.otherwise && !chosen.includes(value)) ? [] : leading;
  // Chosen values come first, then the most frequent ones, or the latest years.
  const rank = ({ value }: FacetValue) =>
    (chosen.includes(value) ? 1e9 : 0) + (facet.values ? (counts[value] ?? 0) : Number(value));
  const isLong = values.length > LONG_FACET;
  const top = new Set(
    [...values]
      .sort((a, b) => rank(b) - rank(a))
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

function facetValues(facet: Facet, counts: Record<string, number>, chosen: string[], taxonomy: Taxonomy): FacetValue[] {
  if (facet.values) return facet.values(taxonomy);
  const years = new Set([...Object.keys(counts), ...chosen]);
  return [...years]
    .sort()
    .reverse()
    .map((year) => ({ value: year, slug: year, label: year }));
}
