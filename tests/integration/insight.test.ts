import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstNames } from '#content/personal-data/names.ts';
import { listFrequentSearches } from '#content/search-insight/list-searches.ts';
import { forgetRareSearches } from '#content/search-insight/write-counts.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import { createSearchCounter } from '#server/search-counter.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readElement, readLinks, readText } from '../support/html.ts';
import { cprNumbers } from '../support/personal-data.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.deps.searchCounter.flush();
  await site.deps.db.deleteFrom('search_counts').execute();
});

const search = (q: string, changes: Partial<SearchParams> = {}): SearchParams => ({ ...emptySearch(), q, ...changes });
const rows = () =>
  site.deps.db.selectFrom('search_counts').select(['query', 'searches', 'hits', 'clicks']).orderBy('query').execute();

/** Counts that lie some days back. */
async function seed(query: string, { searches = 1, hits = 5, clicks = 0, daysAgo = 0 } = {}) {
  const day = sql<string>`(now() at time zone 'Europe/Copenhagen')::date - ${daysAgo}::int`;
  await site.deps.db.insertInto('search_counts').values({ day, query, searches, hits, clicks }).execute();
}
const page = async (address = '/redaktion/soegninger') => (await editor.get(address)).body;
const listed = async (id: string, address?: string) =>
  readText((await page(address)).split('<section').find((part) => part.includes(`id="${id}"`)) ?? '');

describe('a search', () => {
  test('is counted by its words in small letters, on the day in Denmark, with what it found last', async () => {
    const { searchCounter } = site.deps;
    searchCounter.count(search('Mentor for  Kvinder'), 4);
    searchCounter.count(search('mentor for kvinder'), 3);
    await searchCounter.flush();
    searchCounter.count(search('MENTOR for kvinder'), 7);
    searchCounter.click('mentor for kvinder');
    await searchCounter.flush();
    expect(await rows()).toEqual([{ query: 'mentor for kvinder', searches: 3, hits: 7, clicks: 1 }]);
    const today = await site.deps.db
      .selectFrom('search_counts')
      .select(sql<boolean>`day = (now() at time zone 'Europe/Copenhagen')::date`.as('isToday'))
      .execute();
    expect(today).toEqual([{ isToday: true }]);
  });

  test('of a reader is counted, that of a program and the next page are not', async () => {
    for (const address of ['/erfaringer?q=Lektiehj%C3%A6lp', '/erfaringer?q=Lektiehj%C3%A6lp&side=2', '/erfaringer'])
      expect((await site.app.inject(address)).statusCode).toBe(200);
    expect((await site.app.inject('/api/v1/entries?q=lektiehj%C3%A6lp')).statusCode).toBe(200);
    await site.deps.searchCounter.flush();
    expect(await rows()).toEqual([{ query: 'lektiehjælp', searches: 1, hits: 0, clicks: 0 }]);
  });

  test('for a phrase is another one than for its words', async () => {
    site.deps.searchCounter.count(search('"åben rådgivning"'), 1);
    site.deps.searchCounter.count(search('åben rådgivning'), 9);
    await site.deps.searchCounter.flush();
    expect((await rows()).map(({ query }) => query).sort()).toEqual(['"åben rådgivning"', 'åben rådgivning']);
  });

  test.each<[string, Partial<SearchParams>]>([
    ['a later page', { page: 2 }],
    ['another order', { sort: 'newest' }],
    ['a choice among its results', { filters: { ...emptySearch().filters, area: ['sundhed'] } }],
    ['no words', { q: '' }],
    ['more than a hundred characters', { q: 'ord '.repeat(26) }],
    ['no letters', { q: '"?!"' }],
  ])('is not counted with %s', async (_, changes) => {
    site.deps.searchCounter.count(search('lektiecafé', changes), 4);
    await site.deps.searchCounter.flush();
    expect(await rows()).toEqual([]);
  });

  test.each([
    ...['0102031234', '010203-1234 barsel', 'sag 123456', 'tlf 20 30 40 50', 'anna@vejle.dk', 'navn (at) vejle.dk'],
    ...['Mette Hansen', 'mette', 'mentor for fatma', 'mettes historie', 'Hansen, Peter', 'MOHAMMED ali', 'anne-marie'],
    ...['Bo Holm', 'bo holm', 'Hans', 'sag ９８７６５４', 'sag 12\u200b34\u200b56'],
  ])('that could tell of a person is never counted: %j', async (q) => {
    site.deps.searchCounter.count(search(q), 4);
    site.deps.searchCounter.click(q);
    await site.deps.searchCounter.flush();
    expect(await rows()).toEqual([]);
  });

  test.each(['bo i ghetto', 'job 2005', 'dans', 'et godt liv', 'hvem hans', '1999-2004'])(
    'is counted where words only look like names or numbers: %j',
    async (q) => {
      site.deps.searchCounter.count(search(q), 4);
      await site.deps.searchCounter.flush();
      expect(await rows()).toMatchObject([{ query: q, searches: 1 }]);
    },
  );

  test('with a CPR number, an e-mail address or a name anywhere in it is never stored', async () => {
    const words = fc.array(fc.constantFrom('praktik', 'for', 'unge', 'i', 'Vejle', 'åben'), { maxLength: 3 });
    const cpr = fc
      .tuple(cprNumbers, fc.constantFrom('', '-', ' ', '–'))
      .map(([number, gap]) => number.slice(0, 6) + gap + number.slice(6));
    const name = fc
      .tuple(fc.constantFrom(...firstNames), fc.constantFrom('Holm', 'Al-Hassan', 'nguyen', 'Warsame'))
      .chain(([first, last]) => {
        const capital = first.charAt(0).toUpperCase() + first.slice(1);
        return fc.constantFrom(
          `${first} ${last.toLowerCase()}`,
          `${capital} ${last}`,
          `${first} ${last}`.toUpperCase(),
        );
      });
    const personal = fc.oneof(cpr, fc.emailAddress(), name);
    const queries = fc.tuple(words, personal, words).map(([before, secret, after]) => [...before, secret, ...after]);
    await fc.assert(
      fc.asyncProperty(fc.array(queries, { minLength: 20, maxLength: 60 }), async (batch) => {
        for (const parts of batch) {
          site.deps.searchCounter.count(search(parts.join(' ')), 1);
          site.deps.searchCounter.click(parts.join(' '));
        }
        await site.deps.searchCounter.flush();
        expect(await rows()).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('beyond those that memory has room for is not counted until the next batch', async () => {
    for (let number = 0; number < 5100; number += 1) site.deps.searchCounter.count(search(`ord ${number}`), 1);
    await site.deps.searchCounter.flush();
    const { count } = await site.deps.db
      .selectFrom('search_counts')
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(5000);
    site.deps.searchCounter.count(search('ord 5099'), 1);
    await site.deps.searchCounter.flush();
    expect((await rows()).map(({ query }) => query)).toContain('ord 5099');
  });

  test('is kept for the next batch when the database does not answer', async () => {
    const { db } = site.deps;
    let isAway = true;
    const flaky = new Proxy(db, {
      get: (target, name) => {
        if (isAway) throw new Error('made by a test');
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const counter = createSearchCounter(flaky);
    counter.count(search('værtsfamilie'), 2);
    await expect(counter.flush()).rejects.toThrow('made by a test');
    counter.count(search('værtsfamilie'), 3);
    isAway = false;
    await counter.flush();
    expect(await rows()).toEqual([{ query: 'værtsfamilie', searches: 2, hits: 3, clicks: 0 }]);
  });

  test('is written by the site by itself, at the latest when it closes', async () => {
    const other = await startTestSite();
    other.deps.searchCounter.count(search('brobygger'), 2);
    const written = new Promise<string[]>((resolve) => {
      const { destroy } = other.deps.db;
      other.deps.db.destroy = async function destroyed() {
        const left = await other.deps.db.selectFrom('search_counts').select('query').execute();
        resolve(left.map(({ query }) => query));
        return destroy.call(this);
      };
    });
    await other.close();
    expect(await written).toEqual(['brobygger']);
  });
});

describe('what few search for', () => {
  test('is forgotten after two days, and everything after 400', async () => {
    await seed('sjælden i går', { searches: 2, daysAgo: 1 });
    await seed('sjælden i forgårs', { searches: 2, daysAgo: 2 });
    await seed('sjælden før det', { searches: 2, daysAgo: 3 });
    await seed('hyppig', { searches: 1, daysAgo: 0 });
    await seed('hyppig', { searches: 1, daysAgo: 20 });
    await seed('hyppig', { searches: 1, daysAgo: 29 });
    await seed('hyppig', { searches: 1, daysAgo: 399 });
    await seed('hyppig', { searches: 1, daysAgo: 401 });
    await seed('engang hyppig', { searches: 50, daysAgo: 31 });
    await forgetRareSearches(site.deps.db);
    const left = (await rows()).map(({ query }) => query);
    expect(left).toEqual([...Array(4).fill('hyppig'), 'sjælden i forgårs', 'sjælden i går']);
  });

  test('is shown nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 89 }), fc.integer({ max: 1, min: 0 })),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (days) => {
          await site.deps.db.deleteFrom('search_counts').execute();
          const byDay = new Map(days.map(([searches, daysAgo, hits]) => [daysAgo, { searches, daysAgo, hits }]));
          for (const count of byDay.values()) await seed('helt særlig', count);
          const recent = [...byDay.values()].filter(({ daysAgo }) => daysAgo < 30);
          const many = recent.reduce((sum, { searches }) => sum + searches, 0) >= 3;
          for (const period of [7, 30, 90, 365]) {
            const shown = readText(await page(`/redaktion/soegninger?dage=${period}`)).includes('helt særlig');
            const inPeriod = [...byDay.keys()].some((daysAgo) => daysAgo < period);
            expect([period, shown]).toEqual([period, many && inPeriod]);
          }
          if (!many) expect(await listFrequentSearches(site.deps.db, 10)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

test('frequent searches are those of many days that find something now, the most frequent first', async () => {
  await seed('mentor', { searches: 3, daysAgo: 0 });
  await seed('mentor', { searches: 3, daysAgo: 1 });
  await seed('ghetto', { searches: 20, daysAgo: 0 });
  await seed('ghetto', { searches: 1, daysAgo: 80 });
  await seed('kun i dag', { searches: 50 });
  await seed('fandt intet', { searches: 9, hits: 0, daysAgo: 0 });
  await seed('fandt intet', { searches: 9, hits: 4, daysAgo: 2 });
  await seed('for længe siden', { searches: 9, daysAgo: 40 });
  await seed('for længe siden', { searches: 2, daysAgo: 1 });
  expect(await listFrequentSearches(site.deps.db, 10)).toEqual(['ghetto', 'mentor']);
  expect(await listFrequentSearches(site.deps.db, 1)).toEqual(['ghetto']);
});

describe('the page of searches', () => {
  test('shows what is searched for, what is not found, and what is seldom opened', async () => {
    await seed('mentor', { searches: 30, hits: 12, clicks: 20, daysAgo: 3 });
    await seed('fædregruppe', { searches: 4, hits: 0 });
    await seed('sport', { searches: 20, hits: 8, clicks: 1, daysAgo: 10 });
    expect(await listed('ikke-fundet')).toMatch(
      /ikke fundet 1 .* fædregruppe 4 søgninger · finder ingen erfaringer Lav/,
    );
    expect(await listed('sjaeldent-aabnet')).toMatch(
      /sjældent åbnet 1 .* sport 20 søgninger · finder 8 erfaringer · åbnet 1 gang Lav/,
    );
    expect(await listed('mest-soegt')).toMatch(
      /Mest søgt 3 mentor 30 søg.* 12 .* 20 gange .* sport 20 søg.* fædregruppe 4 søg/,
    );
  });

  test('asks of few searches no verdict on how often they are opened, and none of those that find nothing', async () => {
    await seed('for få', { searches: 9, hits: 8, clicks: 0 });
    await seed('lige nok klik', { searches: 20, hits: 8, clicks: 2 });
    await seed('finder intet', { searches: 20, hits: 0, clicks: 0 });
    expect(await listed('sjaeldent-aabnet')).toContain('Ingen hyppige søgninger bliver sjældent åbnet.');
  });

  test('looks back as far as is chosen', async () => {
    await seed('mentor', { searches: 5, daysAgo: 2 });
    await seed('mentor', { searches: 7, daysAgo: 60 });
    await seed('ghetto', { searches: 4, daysAgo: 20 });
    expect(await listed('mest-soegt', '/redaktion/soegninger?dage=7')).toMatch(/Mest søgt 1 mentor 5 /);
    expect(await listed('mest-soegt', '/redaktion/soegninger?dage=365')).toMatch(/mentor 12 .* ghetto 4 /);
    const unknown = await page('/redaktion/soegninger?dage=12');
    expect(readElement(unknown, /<strong aria-current/)).toBe('30 dage');
  });

  test('leads on from each search', async () => {
    await seed('fædre & sønner', { searches: 4, hits: 0 });
    const links = readLinks(await page());
    const q = 'f%C3%A6dre%20%26%20s%C3%B8nner';
    expect(links).toContainEqual({ text: 'fædre & sønner', href: `/erfaringer?q=${q}` });
    const wish = { text: 'Lav et ønske om fædre & sønner', href: `/redaktion/oensker?titel=${q}&soegning=${q}#nyt` };
    expect(links).toContainEqual(wish);
    const synonym = { text: 'Tilføj synonym til fædre & sønner', href: `/redaktion/synonymer/ny?ord=${q}` };
    expect(links).toContainEqual(synonym);
  });

  test('says what is counted, and so does the privacy page', async () => {
    expect(readText(await page())).toContain('gemmer intet om den, der søger');
    expect(readText((await site.app.inject('/privatliv')).body)).toContain('aldrig hvem der søgte');
  });

  test('is reached from the editors’ page by editors alone', async () => {
    const link = { text: 'Søgninger', href: '/redaktion/soegninger' };
    expect(readLinks((await editor.get('/redaktion')).body)).toContainEqual(link);
    const consultant = await signIn(site, 'consultant');
    expect(readLinks((await consultant.get('/redaktion')).body)).not.toContainEqual(link);
    expect((await consultant.get('/redaktion/soegninger')).statusCode).toBe(403);
  });
});
