import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enqueueIndexing } from '#content/queue.ts';
import { listSynonymSets, type SynonymSet } from '#content/thesaurus/list-synonyms.ts';
import { type FacetName, facets } from '#search/facets.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import { readEntries, readQueries } from '../search-quality/collection.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { write } from '../support/factories.ts';
import { addTrial, makeAssessment, restOn } from '../support/outcomes.ts';
import { createUser } from '../support/session.ts';

/** As many as a page holds: each list is read five hundred times. */
const ENTRIES = 100;

let site: TestSite;
let synonyms: SynonymSet[];
let values: Record<FacetName, string[]>;
beforeAll(async () => {
  site = await startTestSite();
  await write(site.deps.db, ...readEntries().slice(0, ENTRIES));
  await addOutcomes();
  await site.deps.worker.settled();
  synonyms = await listSynonymSets(site.deps.db);
  const { facets: counts } = await site.deps.search.entries(emptySearch());
  values = Object.fromEntries(facets.map(({ name }) => [name, Object.keys(counts[name])])) as typeof values;
});
afterAll(() => site?.close());

/** Has some entries judged and some tried, before any of them is indexed. */
async function addOutcomes(): Promise<void> {
  const { db } = site.deps;
  const { id: user } = await createUser(site, 'reader');
  const assessment = await makeAssessment(db, { verdict: 'partly', goals: { 1: 'reached', 2: 'not_reached' } });
  const entries = await db.selectFrom('entries').select('id').orderBy('id').execute();
  for (const [index, { id }] of entries.entries()) {
    if (index % 3 === 0) await restOn(db, id, assessment, [null, 1, 2][index % 4] ?? null);
    if (index % 5 === 0) await addTrial(db, id, user);
  }
  await enqueueIndexing(
    db,
    entries.map(({ id }) => id),
  );
}

const words = [...new Set(readQueries().flatMap(({ q }) => q.split(' ')))];
/** What people type, and what they might: words that belong together and words that do not. */
const queries = fc.oneof(
  fc.constantFrom(...readQueries().map(({ q }) => q)),
  fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((some) => some.join(' ')),
);
const searches = fc.record({
  q: queries,
  choices: fc.array(fc.tuple(fc.constantFrom(...facets.map(({ name }) => name)), fc.nat()), { maxLength: 3 }),
  looked: fc.tuple(fc.constantFrom(...facets.map(({ name }) => name)), fc.nat()),
});

function toParams(q: string, choices: [FacetName, number][]): SearchParams {
  const params = { ...emptySearch(), q, perPage: 100 };
  for (const [name, index] of choices) {
    const value = values[name][index % values[name].length];
    if (value) params.filters[name] = [...new Set([...params.filters[name], value])];
  }
  return params;
}

/** Holds what a search shows against what the searches show that its facets lead to. */
function agreement(find: (params: SearchParams) => Promise<SearchResult>) {
  const listAll = async (params: SearchParams) => {
    const first = await find(params);
    const rest = [];
    for (let page = 2; page <= Math.ceil(first.total / 100); page++)
      rest.push(...(await find({ ...params, page })).hits);
    return { ...first, slugs: [...first.hits, ...rest].map(({ slug }) => slug) };
  };
  return fc.asyncProperty(searches, async ({ q, choices, looked: [name, index] }) => {
    const params = toParams(q, choices);
    const found = await listAll(params);
    expect(new Set(found.slugs).size).toBe(found.total);
    const value = values[name][index % values[name].length] ?? '';
    const alone = await listAll({ ...params, filters: { ...params.filters, [name]: [value] } });
    expect([q, value, found.facets[name][value] ?? 0]).toEqual([q, value, alone.slugs.length]);
  });
}

describe('the number of hits, the list and what each facet leads to agree', () => {
  test('for any query and choices', async () => {
    await fc.assert(
      agreement((params) => site.deps.search.entries(params)),
      { numRuns: 500 },
    );
  }, 120_000);

  test('when the database answers', async () => {
    await fc.assert(
      agreement((params) => site.deps.search.preview(params, synonyms)),
      { numRuns: 100 },
    );
  }, 120_000);
});

/** Danish letters and every sign that means something to one of the two. */
const typed = fc.string({
  unit: fc.constantFrom(...'abekmrtæøåÉ 07 "-»«\'\\%_:()*!&|<>.,;=?/@#~^$€😀'),
  maxLength: 60,
});

describe('whatever is typed', () => {
  test('engine and database answer', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const params = { ...emptySearch(), q };
        const { degraded } = await site.deps.search.entries(params);
        expect(degraded).toBe(false);
        await site.deps.search.preview(params, synonyms);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('what a minus excludes is no hit, and nothing else is missing', async () => {
    const ids = async (q: string) =>
      (await site.deps.search.entries({ ...emptySearch(), q, perPage: 100 })).hits.map(({ id }) => id);
    for (const [word, other] of [
      ['kvinder', 'mentor'],
      ['mentor', 'virksomhed'],
      ['børn', 'forældre'],
      ['praktik', 'i job'],
    ]) {
      const all = await ids(`"${word}"`);
      const without = await ids(`"${word}" -"${other}"`);
      const within = await ids(`"${word}" "${other}"`);
      expect(all.length).toBeGreaterThan(0);
      expect([...without, ...within].toSorted()).toEqual(all.toSorted());
    }
  });
});
