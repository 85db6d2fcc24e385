import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { keysOf } from '#search/danish/analyse.ts';
import { type FacetName, facets } from '#search/facets.ts';
import { relatedInDatabase, searchInDatabase, titlesInDatabase } from '#search/fallback.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import { makeDocuments } from '#search/sync-documents.ts';
import type { Concept, Understood } from '#search/understand.ts';
import { today } from '#server/deps.ts';
import { texts } from '../support/arbitraries.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';

let database: Database;
let taxonomy: Taxonomy;
let slugs = new Map<number, string>();
beforeAll(async () => {
  database = await openTestDatabase();
  taxonomy = await loadTaxonomy(database.db, today());
});
afterAll(() => database.close());

/** Makes `entries` the only ones that the database's search knows. */
async function publishOnly(entries: Record<string, unknown>[]): Promise<void> {
  await database.db.deleteFrom('search_documents').execute();
  const wanted = entries.map((entry) => exchangeEntry(entry));
  await write(database.db, ...wanted);
  const rows = await database.db
    .selectFrom('entries')
    .select(['id', 'slug'])
    .where(
      'slug',
      'in',
      wanted.map(({ slug }) => slug),
    )
    .execute();
  slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
  await makeDocuments(database.db, [...slugs.keys()], taxonomy);
}

const concept = (word: string, changes: Partial<Concept> = {}): Concept => ({
  ...{ word, keys: keysOf(word), synonyms: [], minor: false },
  ...changes,
});
const asking = (changes: Partial<Understood>): Understood => ({
  ...{ phrases: [], excluded: [], concepts: [], prefix: '', completions: [], corrections: [] },
  ...changes,
});
const askingFor = (...words: string[]) => asking({ concepts: words.map((word) => concept(word)) });

const search = (understood: Understood, params: Partial<SearchParams> = {}) =>
  searchInDatabase(database.db, understood, { ...emptySearch(), ...params });
async function found(understood: Understood, params: Partial<SearchParams> = {}): Promise<string[]> {
  return (await search(understood, params)).ids.map((id) => slugs.get(id) ?? '');
}

const published = (day: number) => `2020-01-${String(day).padStart(2, '0')}T12:00:00Z`;

describe('a search in the database', () => {
  beforeAll(() =>
    publishOnly([
      { slug: 'mentor', title: 'Mentorer på jobbet', summary: 'Kommunerne hjælper.', published_at: published(1) },
      { slug: 'praktik', title: 'Praktik', summary: 'En virksomhedspraktik med mentor.', published_at: published(2) },
      { slug: 'boern', title: 'Et barn i børnehaven', summary: 'Den gode modtagelse.', published_at: published(3) },
      { slug: 'modtagelse', title: 'Åbent hus', summary: 'En god modtagelse den dag.', published_at: published(4) },
    ]),
  );

  test('finds all entries, the newest first, when nothing is asked for', async () => {
    expect(await found(asking({}))).toEqual(['modtagelse', 'boern', 'praktik', 'mentor']);
    expect((await search(asking({}))).total).toBe(4);
  });

  test('finds inflected words and the parts of compounds, those with the word in the title first', async () => {
    expect(await found(askingFor('kommune'))).toEqual(['mentor']);
    expect(await found(askingFor('mentorernes'))).toEqual(['mentor', 'praktik']);
    expect(await found(askingFor('praktikker'))).toEqual(['praktik']);
  });

  test('puts entries that hold more of the concepts first, and finds those with one too', async () => {
    expect(await found(askingFor('mentor', 'kommune', 'job', 'praktik'))).toEqual(['mentor', 'praktik']);
    expect(await found(askingFor('mentor', 'virksomhedspraktik'))).toEqual(['praktik', 'mentor']);
    expect(await found(askingFor('børn', 'åbent', 'modtagelse'))).toEqual(['modtagelse', 'boern']);
  });

  test('does not take a concept that says little for enough', async () => {
    const minor = concept('modtagelse', { minor: true });
    expect(await found(asking({ concepts: [concept('åbent'), minor] }))).toEqual(['modtagelse']);
    expect((await found(asking({ concepts: [minor] }))).toSorted()).toEqual(['boern', 'modtagelse']);
  });

  test('finds an entry by any synonym, all words of which it holds', async () => {
    const synonyms = [['god', 'modtag'].flatMap(keysOf), ['findesikke']];
    expect((await found(asking({ concepts: [concept('velkomst', { synonyms })] }))).toSorted()).toEqual([
      ...['boern', 'modtagelse'],
    ]);
  });

  test('finds a phrase only where its words follow each other, spelt like that', async () => {
    expect(await found(asking({ phrases: [['den', 'gode', 'modtagelse']] }))).toEqual(['boern']);
    expect(await found(asking({ phrases: [['god', 'modtagelse']] }))).toEqual(['modtagelse']);
    expect(await found(asking({ phrases: [['modtagelse', 'gode']] }))).toEqual([]);
    expect(await found(asking({ phrases: [['hus', 'en']] }))).toEqual([]);
  });

  test('finds nothing that holds a word left out, in any form', async () => {
    expect(await found(asking({ excluded: [concept('mentor')] }))).toEqual(['modtagelse', 'boern']);
    expect(await found(asking({ concepts: [concept('mentor')], excluded: [concept('praktik')] }))).toEqual(['mentor']);
  });

  test('finds words by their beginning', async () => {
    expect(await found(asking({ prefix: 'virks' }))).toEqual(['praktik']);
    expect(await found(asking({ concepts: [concept('mentor')], prefix: 'virks' }))).toEqual(['praktik', 'mentor']);
    expect(await found(asking({ phrases: [['børnehaven']], prefix: 'virks' }))).toEqual([]);
  });

  test('leaves out the entries that it is told to', async () => {
    const [first = 0] = (await search(askingFor('mentor'))).ids;
    const {
      total,
      ids,
      facets: counts,
    } = await searchInDatabase(database.db, askingFor('mentor'), emptySearch(), [first]);
    expect([total, ids.includes(first), counts.area]).toEqual([1, false, { beskaeftigelse: 1 }]);
  });

  test('finds no entry that has been withdrawn since', async () => {
    await publishOnly([
      { slug: 'vaek', title: 'Mentor' },
      { slug: 'her', title: 'Mentor' },
    ]);
    await database.db
      .updateTable('entries')
      .set({ state: 'withdrawn', withdrawn_at: new Date(), withdrawal_reason: 'Forældet' })
      .where('slug', '=', 'vaek')
      .execute();
    expect(await found(askingFor('mentor'))).toEqual(['her']);
    expect((await search(askingFor('mentor'))).facets.area).toEqual({ beskaeftigelse: 1 });
    expect(await titlesInDatabase(database.db, 'ment', 5)).toEqual([{ slug: 'her', title: 'Mentor' }]);
  });
});

describe('the order and the pages', () => {
  beforeAll(() =>
    publishOnly([
      { slug: 'aa', title: 'Århus', summary: 'Job.', published_at: published(3) },
      { slug: 'ae', title: 'Ærlig', summary: 'Job.', published_at: published(1) },
      { slug: 'b', title: 'Bolig', summary: 'Job, og job igen.', published_at: published(2) },
    ]),
  );

  test('are those of time or of the Danish alphabet when one is chosen', async () => {
    expect(await found(askingFor('job'), { sort: 'newest' })).toEqual(['aa', 'b', 'ae']);
    expect(await found(askingFor('job'), { sort: 'oldest' })).toEqual(['ae', 'b', 'aa']);
    expect(await found(askingFor('job'), { sort: 'title' })).toEqual(['b', 'ae', 'aa']);
    expect((await found(askingFor('job')))[0]).toBe('b');
  });

  test('follow each other without loss, and a page after the last is empty', async () => {
    const page = (number: number) => found(askingFor('job'), { sort: 'title', page: number, perPage: 2 });
    expect([await page(1), await page(2), await page(3)]).toEqual([['b', 'ae'], ['aa'], []]);
    expect((await search(askingFor('job'), { page: 3, perPage: 2 })).total).toBe(3);
  });
});

describe('what is enough', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ slug: `begge-${index}`, title: 'Mentor i praktik' }));

  test('is twenty entries with all concepts, whatever is chosen in the facets', async () => {
    await publishOnly([...many, { slug: 'en', title: 'Mentor', areas: ['sundhed'] }]);
    expect((await search(askingFor('mentor', 'praktik'))).total).toBe(20);
    const filters = { ...emptySearch().filters, area: ['sundhed'] };
    expect(await found(askingFor('mentor', 'praktik'), { filters })).toEqual([]);
  });

  test('is not nineteen: then one concept will do', async () => {
    await publishOnly([...many.slice(1), { slug: 'en', title: 'Mentor', areas: ['sundhed'] }]);
    const result = await search(askingFor('mentor', 'praktik'));
    expect(result.total).toBe(20);
    expect(slugs.get(result.ids.at(-1) ?? 0)).toBe('en');
  });
});

describe('facets', () => {
  const values: Record<FacetName, string[]> = {
    area: ['sundhed', 'uddannelse', 'modtagelse'],
    municipality: ['0101', '0630', '0751'],
    method: ['mentor'],
    target_group: [],
    organisation_type: ['kommune', 'forening'],
    year: ['2005', '2006'],
    verdict: ['not_assessed'],
    tried: [],
  };
  const random = (seed: number) => ((seed * 7919 + 104_729) % 1009) / 1009;
  const some = (all: string[], seed: number) => all.filter((_, index) => random(seed * 31 + index * 17) < 0.5);
  const entries = Array.from({ length: 30 }, (_, index) => ({
    slug: `facet-${index}`,
    title: index % 3 ? 'Mentor' : 'Praktik',
    areas: [values.area[index % 3] ?? '', ...some(values.area, index)].filter((v, i, all) => all.indexOf(v) === i),
    municipalities: some(values.municipality, index + 100),
    organisation: { name: 'Fælles', type: values.organisation_type[index % 2] },
    start_date: index % 4 ? `${values.year[index % 2]}-05-01` : null,
  }));
  const has = (entry: (typeof entries)[number]): Record<FacetName, string[]> => ({
    ...{ area: entry.areas, municipality: entry.municipalities, method: [], target_group: [] },
    organisation_type: [entry.organisation.type ?? ''],
    year: entry.start_date ? [entry.start_date.slice(0, 4)] : [],
    ...{ verdict: ['not_assessed'], tried: [] },
  });
  const fits = (entry: (typeof entries)[number], filters: Record<FacetName, string[]>) =>
    facets.every(
      ({ name }) => !filters[name].length || filters[name].some((value) => has(entry)[name].includes(value)),
    );
  beforeAll(() => publishOnly(entries));

  test('for any choices, the list holds what fits, and each count is what choosing that value alone would give', async () => {
    const choice = fc.record(
      Object.fromEntries(facets.map(({ name }) => [name, fc.oneof(fc.constant([]), fc.subarray(values[name]))])),
    ) as unknown as fc.Arbitrary<Record<FacetName, string[]>>;
    await fc.assert(
      fc.asyncProperty(choice, fc.boolean(), async (filters, onlyMentor) => {
        const asked = entries.filter(({ title }) => !onlyMentor || title === 'Mentor');
        const understood = onlyMentor ? askingFor('mentor') : asking({});
        const { total, ids, facets: counts } = await search(understood, { filters, perPage: 100 });
        const fitting = asked.filter((entry) => fits(entry, filters)).map(({ slug }) => slug);
        expect(ids.map((id) => slugs.get(id)).toSorted()).toEqual(fitting.toSorted());
        expect(total).toBe(fitting.length);
        for (const { name } of facets)
          for (const value of values[name]) {
            const alone = asked.filter((entry) => fits(entry, { ...filters, [name]: [value] })).length;
            expect([name, value, counts[name][value] ?? 0]).toEqual([name, value, alone]);
          }
      }),
      { numRuns: 100 },
    );
  });
});

test('any words can be searched for', async () => {
  await publishOnly([{ slug: 'en' }]);
  const word = fc.oneof(
    texts(60),
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.constantFrom('\0', "'", '\\', '%'),
  );
  const some = fc.array(word, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(some, some, some, word, async (phrase, excluded, words, prefix) => {
      const concepts = words.map((each) => concept(each, { keys: [each, ...keysOf(each)], synonyms: [[each]] }));
      await search(asking({ phrases: [phrase], excluded: excluded.map((each) => concept(each)), concepts, prefix }));
      await titlesInDatabase(database.db, words.join(' '), 3);
      await relatedInDatabase(database.db, words, ['area:sundhed'], 1, 3);
    }),
    { numRuns: 150 },
  );
});

describe('titles for suggestions', () => {
  beforeAll(() =>
    publishOnly([
      { slug: 'a', title: 'Mentorer for unge', published_at: published(1) },
      { slug: 'b', title: 'Unge: en mentor i børnehaven', published_at: published(2) },
      { slug: 'c', title: 'Århus 100% åben', summary: 'Mentorer for unge', published_at: published(3) },
    ]),
  );
  const titles = async (text: string, limit = 5) =>
    (await titlesInDatabase(database.db, text, limit)).map(({ slug }) => slug);

  test('hold all words, the last one perhaps not yet whole, in any order; the newest first', async () => {
    expect(await titles('men')).toEqual(['b', 'a']);
    expect(await titles('unge ment')).toEqual(['b', 'a']);
    expect(await titles('mentorer u')).toEqual(['a']);
    expect(await titles('ment unge')).toEqual([]);
    expect(await titles('men', 1)).toEqual(['b']);
  });

  test('are found however æ, ø and å are written', async () => {
    expect([await titles('aarh'), await titles('århus åb'), await titles('boerne'), await titles('BØRNE')]).toEqual([
      ...[['c'], ['c'], ['b'], ['b']],
    ]);
  });

  test('are none for no word', async () => {
    expect([await titles(''), await titles(' %_ ')]).toEqual([[], []]);
  });
});

describe('related entries', () => {
  beforeAll(() =>
    publishOnly([
      { slug: 'selv', title: 'Mentor i praktik for unge', areas: ['sundhed'] },
      { slug: 'to', title: 'Mentor for unge', areas: ['sundhed'] },
      { slug: 'et', title: 'Mentor', areas: ['sundhed', 'uddannelse'] },
      { slug: 'intet', title: 'Bolig', areas: ['sundhed'] },
      { slug: 'andet', title: 'Mentor i praktik for unge', areas: ['kultur-og-fritid'] },
    ]),
  );
  const related = async (words: string[], shared: string[], limit = 5) => {
    const self = [...slugs].find(([, slug]) => slug === 'selv')?.[0] ?? 0;
    const ids = await relatedInDatabase(database.db, words.flatMap(keysOf), shared, self, limit);
    return ids.map((id) => slugs.get(id));
  };

  test('share a facet value and words, those with the most words first', async () => {
    expect(await related(['mentor', 'praktik', 'unge'], ['area:sundhed'])).toEqual(['to', 'et']);
    expect(await related(['mentor', 'praktik', 'unge'], ['area:sundhed'], 1)).toEqual(['to']);
    expect(await related(['mentor'], ['area:sundhed', 'area:uddannelse'])).toEqual(['et', 'to']);
  });

  test('are none without words or facet values to share', async () => {
    expect([await related([], ['area:sundhed']), await related(['mentor'], [])]).toEqual([[], []]);
  });
});
