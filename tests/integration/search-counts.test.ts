import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Taxonomy } from '#content/taxonomy.ts';
import { type FacetName, facets } from '#search/facets.ts';
import { emptySearch } from '#search/params.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

let site: TestSite;
let taxonomy: Taxonomy;
beforeAll(async () => {
  site = await startTestSite();
  taxonomy = await site.deps.getTaxonomy();
});
afterAll(() => site.close());

const ENTRIES = 12;
type Values = Record<FacetName, string[]>;

/** Few values a facet, so that entries share them and choices meet. */
function fewValues(): Values {
  const first = (vocabulary: keyof Taxonomy['terms']) => taxonomy.terms[vocabulary].slice(0, 3).map(({ slug }) => slug);
  return {
    area: first('areas'),
    municipality: ['0101', '0630', '0751'],
    method: first('methods'),
    target_group: first('target_groups'),
    organisation_type: first('organisation_types'),
    year: ['2005', '2006'],
    // Nobody has judged or tried these; trial-facets.test.ts has others.
    verdict: ['not_assessed'],
    tried: [],
  };
}

function toEntry({ area, municipality, method, target_group, organisation_type, year }: Values, index: number) {
  const [type] = organisation_type;
  return exchangeEntry({
    ...{ slug: `erfaring-${index}`, areas: area, municipalities: municipality, methods: method },
    ...{ target_groups: target_group, start_date: year[0] ? `${year[0]}-05-01` : null },
    organisation: type ? { name: `En ${type}`, type } : null,
  });
}

/** What an entry has of each facet; the last two are one value or none. */
function entryValues(values: Values): fc.Arbitrary<Values> {
  return fc.record({
    area: fc.subarray(values.area, { minLength: 1 }),
    municipality: fc.subarray(values.municipality),
    method: fc.subarray(values.method),
    target_group: fc.subarray(values.target_group),
    organisation_type: fc.subarray(values.organisation_type, { maxLength: 1 }),
    year: fc.subarray(values.year, { maxLength: 1 }),
    verdict: fc.constant(values.verdict),
    tried: fc.constant(values.tried),
  });
}

function choices(values: Values): fc.Arbitrary<Values> {
  const some = (all: string[]) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(all, { maxLength: Math.min(2, all.length) }));
  const names = facets.map(({ name }) => name);
  return fc.record(
    Object.fromEntries(names.map((name) => [name, some(values[name])])),
  ) as unknown as fc.Arbitrary<Values>;
}

const matches = (entry: Values, chosen: Values) =>
  facets.every(({ name }) => !chosen[name].length || chosen[name].some((value) => entry[name].includes(value)));

test('for any entries and choices, the list holds what fits, and each count is what choosing that value alone would give', async () => {
  const values = fewValues();
  const collection = fc.array(entryValues(values), { minLength: ENTRIES, maxLength: ENTRIES });
  await fc.assert(
    fc.asyncProperty(
      collection,
      fc.array(choices(values), { minLength: 6, maxLength: 6 }),
      async (entries, searches) => {
        await publish(site.deps, ...entries.map(toEntry));
        for (const filters of searches) {
          const result = await site.deps.search.entries({ ...emptySearch(), filters, perPage: 100 });
          const fitting = entries.flatMap((entry, index) => (matches(entry, filters) ? [`erfaring-${index}`] : []));
          expect(result.hits.map(({ slug }) => slug).sort()).toEqual(fitting.sort());
          expect(result.total).toBe(fitting.length);
          for (const { name } of facets)
            for (const value of values[name]) {
              const alone = { ...filters, [name]: [value] };
              const count = result.facets[name][value] ?? 0;
              expect([name, value, count]).toEqual([
                name,
                value,
                entries.filter((entry) => matches(entry, alone)).length,
              ]);
            }
        }
      },
    ),
    { numRuns: 8 },
  );
});
