import { type IndexOrder, listIndexOrders, settleIndexOrders } from '#content/queue.ts';
import { requireOurs } from './index-condition.ts';
import { INDEX_LOCK } from './index-lock.ts';
import type { IndexWorkerDeps } from './index-worker.ts';
import { makeDocuments, sendDocuments } from './sync-documents.ts';

/** The engine spends much on each batch, whatever its size: in a large archive more than on the documents. */
const BATCH = 2000;
/** While the engine works on one batch, the next is made. */
const UNDER_WAY = 2;
/** Then whoever else waits for the index has a turn. */
const BATCHES_A_TURN = 5;

/** Carries out the orders that wait, until none does. */
export async function carryOutOrders(deps: IndexWorkerDeps, signal: AbortSignal): Promise<void> {
  const { db, exclusively } = deps.database;
  while (!signal.aborted && (await listIndexOrders(db, 1)).length)
    await exclusively(INDEX_LOCK, () => takeTurn(deps, signal));
}

async function takeTurn(deps: IndexWorkerDeps, signal: AbortSignal): Promise<void> {
  const { db } = deps.database;
  await requireOurs(deps.engine);
  const inHand = new Set<number>();
  const underWay: Promise<void>[] = [];
  try {
    for (let batch = 0; batch < BATCHES_A_TURN && !signal.aborted; batch += 1) {
      const orders = await listOrders(deps, inHand);
      if (!orders.length) break;
      const ids = orders.map(({ entry_id }) => entry_id);
      for (const id of ids) inHand.add(id);
      const made = await makeDocuments(db, ids, await deps.getTaxonomy());
      if (underWay.length >= UNDER_WAY) await underWay.shift();
      const sending = send(deps, orders, made).finally(() => {
        for (const id of ids) inHand.delete(id);
      });
      sending.catch(() => {}); // reported where it is awaited
      underWay.push(sending);
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay); // the lock must not be given up while anything is on its way
  }
}

/**
 * The oldest orders, but none for an entry that is under way: its newer order waits for the older one, or might be
 * overtaken by it.
 */
async function listOrders({ database }: IndexWorkerDeps, inHand: Set<number>): Promise<IndexOrder[]> {
  const orders = await listIndexOrders(database.db, BATCH + inHand.size);
  return orders.filter(({ entry_id }) => !inHand.has(entry_id)).slice(0, BATCH);
}

async function send(
  { database, engine, log }: IndexWorkerDeps,
  orders: IndexOrder[],
  made: Awaited<ReturnType<typeof makeDocuments>>,
): Promise<void> {
  await sendDocuments(engine, engine.indexUid, made, (entry, reason) =>
    log.error({ entry, reason }, 'The search engine refuses this entry; it cannot be found until it changes'),
  );
  await requireOurs(engine); // had it been deleted, the documents would have made another
  await settleIndexOrders(database.db, orders);
}
