import { enqueueIndexing, listWaitingEntryIds } from '#content/queue.ts';
import { repairDocumentDrift } from './document-drift.ts';
import { type Drift, findDrift } from './drift.ts';
import { readCondition, requireOurs } from './index-condition.ts';
import { dropIndex, giveSettings } from './index-documents.ts';
import { INDEX_LOCK } from './index-lock.ts';
import type { IndexWorkerDeps } from './index-worker.ts';
import { restoreIndex } from './rebuild.ts';

/** So few are written in one step; there is no moment at which only some of them can be found. */
const ONE_STEP = 500;

/** Sees to it that there is an index and that it holds what the database says. Returns how many entries it ordered. */
export async function lookAfterIndex(deps: IndexWorkerDeps, signal: AbortSignal): Promise<number> {
  const { database, engine, log } = deps;
  if ((await readCondition(engine)) !== 'ours') {
    await restore(deps, signal);
    return 0;
  }
  const { entries, published } = await findUnexpectedDrift(deps);
  if (entries.length > Math.max(ONE_STEP, published / 2)) {
    log.warn({ entries: entries.length, published }, 'The index is of little use; it is made anew');
    await database.exclusively(INDEX_LOCK, () => dropIndex(engine, engine.indexUid));
    await restore(deps, signal);
    return 0;
  }
  await giveSettings(engine, engine.indexUid);
  return entries.length ? database.exclusively(INDEX_LOCK, () => orderWhatDiffers(deps)) : 0;
}

/** Until the index is there, the database answers: it must know everything first. */
async function restore({ database, engine, getTaxonomy, log }: IndexWorkerDeps, signal: AbortSignal): Promise<void> {
  await repairDocumentDrift(database, getTaxonomy, signal);
  await restoreIndex({
    database,
    engine,
    taxonomy: await getTaxonomy(),
    signal,
    onBadDocument: (entry, reason) =>
      log.error({ entry, reason }, 'The search engine refuses this entry; it cannot be found until it changes'),
  });
}

/** What differs and has no order waiting. What is changed during the comparison may seem to differ. */
async function findUnexpectedDrift({ database, engine }: IndexWorkerDeps): Promise<Drift> {
  const { entries, published } = await findDrift(database.db, engine, engine.indexUid);
  const waiting = new Set(entries.length ? await listWaitingEntryIds(database.db) : []);
  return { entries: entries.filter((id) => !waiting.has(id)), published };
}

/** While the lock is held the index stands still: what differs then does differ. */
async function orderWhatDiffers(deps: IndexWorkerDeps): Promise<number> {
  const { entries } = await findUnexpectedDrift(deps);
  if (!entries.length) return 0;
  deps.log.info({ entries: entries.length }, 'The index differs from the database; repairing it');
  await deps.database.db.transaction().execute((tx) => enqueueIndexing(tx, entries));
  return entries.length;
}

/** A quick look at whether the index is there. Returns how many documents it holds. */
export async function countIndexed({ engine }: IndexWorkerDeps): Promise<number> {
  await requireOurs(engine);
  return (await engine.client.index(engine.indexUid).getStats()).numberOfDocuments;
}
