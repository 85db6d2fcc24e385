import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TrialState } from '#content/db/schema.ts';
import { listPublishedVersions } from '#content/entries/queries.ts';
import { enqueueIndexing } from '#content/queue.ts';
import { listSynonymSets } from '#content/thesaurus/list-synonyms.ts';
import { findDocumentDrift, repairDocumentDrift } from '#search/document-drift.ts';
import { findDrift } from '#search/drift.ts';
import { emptySearch } from '#search/params.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { readElement, readLinks, readTags, readText } from '../support/html.ts';
import { addTrial, makeAssessment, restOn } from '../support/outcomes.ts';
import { createUser, signIn } from '../support/session.ts';

let site: TestSite;
let user: number;
beforeAll(async () => {
  site = await startTestSite();
  ({ id: user } = await createUser(site, 'reader'));
});
afterAll(() => site.close());
beforeEach(async () => {
  const { db } = site.deps;
  const withdrawn = { state: 'withdrawn' as const, withdrawn_at: new Date(), withdrawal_reason: 'Forældet' };
  const entries = await db.updateTable('entries').set(withdrawn).returning('id').execute();
  await enqueueIndexing(
    db,
    entries.map(({ id }) => id),
  );
});

let made = 0;
/** A published entry of this title; returns its id. */
async function add(title: string): Promise<number> {
  const { db } = site.deps;
  const { slug, ...entry } = exchangeEntry({ title });
  made += 1;
  await write(db, { ...entry, slug: `${slug}-facet-${made}` });
  const { id } = await db.selectFrom('entries').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return id;
}

/** Waits until both engines know what was done. */
async function index(ids: number[]): Promise<void> {
  await enqueueIndexing(site.deps.db, ids);
  site.deps.worker.wake();
  await site.deps.worker.settled();
  await site.deps.database.changes.caughtUp();
}

type Query = Record<string, string[]>;
async function inBothEngines(filters: Query) {
  const { search, db } = site.deps;
  const params = { ...emptySearch(), sort: 'title' as const, filters: { ...emptySearch().filters, ...filters } };
  const engine = await search.entries(params);
  const database = await search.preview(params, await listSynonymSets(db));
  expect(engine.degraded).toBe(false);
  const seen = [engine, database].map(({ hits, facets }) => ({
    titles: hits.map(({ title }) => title),
    tried: facets.tried,
    verdict: facets.verdict,
    outcomes: hits.map(({ tried, assessed }) => [tried, assessed]),
  }));
  expect(seen[0]).toEqual(seen[1]);
  return seen[0] as (typeof seen)[number];
}

async function addOutcomes() {
  const { db } = site.deps;
  const titles = ['Hel', 'Mål', 'Uvis', 'Ukendt mål', 'I høring', 'Uden', 'Forsøgt', 'Kun indsendt'];
  const ids: Record<string, number> = {};
  for (const title of titles) ids[title] = await add(title);
  const of = (title: string) => ids[title] as number;
  const sealed = await makeAssessment(db, { verdict: 'partly', goals: { 1: 'reached', 2: 'not_judged' }, year: 2008 });
  await restOn(db, of('Hel'), sealed);
  await restOn(db, of('Mål'), sealed, 1);
  await restOn(db, of('Uvis'), sealed, 2);
  await restOn(db, of('Ukendt mål'), sealed, 9);
  await restOn(db, of('I høring'), await makeAssessment(db, { verdict: 'reached', isSealed: false }));
  await addTrial(db, of('Forsøgt'), user);
  await addTrial(db, of('Forsøgt'), user, { municipality_code: '0751' });
  for (const [code, state] of [
    ['0101', 'submitted'],
    ['0630', 'returned'],
  ] as [string, TrialState][])
    await addTrial(db, of('Kun indsendt'), user, { municipality_code: code, state });
  await addTrial(db, of('Hel'), user);
  await index(Object.values(ids));
  return { ids, partnership: sealed.slug };
}

const get = async (url: string) => {
  const response = await site.app.inject(url);
  return { status: response.statusCode, body: response.body, text: readText(response.body) };
};
const groups = (body: string) =>
  readTags(body)
    .filter(({ attributes }) => attributes.id?.startsWith('afgraens-'))
    .map(({ attributes }) => attributes.id);

describe('the verdict of an entry', () => {
  test('is that of the sealed assessment alone: of its goal, or of the whole', async () => {
    await addOutcomes();
    const all = await inBothEngines({});
    expect(all.verdict).toEqual({ reached: 1, partly: 1, not_assessed: 6 });
    expect(all.tried).toEqual({ yes: 2 });
    expect(await inBothEngines({ verdict: ['reached'] })).toMatchObject({
      titles: ['Mål'],
      outcomes: [[0, { verdict: 'reached', year: 2008 }]],
      verdict: { reached: 1, partly: 1, not_assessed: 6 },
    });
    expect((await inBothEngines({ verdict: ['partly'], tried: ['yes'] })).titles).toEqual(['Hel']);
    expect((await inBothEngines({ verdict: ['not_assessed'], tried: ['yes'] })).outcomes).toEqual([[2, null]]);
    expect((await inBothEngines({ verdict: ['not_reached'] })).titles).toEqual([]);
  });
});

describe('on the search page', () => {
  test('there is nothing to choose while nothing is judged or tried', async () => {
    await index([await add('Alene')]);
    const { body } = await get('/erfaringer');
    expect(groups(body)).toContain('afgraens-omraade');
    expect(groups(body)).not.toContain('afgraens-bedoemmelse');
    expect(groups(body)).not.toContain('afgraens-afproevet');
    const chosen = await get('/erfaringer?bedoemmelse=ikke-bedoemt');
    expect(groups(chosen.body)).toContain('afgraens-bedoemmelse');
    expect(readLinks(chosen.body).some(({ text }) => text.includes('Alene'))).toBe(true);
  });

  test('both can be chosen by their Danish names, and the cards say the same', async () => {
    await addOutcomes();
    const { body, text } = await get('/erfaringer?bedoemmelse=delvist-naaet');
    expect(text).toContain('1 erfaring');
    expect(text).toContain('Resultat bedømt: delvist nået, 2008 Afprøvet i 1 kommune');
    expect(readElement(body, /<details class="facet" id="afgraens-bedoemmelse"/)).toMatch(
      /Nået 1 Delvist nået 1 Ikke bedømt 6/,
    );
    expect((await get('/erfaringer?afproevet=ja')).text).toContain('Afprøvet i 2 kommuner');
    expect((await get('/erfaringer?bedoemmelse=naaet&bedoemmelse=delvist-naaet')).text).toContain('2 erfaringer');
    const { headers } = await site.app.inject('/erfaringer?bedoemmelse=partly&afproevet=yes');
    expect(headers.location).toBe('/erfaringer?bedoemmelse=delvist-naaet&afproevet=ja');
    expect((await get('/erfaringer?afproevet=nej')).text).toContain('»nej« findes ikke under afprøvet.');
  });

  test('feed and collections take the same choices', async () => {
    await addOutcomes();
    const feed = await site.app.inject('/feed.atom?bedoemmelse=naaet');
    expect([feed.statusCode, feed.body.includes('Mål'), feed.body.includes('Forsøgt')]).toEqual([200, true, false]);
    const editor = await signIn(site, 'editor');
    const saved = { title: 'Det, andre har prøvet', text: '', search: '?afproevet=ja', first_entries: '' };
    const { headers } = await editor.post('/redaktion/temaer', saved);
    const { body } = await editor.get(`${headers.location}/visning`);
    expect(readText(body)).toContain('Afprøvet i 2 kommuner');
    expect(readText(body)).not.toContain('Kun indsendt');
  });
});

describe('in the API', () => {
  const search = async (query: string) => {
    const response = await site.app.inject(`/api/v1/entries?${query}`);
    return { status: response.statusCode, ...response.json() };
  };

  test('verdict and tried are facets with English values', async () => {
    await addOutcomes();
    const { total, facets } = await search('verdict=reached&verdict=partly');
    expect([total, facets.verdict, facets.tried]).toEqual([2, { reached: 1, partly: 1, not_assessed: 6 }, { yes: 1 }]);
    expect((await search('tried=yes')).total).toBe(2);
  });

  test.each(['verdict=delvist-naaet', 'verdict=not_judged', 'tried=ja', 'tried=no'])('refuses %s', async (query) => {
    const { status, error } = await search(query);
    expect([status, error.issues[0].field]).toEqual([400, query.split('=')[0]]);
  });

  test('an entry says in how many municipalities it was tried', async () => {
    const { ids } = await addOutcomes();
    const slugOf = async (title: string) => {
      const id = ids[title] as number;
      return (await site.deps.db.selectFrom('entries').select('slug').where('id', '=', id).executeTakeFirstOrThrow())
        .slug;
    };
    for (const [title, tried] of Object.entries({ Forsøgt: 2, 'Kun indsendt': 0, Hel: 1 })) {
      const record = (await site.app.inject(`/api/v1/entries/${await slugOf(title)}`)).json();
      expect([title, record.tried, 'assessed' in record]).toEqual([title, tried, false]);
    }
    const { body } = await get(`/erfaringer/${await slugOf('Forsøgt')}`);
    expect(readLinks(body)).toContainEqual({ text: 'Afprøvet i 2 kommuner', href: '#afproevet' });
  });

  test('the page of an entry leads from its verdict to the assessment', async () => {
    const { ids, partnership } = await addOutcomes();
    const { slug } = await site.deps.db
      .selectFrom('entries')
      .select('slug')
      .where('id', '=', ids.Mål as number)
      .executeTakeFirstOrThrow();
    expect(readLinks((await get(`/erfaringer/${slug}`)).body)).toContainEqual({
      text: 'Resultat bedømt: nået, 2008',
      href: `/partnerskaber/${partnership}/bedoemmelser/2008`,
    });
  });
});

describe('an order that was lost', () => {
  test('is found by the comparison when a trial or an assessment of an entry changed', async () => {
    const { db, database, engine, getTaxonomy } = site.deps;
    const [tried, assessed, neither] = [await add('Prøvet'), await add('Bedømt'), await add('Ingen af delene')];
    await index([tried, assessed, neither]);
    const drifted = async () => [
      await findDocumentDrift(db),
      (await findDrift(db, engine, engine.indexUid)).entries.toSorted((a, b) => a - b),
    ];
    expect(await drifted()).toEqual([[], []]);
    const trial = await addTrial(db, tried, user, { state: 'submitted' });
    expect(await drifted()).toEqual([[], []]);
    await db.updateTable('trials').set({ state: 'published' }).where('id', '=', trial).execute();
    await restOn(db, assessed, await makeAssessment(db, { verdict: 'not_reached', goals: { 1: 'reached' } }));
    expect(await drifted()).toEqual([
      [tried, assessed],
      [tried, assessed],
    ]);
    await repairDocumentDrift(database, getTaxonomy);
    expect(await findDocumentDrift(db)).toEqual([]);
    await index([tried, assessed]);
    expect(await drifted()).toEqual([[], []]);
    await db.updateTable('partnership_entries').set({ goal_key: 1 }).where('entry_id', '=', assessed).execute();
    await db.updateTable('trials').set({ state: 'returned' }).where('id', '=', trial).execute();
    expect(await drifted()).toEqual([
      [tried, assessed],
      [tried, assessed],
    ]);
    const versions = new Map((await listPublishedVersions(db)).map(({ id, version }) => [id, version]));
    expect(versions.get(tried)).toBe(versions.get(neither));
    await index([tried, assessed]);
    expect((await inBothEngines({ verdict: ['reached'] })).titles).toEqual(['Bedømt']);
  });
});
