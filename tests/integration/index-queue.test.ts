import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { enqueueIndexing, listIndexOrders, settleIndexOrders } from '#content/queue.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.db.deleteFrom('index_queue').execute();
});
afterAll(() => database.close());

const waiting = async (limit = 10) => (await listIndexOrders(database.db, limit)).map(({ entry_id }) => entry_id);

test('orders are listed the oldest first', async () => {
  for (const id of [3, 1, 2]) await enqueueIndexing(database.db, [id]);
  expect(await waiting()).toEqual([3, 1, 2]);
  expect(await waiting(2)).toEqual([3, 1]);
});

test('two orders for the same entry are one, which waits its turn anew', async () => {
  for (const id of [1, 2, 1]) await enqueueIndexing(database.db, [id]);
  expect(await waiting()).toEqual([2, 1]);
});

test('an order that was carried out is taken off', async () => {
  await enqueueIndexing(database.db, [1, 2]);
  await settleIndexOrders(database.db, await listIndexOrders(database.db, 1));
  expect(await waiting()).toHaveLength(1);
});

test('an order that was given anew while the first was carried out stays', async () => {
  await enqueueIndexing(database.db, [1, 2]);
  const underWay = await listIndexOrders(database.db, 10);
  await enqueueIndexing(database.db, [2]);
  await settleIndexOrders(database.db, underWay);
  expect(await waiting()).toEqual([2]);
  await settleIndexOrders(database.db, await listIndexOrders(database.db, 10));
  expect(await waiting()).toEqual([]);
});

test('an order is only given when its change is committed', async () => {
  const failing = database.db.transaction().execute(async (tx) => {
    await enqueueIndexing(tx, [1]);
    throw new Error('fortrudt');
  });
  await expect(failing).rejects.toThrow('fortrudt');
  expect(await waiting()).toEqual([]);
});

test('a large import can order any number at once', async () => {
  await enqueueIndexing(
    database.db,
    Array.from({ length: 25_000 }, (_, index) => index + 1),
  );
  expect(await waiting(30_000)).toHaveLength(25_000);
});

test('nothing to order and nothing to settle is no error', async () => {
  await enqueueIndexing(database.db, []);
  await settleIndexOrders(database.db, []);
  expect(await waiting()).toEqual([]);
});
