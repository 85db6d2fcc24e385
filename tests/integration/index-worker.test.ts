import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { enqueueIndexing, listIndexOrders } from '#content/queue.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from '#search/client.ts';
import type { EntryDocument } from '#search/document.ts';
import { ensureIndex, succeed } from '#search/index-documents.ts';
import { type IndexWorker, startIndexWorker } from '#search/index-worker.ts';
import { settings } from '#search/settings.ts';
import { today } from '#server/deps.ts';
import { connectTestSearch } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { waitFor } from '../support/wait-for.ts';

let database: Database;
let engine: SearchEngine;
let taxonomy: Taxonomy;
let workers: IndexWorker[] = [];
let logged: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  taxonomy = await loadTaxonomy(database.db, today());
});
beforeEach(() => {
  engine = connectTestSearch();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  [workers, logged] = [[], []];
  await engine.client.deleteIndex(engine.indexUid);
  await engine.close();
});
afterAll(() => database.close());

/** Starts a worker and waits until it has nothing left to do. */
async function startWorker(): Promise<IndexWorker> {
  const note = (_details: object, message: string) => void logged.push(message);
  const log = { info: note, warn: note, error: note };
  const worker = startIndexWorker({ database, engine, getTaxonomy: async () => taxonomy, log });
  workers.push(worker);
  await worker.settled();
  return worker;
}

async function expectUpToDate(): Promise<void> {
  expect(await readIndex(engine)).toEqual(await expectedIndex(database, taxonomy));
}
const indexedSlugs = async () => (await readIndex(engine)).map(({ slug }) => slug);
const index = () => engine.client.index<EntryDocument>(engine.indexUid);

describe('the index', () => {
  test('holds the published entries and no others, as they are', async () => {
    const statuses = ['published', 'draft', 'submitted', 'returned', 'withdrawn'];
    await write(database.db, ...statuses.map((status) => exchangeEntry({ slug: `her-${status}`, status })));
    await startWorker();
    expect(await indexedSlugs()).toEqual(['her-published']);
    await expectUpToDate();
  });

  test('follows each change: published, changed, a draft beside, withdrawn, published again', async () => {
    const worker = await startWorker();
    const entry = exchangeEntry();
    const find = async () => (await readIndex(engine)).find(({ slug }) => slug === entry.slug)?.title;
    const steps: [object, string | undefined][] = [
      [{ title: 'Første', status: 'draft' }, undefined],
      [{ title: 'Første' }, 'Første'],
      [{ title: 'Anden' }, 'Anden'],
      [{ title: 'Tredje', status: 'draft' }, 'Anden'],
      [{ title: 'Tredje', status: 'withdrawn' }, undefined],
      [{ title: 'Fjerde' }, 'Fjerde'],
    ];
    for (const [changes, title] of steps) {
      await write(database.db, { ...entry, ...changes });
      await worker.settled();
      expect(await find()).toBe(title);
    }
  });

  test('is brought up to date by a change alone, without anyone asking', async () => {
    await startWorker();
    const { slug } = await writeOne();
    await waitFor(async () => (await indexedSlugs()).includes(slug), 'the new entry is in the index');
  });

  test('never holds a contact person', async () => {
    const contact = { name: 'Åse Ågård', phone: '76810000', email: 'aase@vejle.dk', organisation: 'Jobcenter Vejle' };
    const { slug } = await writeOne({ contact });
    await startWorker();
    expect(await indexedSlugs()).toContain(slug);
    const everything = JSON.stringify(await readIndex(engine));
    for (const value of Object.values(contact)) expect(everything).not.toContain(value);
  });
});

describe('an order', () => {
  test('is carried out with the state the entry has by then', async () => {
    const { slug, ...entry } = await writeOne({ title: 'Først' });
    const [order] = await listIndexOrders(database.db, 1);
    await write(database.db, { slug, ...entry, status: 'withdrawn' });
    await startWorker();
    expect(order).toBeDefined();
    expect(await indexedSlugs()).not.toContain(slug);
    expect(await listIndexOrders(database.db, 1)).toEqual([]);
  });

  test('for an entry that is not there is settled like any other', async () => {
    await enqueueIndexing(database.db, [1_000_000]);
    await startWorker();
    expect(await listIndexOrders(database.db, 1)).toEqual([]);
    await expectUpToDate();
  });

  test('can be carried out by either of two workers, which do not get in each other’s way', async () => {
    const worker = await startWorker();
    const second = await startWorker();
    await writeOne();
    await Promise.all([worker.settled(), second.settled()]);
    await expectUpToDate();
    expect(await listIndexOrders(database.db, 1)).toEqual([]);
  });
});

describe('at its start the worker', () => {
  beforeEach(async () => {
    await writeOne();
    await database.db.deleteFrom('index_queue').execute();
    await ensureIndex(engine, engine.indexUid);
  });

  test('makes the documents that are missing', async () => {
    expect(await readIndex(engine)).toEqual([]);
    await startWorker();
    await expectUpToDate();
    expect(logged).toEqual(['The index differs from the database; repairing it']);
  });

  test('makes those anew that are of an older version of the entry, or of the documents', async () => {
    const [first, second, ...others] = await expectedIndex(database, taxonomy);
    if (!first || !second) throw new Error('two entries are needed');
    const older = [
      { ...first, title: 'Forældet', version: first.version.replace(/\.\d+$/, '.0') },
      { ...second, title: 'Forældet', version: second.version.replace(/^\d+/, '0') },
    ];
    await succeed(index().addDocuments([...older, ...others]));
    await startWorker();
    await expectUpToDate();
  });

  test('removes those whose entry is withdrawn or gone', async () => {
    const [document] = await expectedIndex(database, taxonomy);
    if (!document) throw new Error('an entry is needed');
    const withdrawn = exchangeEntry({ status: 'withdrawn' });
    await write(database.db, withdrawn);
    const { id } = await database.db
      .selectFrom('entries')
      .where('slug', '=', withdrawn.slug)
      .select('id')
      .executeTakeFirstOrThrow();
    await database.db.deleteFrom('index_queue').execute();
    await succeed(index().addDocuments([document, { ...document, id }, { ...document, id: 1_000_000 }]));
    await startWorker();
    await expectUpToDate();
  });

  test('gives the index the settings of this version', async () => {
    await succeed(index().updateSettings({ searchableAttributes: ['slug'], rankingRules: ['typo'] }));
    await startWorker();
    const { searchableAttributes, rankingRules } = await index().getSettings();
    expect({ searchableAttributes, rankingRules }).toEqual({
      searchableAttributes: settings.searchableAttributes,
      rankingRules: settings.rankingRules,
    });
  });

  test('leaves an index alone that is as it should be', async () => {
    await succeed(index().addDocuments(await expectedIndex(database, taxonomy)));
    await startWorker();
    expect(logged).toEqual([]);
    await expectUpToDate();
  });
});

test('many orders are carried out some batches at a time, and no older text of an entry ever follows a newer one', async () => {
  const slugs = Array.from({ length: 1200 }, (_, number) => `mange-${number}`);
  for (let at = 0; at < slugs.length; at += 400)
    await write(database.db, ...slugs.slice(at, at + 400).map((slug) => exchangeEntry({ slug })));
  const worker = startIndexWorker({
    database,
    engine,
    getTaxonomy: async () => taxonomy,
    log: { info() {}, warn() {}, error() {} },
  });
  workers.push(worker);
  const seen = new Map<number, number>();
  const wentBack: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const changed = slugs.filter((_, number) => number % 12 === round % 3);
    await write(database.db, ...changed.map((slug) => exchangeEntry({ slug, title: `Ændret i runde ${round}` })));
    for (const { id, version } of await readIndex(engine).catch(() => [])) {
      const number = Number(version.split('.')[1]);
      if (number < (seen.get(id) ?? 0)) wentBack.push(id);
      seen.set(id, number);
    }
  }
  await worker.settled();
  expect(wentBack).toEqual([]);
  await expectUpToDate();
  expect(await listIndexOrders(database.db, 1)).toEqual([]);
});

async function writeOne(changes: Record<string, unknown> = {}) {
  const entry = exchangeEntry(changes);
  await write(database.db, entry);
  return entry;
}
