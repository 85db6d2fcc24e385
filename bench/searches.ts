import { facets } from '#search/facets.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import municipalities from '../migrations/data/municipalities.json' with { type: 'json' };
import synonyms from '../migrations/data/synonyms.json' with { type: 'json' };
import vocabularies from '../migrations/data/vocabularies.json' with { type: 'json' };
import { createRandom, type Random } from './random.ts';
import { areaParts, commonParts, type Noun, targets, things } from './words.ts';

/** What people type, by kind. */
export type Kind = keyof typeof kinds;

export interface MadeUpSearch {
  kind: Kind;
  params: SearchParams;
}

const facetValues: Record<keyof SearchParams['filters'], string[]> = {
  area: vocabularies.areas.map(({ slug }) => slug),
  municipality: municipalities.map(({ code }) => code),
  method: vocabularies.methods.map(({ slug }) => slug),
  target_group: vocabularies.target_groups.map(({ slug }) => slug),
  organisation_type: vocabularies.organisation_types.map(({ slug }) => slug),
  year: ['2006', '2010', '2015', '2019', '2021', '2023'],
  // None of the made-up entries was judged or tried.
  ...{ verdict: [], tried: [] },
};
const chosenFacets = facets.filter(({ name }) => facetValues[name].length > 0);
const parts = [...commonParts, ...Object.values(areaParts).flat()];
const placeNames = municipalities.flatMap(({ name, former }) => [name, ...former.map((each) => each.name)]);
const synonymWords = synonyms.flatMap(({ words }) => words);

/** How many of 20 searches are of a kind, and how they are made. */
const kinds = {
  'no words': { share: 2, make: () => '' },
  'one word': { share: 3, make: (random: Random) => word(random) },
  'two words': { share: 3, make: (random: Random) => `${word(random)} ${word(random)}` },
  'three words': { share: 1, make: (random: Random) => `${word(random)} for ${targetWord(random)} ${word(random)}` },
  inflected: { share: 3, make: (random: Random) => inflected(random) },
  compound: { share: 3, make: (random: Random) => random.zipf(parts) + random.zipf(things).base },
  synonym: { share: 2, make: (random: Random) => oneOf(random, synonymWords) },
  typo: { share: 1, make: (random: Random) => mistype(random, random.zipf(parts) + random.zipf(things).base) },
  place: { share: 1, make: (random: Random) => `${word(random)} ${oneOf(random, placeNames)}` },
  phrase: { share: 1, make: (random: Random) => `"${oneOf(random, targets)}"` },
} satisfies Record<string, { share: number; make: (random: Random) => string }>;
const kindsByShare = Object.entries(kinds).flatMap(([kind, { share }]) => Array.from({ length: share }, () => kind));

/** The same `count` searches each time, as people make them: of all kinds, about half with choices, some on later pages. */
export function generateSearches(count: number, seed = 1): MadeUpSearch[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const kind = kindsByShare[index % kindsByShare.length] as Kind;
    const params = emptySearch();
    params.q = kinds[kind].make(random);
    const choices = random.chance(0.45) ? [] : random.some(random.shuffle(chosenFacets), [0.65]);
    for (const { name } of choices) params.filters[name] = random.some(facetValues[name], [0.7]);
    params.page = random.chance(0.8) ? 1 : 2 + random.upTo(2);
    params.sort = random.chance(0.85) ? 'relevance' : random.zipf(['newest', 'title', 'oldest'] as const);
    return { kind, params };
  });
}

/** `count` texts as they stand in the search field while somebody types: each a search that is not yet finished. */
export function generateBeginnings(count: number): string[] {
  const random = createRandom(2);
  const searches = generateSearches(count, 3).map(({ params }) => params.q.replaceAll('"', ''));
  return searches.filter((text) => text.length > 2).map((text) => text.slice(0, 2 + random.upTo(text.length - 2)));
}

function word(random: Random): string {
  if (random.chance(0.25)) return targetWord(random);
  const { base, plural } = random.zipf(things);
  const form = random.chance(0.6) ? base : plural;
  return random.chance(0.5) ? random.zipf(parts) + form : form;
}

function targetWord(random: Random): string {
  return random.zipf(targets).split(' ')[0] ?? '';
}

/** A form that titles seldom have: the definite, its plural, and the genitive of both. */
function inflected(random: Random): string {
  const noun: Noun = random.zipf(things);
  const form = random.chance(0.5) ? noun.definite : noun.pluralDefinite;
  return (random.chance(0.5) ? random.zipf(parts) : '') + form + (random.chance(0.4) ? 's' : '');
}

/** Leaves out one letter. */
function mistype(random: Random, text: string): string {
  const at = 1 + random.upTo(text.length - 2);
  return text.slice(0, at) + text.slice(at + 1);
}

function oneOf<T>(random: Random, items: readonly T[]): T {
  return items[random.upTo(items.length - 1)] as T;
}
