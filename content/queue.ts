import { sql } from 'kysely';
import type { Db } from './db/schema.ts';

/** One order to make an entry's search document again. The ticket tells it from a newer order for the same entry. */
export interface IndexOrder {
  entry_id: number;
  ticket: string;
}

const MAX_ROWS = 10_000;

/** Orders the entries' search documents to be made again, in the transaction that changes the entries. */
export async function enqueueIndexing(tx: Db, entryIds: number[]): Promise<void> {
  for (let start = 0; start < entryIds.length; start += MAX_ROWS)
    await tx
      .insertInto('index_queue')
      .values(entryIds.slice(start, start + MAX_ROWS).map((entry_id) => ({ entry_id })))
      .onConflict((conflict) =>
        conflict
          .column('entry_id')
          .doUpdateSet({ ticket: sql`excluded.ticket`, requested_at: sql`excluded.requested_at` }),
      )
      .execute();
}

/** The oldest waiting orders. */
export function listIndexOrders(db: Db, limit: number): Promise<IndexOrder[]> {
  return db.selectFrom('index_queue').select(['entry_id', 'ticket']).orderBy('ticket').limit(limit).execute();
}

/** How many orders wait, and for how long the oldest has. */
export async function measureIndexQueue(db: Db): Promise<{ waiting: number; oldestSeconds: number }> {
  return db
    .selectFrom('index_queue')
    .select([
      sql<number>`count(*)::int`.as('waiting'),
      sql<number>`coalesce(extract(epoch from now() - min(requested_at)), 0)::float`.as('oldestSeconds'),
    ])
    .executeTakeFirstOrThrow();
}

/** The entries that any order waits for. */
export async function listWaitingEntryIds(db: Db): Promise<number[]> {
  const orders = await db.selectFrom('index_queue').select('entry_id').execute();
  return orders.map(({ entry_id }) => entry_id);
}

/**
 * The entries that readers may no longer see and whose documents may still be in the index: searches must leave them
 * out by themselves until their orders are carried out.
 */
export async function listHiddenEntryIds(db: Db): Promise<number[]> {
  const hidden = await db
    .selectFrom('index_queue')
    .innerJoin('entries', 'entries.id', 'index_queue.entry_id')
    .select('entries.id')
    .where('entries.state', '<>', 'published')
    // What was never published was never indexed; an import may bring many such.
    .where('entries.published_revision_id', 'is not', null)
    .orderBy('entries.id')
    .execute();
  return hidden.map(({ id }) => id);
}

/** Takes orders off the queue; one that was given anew meanwhile stays. */
export async function settleIndexOrders(db: Db, orders: IndexOrder[]): Promise<void> {
  if (!orders.length) return;
  await db
    .deleteFrom('index_queue')
    .where(
      sql<boolean>`(entry_id, ticket) in (select * from unnest(${orders.map((o) => o.entry_id)}::int[], ${orders.map((o) => o.ticket)}::bigint[]))`,
    )
    .execute();
}
