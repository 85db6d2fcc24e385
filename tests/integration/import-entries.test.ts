import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { findPublicEntry } from '#content/entries/queries.ts';
import { openTestDatabase } from '../support/database.ts';
import { exportLines, importLines, toFile } from '../support/exchange-files.ts';
import { exchangeEntry } from '../support/factories.ts';

let database: Database;
let entry: ReturnType<typeof exchangeEntry>;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  entry = exchangeEntry({ published_at: '2007-03-01T08:00:00.000Z' });
  expect(await importEntry()).toMatchObject({ created: 1 });
});
afterAll(() => database.close());

const importEntry = (changes: object = {}) => importLines(database, toFile([{ ...entry, ...changes }]));
const readPublic = () => findPublicEntry(database.db, entry.slug);

async function readStored() {
  const { id, state, version } = await database.db
    .selectFrom('entries')
    .where('slug', '=', entry.slug)
    .select(['id', 'state', 'version'])
    .executeTakeFirstOrThrow();
  const revisions = await database.db
    .selectFrom('entry_revisions')
    .where('entry_id', '=', id)
    .orderBy('number')
    .select(['number', 'title'])
    .execute();
  return { state, version, revisions: revisions.map(({ number, title }) => `${number} ${title}`) };
}

async function exported() {
  const records = (await exportLines(database)).map((line) => JSON.parse(line));
  return records.find(({ slug }) => slug === entry.slug);
}

describe('an entry imported again', () => {
  test('unchanged gets no new revision and no new version', async () => {
    const stored = await readStored();
    expect(await importEntry()).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await readStored()).toEqual(stored);
  });

  test('changed gets a new revision and version, and the old revision stays as it was', async () => {
    const { version } = await readStored();
    expect(await importEntry({ title: 'Ny titel' })).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await readStored()).toEqual({
      state: 'published',
      version: version + 1,
      revisions: [`1 ${entry.title}`, '2 Ny titel'],
    });
    expect(await readPublic()).toMatchObject({ title: 'Ny titel', published_at: '2007-03-01T08:00:00.000Z' });
  });

  test.each([
    ['a text', { method: 'Ny metode' }],
    ['a term', { areas: ['beskaeftigelse', 'sundhed'] }],
    ['a municipality', { municipalities: ['0630'] }],
    ['the organisation', { organisation: { name: 'Vejle Kommune', type: 'kommune' } }],
    ['a day', { start_date: '2005-05-01' }],
    ['the contact', { contact: { name: 'Åse' } }],
    ['a link', { links: [{ title: 'Vejle', url: 'https://vejle.dk' }] }],
    ['the language', { language: 'en' }],
    ['the time of its making', { created_at: '2001-01-01T00:00:00.000Z' }],
    ['the time of its publication', { published_at: '2001-01-01T00:00:00.000Z' }],
  ])('with another value of %s is updated, and once it is, unchanged', async (_what, changes) => {
    expect(await importEntry(changes)).toMatchObject({ updated: 1 });
    expect(await importEntry(changes)).toMatchObject({ unchanged: 1 });
    expect(await exported()).toMatchObject(changes);
  });

  test('without the times keeps those it has', async () => {
    const { created_at, published_at } = await exported();
    await importEntry({ title: 'Ny titel', created_at: null, published_at: null });
    expect(await exported()).toMatchObject({ title: 'Ny titel', created_at, published_at });
  });
});

describe('a draft beside a published entry', () => {
  const draft = { title: 'Kladde', status: 'draft' };

  test('leaves what readers see in place', async () => {
    expect(await importEntry(draft)).toMatchObject({ updated: 1 });
    expect(await readPublic()).toMatchObject({ title: entry.title, status: 'published' });
    expect(await exported()).toMatchObject({ title: entry.title, status: 'published' });
    expect(await readStored()).toMatchObject({ state: 'published', revisions: [`1 ${entry.title}`, '2 Kladde'] });
  });

  test('imported again unchanged makes no third revision, also when it says another time', async () => {
    const dated = { ...draft, published_at: '2009-09-09T09:09:09Z' };
    await importEntry(dated);
    expect(await importEntry(dated)).toMatchObject({ unchanged: 1 });
    expect((await readStored()).revisions).toHaveLength(2);
  });

  test('stays when what readers see is imported again', async () => {
    await importEntry(draft);
    expect(await importEntry()).toMatchObject({ unchanged: 1 });
    expect((await readStored()).revisions).toEqual([`1 ${entry.title}`, '2 Kladde']);
  });

  test('is what readers see once it is published', async () => {
    await importEntry(draft);
    await importEntry({ title: 'Kladde', status: 'published' });
    expect(await readPublic()).toMatchObject({ title: 'Kladde' });
  });
});

describe('a withdrawn entry', () => {
  beforeEach(async () => {
    await importEntry({ status: 'withdrawn' });
  });

  test('tells readers when and why, and nothing of its text', async () => {
    const found = await readPublic();
    expect(found).toEqual({
      status: 'withdrawn',
      slug: entry.slug,
      withdrawn_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      reason: 'Trukket tilbage ved import.',
    });
  });

  test('is not exported', async () => {
    expect(await exported()).toBeUndefined();
  });

  test('can be published again', async () => {
    expect(await importEntry()).toMatchObject({ updated: 1 });
    expect(await readPublic()).toMatchObject({ title: entry.title, published_at: '2007-03-01T08:00:00.000Z' });
  });
});

describe('a new entry', () => {
  test.each(['draft', 'submitted', 'returned'])('that is %s is exported but not for readers', async (status) => {
    entry = exchangeEntry({ status });
    await importEntry();
    expect(await readPublic()).toBeUndefined();
    expect(await exported()).toMatchObject({ slug: entry.slug, status, published_at: null });
  });

  test('that says no time of publication was published now', async () => {
    const start = Date.now();
    entry = exchangeEntry();
    await importEntry();
    const { published_at, created_at } = await exported();
    for (const time of [published_at, created_at]) expect(Math.abs(Date.parse(time) - start)).toBeLessThan(60_000);
  });

  test('shares its organisation with others of the same name and type, and with no others', async () => {
    const names = [
      { name: 'Fælles Hus', type: 'kommune' },
      { name: 'Fælles Hus', type: 'forening' },
      { name: 'Fælles Hus', type: 'kommune' },
    ];
    await importLines(database, toFile(names.map((organisation) => exchangeEntry({ organisation }))));
    const { count } = await database.db
      .selectFrom('organisations')
      .where('name', '=', 'Fælles Hus')
      .select((from) => from.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(2);
    const records = (await exportLines(database)).slice(-3).map((line) => JSON.parse(line));
    expect(records.map(({ organisation }) => organisation)).toEqual(names);
  });
});
