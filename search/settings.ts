import type { Settings } from 'meilisearch';
import { facets } from './facets.ts';

/** More than any site will hold: a count or a later page must never stop short of the truth. */
const MAX_TOTAL_HITS = 1_000_000;
/** The longest facet has one value a municipality. */
const MAX_FACET_VALUES = 200;

/** The index settings, beside the thesaurus' synonyms. Searched fields stand in the order of their weight. */
export const settings: Settings = {
  searchableAttributes: ['title', 'one_liner', 'terms', 'places', 'organisation', 'text'].flatMap((name) => [
    name,
    `${name}_keys`,
  ]),
  // Misspelt words are corrected before they come here (understand.ts).
  typoTolerance: { enabled: false },
  // Unfinished words are completed there too. The engine would count all beginnings of words anew for each new document,
  // which takes it longer than all the rest.
  prefixSearch: 'disabled',
  filterableAttributes: [
    // By id, an entry withdrawn a moment ago is left out; nothing else is ever asked of ids.
    { attributePatterns: ['id'], features: { facetSearch: false, filter: { equality: true, comparison: false } } },
    ...facets.map(({ name }) => name),
  ],
  sortableAttributes: ['published_at', 'title_order'],
  // A chosen order comes before likeness; without words and without a choice the newest stand first.
  rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', 'published_at:desc'],
  pagination: { maxTotalHits: MAX_TOTAL_HITS },
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES },
};
