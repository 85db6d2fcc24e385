import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { listIndexOrders } from '#content/queue.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { engineAnswer, type SearchEngine } from '#search/client.ts';
import type { EntryDocument } from '#search/document.ts';
import { findDocumentDrift } from '#search/document-drift.ts';
import { findDrift } from '#search/drift.ts';
import { isSearchable } from '#search/engine-health.ts';
import { dropIndex, ensureIndex, succeed } from '#search/index-documents.ts';
import { INDEX_LOCK } from '#search/index-lock.ts';
import { type IndexWorker, startIndexWorker } from '#search/index-worker.ts';
import { today } from '#server/deps.ts';
import { connectTestSearch } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { waitFor } from '../support/wait-for.ts';

/** More than half of these, and more than are written in one step. */
const MANY = 520;

let database: Database;
let taxonomy: Taxonomy;
let engine: SearchEngine;
let workers: IndexWorker[] = [];
let logged: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  taxonomy = await loadTaxonomy(database.db, today());
  await write(database.db, ...Array.from({ length: MANY }, () => exchangeEntry()));
  await database.db.deleteFrom('index_queue').execute(); // as if they had been there for long
});
beforeEach(() => {
  engine = connectTestSearch();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  [workers, logged] = [[], []];
  await dropIndex(engine, engine.indexUid);
  await engine.close();
});
afterAll(() => database.close());

const note = (_details: object, message: string) => void logged.push(message);
const log = { info: note, warn: note, error: note };
const index = () => engine.client.index<EntryDocument>(engine.indexUid);
const isRight = async () => {
  const drift = await findDrift(database.db, engine, engine.indexUid).catch(() => undefined);
  return drift?.entries.length === 0;
};

async function startWorker(compareEvery = 60_000): Promise<IndexWorker> {
  const worker = startIndexWorker({ database, engine, getTaxonomy: async () => taxonomy, log, compareEvery });
  workers.push(worker);
  await worker.settled();
  return worker;
}

async function expectUpToDate(): Promise<void> {
  expect(await readIndex(engine)).toEqual(await expectedIndex(database, taxonomy));
  expect(await findDocumentDrift(database.db)).toEqual([]);
}

/** How many documents a search could find, again and again until `stop` is called. */
function watch(): { stop(): Promise<Set<number | string>> } {
  const seen = new Set<number | string>();
  let isDone = false;
  const count = async () => {
    const query = { indexUid: engine.indexUid, q: '', facets: ['area'], page: 1, hitsPerPage: 1 };
    const { results } = await engine.multiSearch([query]);
    return (results[0] as { totalHits?: number }).totalHits ?? 0;
  };
  const watching = (async () => {
    while (!isDone) seen.add(await count().catch((error) => engineAnswer(error)?.code ?? String(error)));
  })();
  return {
    stop: async () => {
      isDone = true;
      await watching;
      return seen;
    },
  };
}

describe('what differs between index and database', () => {
  test('is found by the next comparison, repaired, logged and counted', async () => {
    const worker = await startWorker(200);
    const [first, second] = await expectedIndex(database, taxonomy);
    if (!first || !second) throw new Error('two entries are needed');
    expect(worker.drift()).toEqual({ comparedAt: expect.any(Date), repaired: expect.any(Number) });
    const before = worker.drift().repaired;
    logged = [];
    await succeed(
      index().addDocuments([
        { ...first, version: '1.0' },
        { ...second, id: 1_000_000 },
      ]),
    );
    await succeed(index().deleteDocuments([second.id]));
    worker.wake();
    await worker.settled();
    await expectUpToDate();
    expect(worker.drift().repaired - before).toBe(3);
    expect(logged).toEqual(['The index differs from the database; repairing it']);
  });

  test('is found without anybody asking', async () => {
    await startWorker(200);
    const [first] = await expectedIndex(database, taxonomy);
    await succeed(index().deleteDocuments([first?.id as number]));
    await waitFor(isRight, 'the document is back');
  });

  test('is not what has an order waiting', async () => {
    const worker = await startWorker();
    const held = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const holding = database.exclusively(INDEX_LOCK, () => {
      held.resolve();
      return released.promise;
    });
    await held.promise;
    const before = worker.drift().repaired;
    await write(database.db, exchangeEntry());
    worker.wake();
    released.resolve();
    await holding;
    await worker.settled();
    await expectUpToDate();
    expect(worker.drift().repaired).toBe(before);
    expect(logged).not.toContain('The index differs from the database; repairing it');
  });

  test('is repaired in the database’s own search as well', async () => {
    const worker = await startWorker();
    const [first, second] = await expectedIndex(database, taxonomy);
    const before = worker.drift().repaired;
    const { db } = database;
    await db
      .deleteFrom('search_documents')
      .where('entry_id', '=', first?.id as number)
      .execute();
    await db
      .updateTable('search_documents')
      .set({ version: '0.1' })
      .where('entry_id', '=', second?.id as number)
      .execute();
    worker.wake();
    await worker.settled();
    await expectUpToDate();
    expect(worker.drift().repaired - before).toBe(2);
  });
});

describe('an index that is missing', () => {
  test('is built beside: a search finds all or no index, never some', async () => {
    const watching = watch();
    await startWorker();
    const seen = await watching.stop();
    await expectUpToDate();
    expect(seen).toEqual(new Set(['index_not_found', await countPublished()]));
  });

  test('because it was deleted by hand is noticed without an order, and made anew', async () => {
    await startWorker();
    const watching = watch();
    await succeed(engine.client.deleteIndex(engine.indexUid));
    await waitFor(() => isSearchable(engine), 'the index is back');
    const seen = await watching.stop();
    await expectUpToDate();
    expect(seen).toEqual(new Set([await countPublished(), 'index_not_found']));
  });

  test('is not made by the next order alone, which Meilisearch would do', async () => {
    const worker = await startWorker();
    await database.exclusively(INDEX_LOCK, () => succeed(engine.client.deleteIndex(engine.indexUid)));
    await write(database.db, exchangeEntry());
    await worker.settled();
    await waitFor(() => isSearchable(engine), 'the index is back');
    await worker.settled();
    await expectUpToDate();
  });

  test('is made anew where a document was sent to it and made one without our settings', async () => {
    await succeed(index().addDocuments([{ id: 1_000_000, slug: 'alene' } as EntryDocument]));
    expect(await isSearchable(engine)).toBe(false);
    await startWorker();
    await expectUpToDate();
    expect(await isSearchable(engine)).toBe(true);
  });

  test('is made once when two workers find out', async () => {
    await Promise.all([startWorker(), startWorker()]);
    await expectUpToDate();
    const { results } = await engine.client.getRawIndexes({ limit: 1000 });
    const own = results.map(({ uid }) => uid).filter((uid) => uid.startsWith(engine.indexUid));
    expect(own).toEqual([engine.indexUid]);
  });

  test('is simply made when nothing is published', async () => {
    const empty = await openTestDatabase();
    const worker = startIndexWorker({ database: empty, engine, getTaxonomy: async () => taxonomy, log });
    await worker.settled();
    expect(await isSearchable(engine)).toBe(true);
    expect(await readIndex(engine)).toEqual([]);
    await worker.stop();
    await empty.close();
  });
});

describe('an index that holds less than half', () => {
  test('is taken away, so that the database answers, and built beside', async () => {
    await ensureIndex(engine, engine.indexUid);
    const watching = watch();
    await startWorker();
    const seen = await watching.stop();
    await expectUpToDate();
    expect(logged).toContain('The index is of little use; it is made anew');
    expect(seen).toEqual(new Set([0, 'index_not_found', await countPublished()]));
  });

  test('because it was emptied by hand is noticed within seconds', async () => {
    await startWorker();
    await succeed(index().deleteAllDocuments());
    await waitFor(async () => (await isSearchable(engine)) && (await isRight()), 'the index is whole again');
    await expectUpToDate();
  });
});

test('orders that came before the index are carried out on the new one', async () => {
  await write(database.db, exchangeEntry());
  await startWorker();
  expect(await listIndexOrders(database.db, 1)).toEqual([]);
  await expectUpToDate();
});

async function countPublished(): Promise<number> {
  return (await expectedIndex(database, taxonomy)).length;
}
