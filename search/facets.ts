import type { Vocabulary } from '#content/db/schema.ts';
import type { Assessed } from '#content/entries/outcomes.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
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
  /** Where its values come from; a retired term then means what it became. */
  vocabulary?: Vocabulary;
  /** The values in the order they are shown. Without this any year is a value. */
  values?: (taxonomy: Taxonomy) => FacetValue[];
  /** The value of entries that have no other: where it stands alone, there is nothing to choose. */
  otherwise?: string;
}

export type FacetName =
  | 'area'
  | 'municipality'
  | 'method'
  | 'target_group'
  | 'organisation_type'
  | 'year'
  | 'verdict'
  | 'tried';

/** The verdict of an entry whose result nobody has judged. */
export const NOT_ASSESSED = 'not_assessed';
const verdictSlugs: Record<Assessed['verdict'], string> = {
  reached: 'naaet',
  partly: 'delvist-naaet',
  not_reached: 'ikke-naaet',
};
const verdicts: FacetValue[] = [
  ...(Object.keys(verdictSlugs) as Assessed['verdict'][]).map((value) => ({
    value,
    slug: verdictSlugs[value],
    label: verdictLabels[value],
  })),
  { value: NOT_ASSESSED, slug: 'ikke-bedoemt', label: 'Ikke bedømt' },
];

/** The facets in the order of the page. Address, API, query, settings and page all follow from this list. */
export const facets: Facet[] = [
  { name: 'area', param: 'omraade', label: 'Område', ...termsOf('areas') },
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
  { name: 'method', param: 'metode', label: 'Metode', ...termsOf('methods') },
  { name: 'target_group', param: 'maalgruppe', label: 'Målgruppe', ...termsOf('target_groups') },
  {
    name: 'organisation_type',
    param: 'organisationstype',
    label: 'Organisationstype',
    ...termsOf('organisation_types'),
  },
  { name: 'year', param: 'aar', label: 'Startår' },
  {
    name: 'verdict',
    param: 'bedoemmelse',
    label: 'Bedømt resultat',
    values: () => verdicts,
    otherwise: NOT_ASSESSED,
  },
  {
    name: 'tried',
    param: 'afproevet',
    label: 'Afprøvet',
    values: () => [{ value: 'yes', slug: 'ja', label: 'Afprøvet af andre kommuner' }],
  },
];

function termsOf(vocabulary: Vocabulary): Pick<Facet, 'vocabulary' | 'values'> {
  return { vocabulary, values: ({ terms }) => terms[vocabulary].map(termValue) };
}

function termValue({ slug, label }: { slug: string; label: string }): FacetValue {
  return { value: slug, slug, label };
}

const plausibleYear = /^(19|20|21)\d\d$/;

/**
 * Finds a facet's value by its index value or slug, or by the slug of a retired term that it took the place of;
 * undefined for one that does not exist.
 */
export function findFacetValue(facet: Facet, text: string, taxonomy: Taxonomy): FacetValue | undefined {
  if (!facet.values) return plausibleYear.test(text) ? { value: text, slug: text, label: text } : undefined;
  const term = facet.vocabulary && taxonomy.term(facet.vocabulary, text);
  return valuesByText(taxonomy)[facet.name].get(term?.slug ?? text);
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
