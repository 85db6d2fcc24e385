import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '#content/db/client.ts';
import { enqueueIndexing, listIndexOrders, settleIndexOrders } from '#content/queue.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { findDrift } from './drift.ts';
import { ensureIndex } from './index-documents.ts';
import { syncDocuments } from './sync-documents.ts';

const BATCH = 500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
/** Held while writing to the index, so that one process at a time does. */
export const INDEX_LOCK = 'search index';

export interface IndexWorkerDeps {
  database: Database;
  engine: SearchEngine;
  getTaxonomy: () => Promise<Taxonomy>;
  log: { info(o: object, m: string): void; warn(o: object, m: string): void; error(o: object, m: string): void };
}

export interface IndexWorker {
  /** Resolves when the index holds everything that was published before the call. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts to bring the index up to date with the database: what differs now, then every change as it comes. */
export function startIndexWorker(deps: IndexWorkerDeps): IndexWorker {
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();
  let waiting: (() => void)[] = [];
  deps.database.changes.onChange(() => wake.resolve());

  const run = async () => {
    await persist(() => repairDrift(deps), deps, stopping.signal);
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const served = waiting;
      waiting = [];
      await persist(() => drainQueue(deps, stopping.signal), deps, stopping.signal);
      for (const resolve of served) resolve();
      if (!waiting.length) await wake.promise;
    }
    for (const resolve of waiting) resolve();
  };
  const finished = run();
  return {
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        wake.resolve();
      }),
    stop: () => {
      stopping.abort();
      wake.resolve();
      return finished;
    },
  };
}

/** Compares index and database, and orders what differs to be made again. */
async function repairDrift({ database, engine, log }: IndexWorkerDeps): Promise<void> {
  await ensureIndex(engine, engine.indexUid);
  const drifted = await findDrift(database.db, engine, engine.indexUid);
  if (!drifted.length) return;
  log.info({ entries: drifted.length }, 'The index differs from the database; repairing it');
  await database.db.transaction().execute((tx) => enqueueIndexing(tx, drifted));
}

async function drainQueue({ database, engine, getTaxonomy, log }: IndexWorkerDeps, signal: AbortSignal): Promise<void> {
  const { db, exclusively } = database;
  let waiting = await listIndexOrders(db, 1);
  while (waiting.length && !signal.aborted) {
    await exclusively(INDEX_LOCK, async () => {
      const orders = await listIndexOrders(db, BATCH);
      const ids = orders.map(({ entry_id }) => entry_id);
      await syncDocuments(db, engine, engine.indexUid, ids, await getTaxonomy(), (entry, reason) =>
        log.error({ entry, reason }, 'The search engine refuses this entry; it cannot be found until it changes'),
      );
      await settleIndexOrders(db, orders);
    });
    waiting = await listIndexOrders(db, 1);
  }
}

/** Does `work` until it succeeds or the worker stops; waits longer after each failure. */
async function persist(work: () => Promise<void>, { log }: IndexWorkerDeps, signal: AbortSignal): Promise<void> {
  for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return;
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        `Indexing failed; next try in ${wait / 1000} s`,
      );
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  }
}
