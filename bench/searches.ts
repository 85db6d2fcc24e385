import { facets } from '#search/facets.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import municipalities from '../migrations/data/municipalities.json' with { type: 'json' };
import vocabularies from '../migrations/data/vocabularies.json' with { type: 'json' };
import { createRandom, type Random } from './random.ts';
import { areaParts, commonParts, targets, things } from './words.ts';

const facetValues: Record<keyof SearchParams['filters'], string[]> = {
  area: vocabularies.areas.map(({ slug }) => slug),
  municipality: municipalities.map(({ code }) => code),
  method: vocabularies.methods.map(({ slug }) => slug),
  target_group: vocabularies.target_groups.map(({ slug }) => slug),
  organisation_type: vocabularies.organisation_types.map(({ slug }) => slug),
  year: ['2006', '2010', '2015', '2019', '2021', '2023'],
};

/** The same `count` searches each time, as people make them: one to three words or none, some choices, later pages, slips. */
export function generateSearches(count: number, seed = 1): SearchParams[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const search = emptySearch();
    search.q = random.chance(0.1) ? '' : searchWords(random).join(' ');
    const choices = random.chance(0.45) ? [] : random.some(random.shuffle(facets), [0.65]);
    for (const { name } of choices) search.filters[name] = random.some(facetValues[name], [0.7]);
    search.page = random.chance(0.8) ? 1 : 2 + random.upTo(2);
    search.sort = random.chance(0.85) ? 'relevance' : random.zipf(['newest', 'title', 'oldest'] as const);
    return search;
  });
}

function searchWords(random: Random): string[] {
  const parts = [...commonParts, ...Object.values(areaParts).flat()];
  const word = () => {
    if (random.chance(0.25)) return random.zipf(targets).split(' ')[0] ?? '';
    const thing = random.zipf(things);
    const form = random.chance(0.6) ? thing.base : thing.plural;
    return random.chance(0.5) ? random.zipf(parts) + form : form;
  };
  return Array.from({ length: random.zipf([1, 2, 3]) }, () => (random.chance(0.06) ? mistype(random, word()) : word()));
}

/** Leaves out one letter. */
function mistype(random: Random, word: string): string {
  const at = 1 + random.upTo(word.length - 2);
  return word.slice(0, at) + word.slice(at + 1);
}
