import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectSearch } from '#search/client.ts';
import type { Suggestion } from '#server/presenters/suggestions.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { texts } from '../support/arbitraries.ts';
import { createPrivateEngine } from '../support/engine.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    exchangeEntry({ slug: 'vejledere', title: 'Vejledere på arbejdspladsen' }),
    exchangeEntry({ slug: 'boernehave', title: 'Børnehaven åbner for forældre' }),
    ...Array.from({ length: 9 }, (_, index) => exchangeEntry({ title: `Mentorforløb nummer ${index + 1}` })),
    exchangeEntry({ title: 'Mentorer uden for titlen', summary: 'Xylofonspillere fra hele byen.' }),
    exchangeEntry({ slug: 'mentorkladde', title: 'Mentorkladde', status: 'draft' }),
    exchangeEntry({ slug: 'mentor-trukket', title: 'Mentorordning trukket', status: 'withdrawn' }),
  );
  // The second of two days that a search needs to be one of many readers.
  for (const day of ['yesterday', 'today'])
    await site.deps.db
      .insertInto('search_counts')
      .values(
        Object.entries({ 'mentor for kvinder': 30, mentorordning: 20, 'unge mentorer': 10, 'mentor i skolen': 9 }).map(
          ([query, searches]) => ({ day: `${day}`, query, searches, hits: 2 }),
        ),
      )
      .execute();
});
afterAll(() => site.close());

async function suggest(text: string): Promise<Suggestion[]> {
  const { statusCode, json } = await site.app.inject({ url: '/forslag', query: { q: text } });
  expect(statusCode).toBe(200);
  return json().suggestions;
}
const ofKind = (kind: Suggestion['kind'], suggestions: Suggestion[]) =>
  suggestions.filter((suggestion) => suggestion.kind === kind);
const labels = async (kind: Suggestion['kind'], text: string) =>
  ofKind(kind, await suggest(text)).map(({ label }) => label);

describe('what is typed suggests', () => {
  test('municipalities, areas and methods by the beginning of any of their words, leading to their search', async () => {
    expect((await suggest('vejl'))[0]).toEqual({
      ...{ kind: 'municipality', label: 'Vejle', href: '/erfaringer?kommune=vejle' },
    });
    expect(await suggest('boligomr')).toEqual([
      { kind: 'area', label: 'Udsatte boligområder', href: '/erfaringer?omraade=boligomraader' },
    ]);
    expect((await suggest('virksomhedsre'))[0]).toMatchObject({
      ...{ kind: 'method', href: '/erfaringer?metode=virksomhedsrettet-indsats' },
    });
    expect(await suggest('oligområder')).toEqual([]);
  });

  test('entries by the words of their titles, the last one as far as it is typed', async () => {
    const entry = { kind: 'entry', label: 'Vejledere på arbejdspladsen', href: '/erfaringer/vejledere' };
    for (const text of ['vejlede', 'vejledere på arbejdspl', 'arbejdsplads'])
      expect(await suggest(text), text).toContainEqual(entry);
    expect(await labels('entry', 'xylofonspillere')).toEqual([]);
  });

  test.each([
    ['åbenr', 'Aabenraa'],
    ['Aabenr', 'Aabenraa'],
    ['AERO', 'Ærø'],
    ['høje ta', 'Høje-Taastrup'],
    ['Høje-Tå', 'Høje-Taastrup'],
    ['Københavns Kom', 'København'],
    ['vejle kommune', 'Vejle'],
  ])('a municipality for %j: %s', async (text, name) => {
    expect((await labels('municipality', text))[0]).toBe(name);
  });

  test.each(['børnehaven', 'boernehaven', 'BØRNEHAV'])('an entry for %j, however it is spelt', async (text) => {
    expect(await labels('entry', text)).toContain('Børnehaven åbner for forældre');
  });

  test('a former municipality under its old name, and says what it is now', async () => {
    expect(await suggest('søllerø')).toEqual([
      { kind: 'municipality', label: 'Søllerød', href: '/erfaringer?kommune=rudersdal', note: 'nu Rudersdal' },
    ]);
  });

  test('a former municipality that was split as all that it became', async () => {
    const taxonomy = await site.deps.getTaxonomy();
    const name = [...new Set(taxonomy.municipalities.flatMap(({ formerNames }) => formerNames))].find(
      (former) => taxonomy.findMunicipalities(former).length > 1,
    ) as string;
    const parts = taxonomy.findMunicipalities(name);
    const [found] = ofKind('municipality', await suggest(name)).filter(({ label }) => label === name);
    expect(found?.note).toBe(`nu ${parts.map((part) => part.name).join(' og ')}`);
    expect(found?.href).toBe(`/erfaringer?${parts.map(({ slug }) => `kommune=${slug}`).join('&')}`);
  });

  test('a place together with the words before it, which stay words of the search', async () => {
    expect(ofKind('municipality', await suggest('lektiehjælp i vejl'))).toEqual([
      {
        ...{ kind: 'municipality', label: 'Vejle', note: 'sammen med »lektiehjælp«' },
        href: '/erfaringer?q=lektiehj%C3%A6lp&kommune=vejle',
      },
    ]);
    expect(await labels('municipality', '"lektiehjælp i vejl')).toEqual([]);
    expect(await labels('municipality', 'lektiehjælp -vejl')).toEqual([]);
  });

  test('what many readers searched for, the most frequent first, but not what is typed already', async () => {
    expect(ofKind('search', await suggest('mentor'))).toEqual([
      { kind: 'search', label: 'mentor for kvinder', href: '/erfaringer?q=mentor+for+kvinder' },
      { kind: 'search', label: 'mentorordning', href: '/erfaringer?q=mentorordning' },
      { kind: 'search', label: 'unge mentorer', href: '/erfaringer?q=unge+mentorer' },
    ]);
    expect(await labels('search', 'mentorordning')).toEqual([]);
  });
});

test('names that take up more of the text leave no room for those that take up less', async () => {
  expect(await labels('municipality', 'høje ta')).toEqual(['Høje-Taastrup']);
});

describe('the list', () => {
  test('begins with names that begin so, then has searches, and keeps room for entries', async () => {
    const found = await suggest('mentor');
    expect(found.map(({ kind }) => kind)).toEqual([
      ...['method', 'search', 'search', 'search'],
      ...['entry', 'entry', 'entry', 'entry'],
    ]);
  });

  test('has at most eight suggestions, and three of a kind that is not entries', async () => {
    for (const text of ['ve', 'be', 'en', 'fo', 'in', 'mentor', 'so']) {
      const found = await suggest(text);
      expect(found.length, text).toBeLessThanOrEqual(8);
      for (const kind of ['area', 'municipality', 'method', 'search'] as const)
        expect(ofKind(kind, found).length, `${text} ${kind}`).toBeLessThanOrEqual(3);
    }
  });

  test('never has an entry that readers may not see, from the next request after its withdrawal', async () => {
    expect(await labels('entry', 'mentorkladde')).toEqual([]);
    expect(await labels('entry', 'mentorordning trukket')).not.toContain('Mentorordning trukket');
    const entry = exchangeEntry({ slug: 'snart-vaek', title: 'Zebrastriber i gaden' });
    await publish(site.deps, entry);
    expect(await labels('entry', 'zebrastr')).toEqual(['Zebrastriber i gaden']);
    await publish(site.deps, { ...entry, status: 'withdrawn' });
    expect(await labels('entry', 'zebrastr')).toEqual([]);
  });

  test.each(['', 'v', ' v ', '-', '"', 'ø'])('is empty for %j', async (text) => {
    expect(await suggest(text)).toEqual([]);
  });

  test.each([
    ['nothing asked', ''],
    ['too long a text', `?q=${'vejle'.repeat(50)}`],
    ['NUL', '?q=%00%00%00'],
    ['half a character', '?q=%FF%FE'],
    ['another parameter', '?omraade=sundhed'],
  ])('is empty for %s', async (_what, query) => {
    const { statusCode, body } = await site.app.inject(`/forslag${query}`);
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '{"suggestions":[]}' });
  });

  test('answers the last of repeated texts', async () => {
    expect((await site.app.inject('/forslag?q=aalborg&q=vejle')).json().suggestions[0].label).toBe('Vejle');
  });
});

test('an answer is JSON that may be kept as long as the content is the same', async () => {
  const { headers } = await site.app.inject('/forslag?q=vejle');
  expect(headers['content-type']).toContain('application/json');
  expect(headers['cache-control']).toBe('public, no-cache');
  const again = await site.app.inject({ url: '/forslag?q=vejle', headers: { 'if-none-match': String(headers.etag) } });
  expect(again.statusCode).toBe(304);
});

test('while the search engine is away, suggestions come from the database and are not kept', async () => {
  const engine = await createPrivateEngine();
  await engine.start();
  const away = await startTestSite({}, connectSearch(engine));
  onTestFinished(async () => {
    await engine.start(); // the site takes its index away when it closes
    await away.close();
    await engine.remove();
  });
  await publish(away.deps, exchangeEntry({ slug: 'vejledere', title: 'Vejledere på arbejdspladsen' }));
  await engine.stop();
  const { statusCode, headers, json } = await away.app.inject('/forslag?q=vejle');
  expect(statusCode).toBe(200);
  expect(json().suggestions.map(({ label }: Suggestion) => label)).toEqual(['Vejle', 'Vejledere på arbejdspladsen']);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('etag');
});

test('anything typed is answered in the same form, and every suggestion leads to a page', async () => {
  const names = fc.constantFrom('vejle', 'søllerød', 'mentor', 'be', 'ud', 'vejledere', 'sundhed', 'a', '"', '-', 'i');
  const text = fc.oneof(
    fc.array(names, { maxLength: 4 }).map((words) => words.join(' ')),
    texts(60),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(text, async (typed) => {
      for (const { kind, label, href, note, ...rest } of await suggest(typed.toWellFormed())) {
        expect(['entry', 'method', 'area', 'municipality', 'search']).toContain(kind);
        expect(label).not.toBe('');
        expect(note).not.toBe('');
        expect(rest).toEqual({});
        expect((await site.app.inject(href)).statusCode, href).toBe(200);
      }
    }),
    { numRuns: 60 },
  );
});
