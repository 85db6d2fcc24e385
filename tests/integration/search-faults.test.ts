import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectSearch } from '#search/client.ts';
import { findDocumentDrift } from '#search/document-drift.ts';
import { rebuildIndex } from '#search/rebuild.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createPrivateEngine, type PrivateEngine } from '../support/engine.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { type Readers, type Reading, startReaders } from '../support/readers.ts';
import { startSlowProxy } from '../support/slow-proxy.ts';
import { waitFor } from '../support/wait-for.ts';

/** By hand 50, and then what is frozen stays so for 30 s. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 3);
const FROZEN_MS = process.env.FAULT_ROUNDS ? 30_000 : 3000;
const TEST_MS = 60_000 + ROUNDS * 15_000 + FROZEN_MS;
const BACK_WITHIN_MS = 10_000;
/** An index that is lost is back when all entries have been written again. */
const BUILT_WITHIN_MS = 30_000;
const LOSSES = Math.min(ROUNDS, 5);
/** What readers search for: just these entries have it, whatever happens to the others. */
const WORD = 'hjertekursus';
const FIXED = 25;

let engine: PrivateEngine;
let site: TestSite;
let readers: Readers;
let written = 0;

beforeAll(async () => {
  engine = await createPrivateEngine();
  await engine.start();
  site = await startTestSite({}, connectSearch(engine));
  await publish(site.deps, ...Array.from({ length: FIXED }, () => exchangeEntry({ summary: `Et ${WORD} for alle.` })));
});
beforeEach(() => {
  readers = startReaders(site, WORD, FIXED);
});
afterEach(() => readers.stop());
afterAll(async () => {
  await site.close();
  await engine.remove();
});

/** New entries, changes, and withdrawals, as editors make them while things go wrong. */
async function edit(entries = 8): Promise<void> {
  written += 1;
  await write(
    site.deps.db,
    ...Array.from({ length: entries }, () => exchangeEntry({ title: `Skrevet i runde ${written}` })),
    exchangeEntry({ slug: 'aendres', title: `Ændret i runde ${written}` }),
    exchangeEntry({ slug: 'kommer-og-gaar', status: written % 2 ? 'published' : 'withdrawn' }),
  );
}

const readiness = async () => (await site.app.inject('/readyz')).json().search;
const waitUntilWell = (within = BACK_WITHIN_MS) =>
  waitFor(async () => (await readiness()) === 'ok', 'search is well again', within);
const waitUntilDegraded = () => waitFor(async () => (await readiness()) === 'degraded', 'the fault is noticed');

/** Nothing failed, and nothing is lost or stale. */
async function expectUnharmed(): Promise<Reading> {
  await site.deps.worker.settled();
  await waitUntilWell();
  const reading = await readers.stop();
  expect(reading.failed).toEqual([]);
  expect(reading.requests).toBeGreaterThan(0);
  const { database, getTaxonomy } = site.deps;
  expect(await readIndex(site.deps.engine)).toEqual(await expectedIndex(database, await getTaxonomy()));
  expect(await findDocumentDrift(database.db)).toEqual([]);
  return reading;
}

describe('no search fails, nothing is lost or stale, and all is well within 10 s when the search engine', () => {
  test(
    'is killed while it indexes',
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await edit();
        await pause(Math.random() * 150);
        await engine.kill('SIGKILL');
        await edit();
        await engine.start();
        await waitUntilWell();
      }
      await expectUnharmed();
    },
    TEST_MS,
  );

  test(
    'is killed while readers search',
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { requests } = readers.sofar();
        await waitFor(() => readers.sofar().requests > requests + 20, 'readers search');
        await engine.kill('SIGKILL');
        const degraded = readers.sofar().degraded;
        await waitFor(() => readers.sofar().degraded > degraded, 'the database answers');
        await engine.start();
        await waitUntilWell();
      }
      await expectUnharmed();
    },
    TEST_MS,
  );

  test(
    'hangs; meanwhile readers wait only at first, and what is published is found',
    async () => {
      await edit();
      await engine.kill('SIGSTOP');
      try {
        await waitUntilDegraded();
        const began = performance.now();
        expect(await readiness()).toBe('degraded');
        expect(performance.now() - began).toBeLessThan(1000);
        await write(site.deps.db, exchangeEntry({ slug: `imens-${written}`, title: 'Frysehusets venner' }));
        const find = async () => (await site.app.inject('/api/v1/entries?q=frysehusets')).json();
        await waitFor(async () => (await find()).total > 0, 'the new entry is found', 20_000);
        expect(await find()).toMatchObject({ degraded: true });
        await pause(FROZEN_MS);
      } finally {
        await engine.kill('SIGCONT');
      }
      await waitUntilWell();
      const { slowestMs } = await expectUnharmed();
      expect(slowestMs).toBeLessThan(3000);
    },
    TEST_MS,
  );

  test(
    'takes another key than ours, and later ours again',
    async () => {
      await engine.stop();
      engine.setKey('another-key-than-ours');
      await engine.start();
      await edit();
      await waitUntilDegraded();
      expect((await site.app.inject('/erfaringer')).statusCode).toBe(200);
      await engine.stop();
      engine.setKey(engine.apiKey);
      await engine.start();
      await waitUntilWell();
      await expectUnharmed();
    },
    TEST_MS,
  );

  test(
    'has no disk left',
    async () => {
      await engine.setDiskFull(true);
      await edit();
      await pause(FROZEN_MS);
      expect(await site.deps.db.selectFrom('index_queue').select('entry_id').execute()).not.toEqual([]);
      await engine.setDiskFull(false);
      await expectUnharmed();
    },
    TEST_MS,
  );
});

describe('no search fails and nothing is lost or stale, until the index is built anew, when the search engine', () => {
  test(
    'loses its index while entries are published',
    async () => {
      for (let round = 0; round < LOSSES; round += 1) {
        await edit();
        await site.deps.engine.client.deleteIndex(site.deps.engine.indexUid);
        await edit();
        await pause(100);
        await waitUntilWell(BUILT_WITHIN_MS);
      }
      await expectUnharmed();
    },
    TEST_MS,
  );

  test(
    'comes back with nothing of what it had',
    async () => {
      await engine.stop();
      engine.empty();
      await edit();
      await engine.start();
      await waitUntilWell(BUILT_WITHIN_MS);
      await expectUnharmed();
    },
    TEST_MS,
  );
});

test(
  'while the index is built anew under live edits, every search finds all',
  async () => {
    const { database, engine: client, getTaxonomy } = site.deps;
    let isDone = false;
    const editing = (async () => {
      while (!isDone) {
        await edit(3);
        await pause(10);
      }
    })();
    const taxonomy = await getTaxonomy();
    const refused: number[] = [];
    for (let round = 0; round < LOSSES; round += 1)
      await rebuildIndex({ database, engine: client, taxonomy, onBadDocument: (id) => refused.push(id) });
    isDone = true;
    await editing;
    await expectUnharmed();
    expect(refused).toEqual([]);
  },
  TEST_MS,
);

test(
  'an engine that takes half a second keeps no reader waiting after the first few',
  async () => {
    const proxy = await startSlowProxy(Number(new URL(engine.url).port));
    const slow = await startTestSite(
      {},
      connectSearch({ url: proxy.url, apiKey: engine.apiKey, indexPrefix: 'slow_' }),
    );
    await publish(slow.deps, exchangeEntry({ summary: `Et ${WORD} for alle.` }));
    proxy.setDelay(500);
    const state = async () => (await slow.app.inject('/readyz')).json().search;
    const first = startReaders(slow, WORD, 1);
    await waitFor(() => slow.deps.breaker.state() === 'degraded', 'the engine is found slow');
    expect((await first.stop()).failed).toEqual([]);
    const next = startReaders(slow, WORD, 1);
    await waitFor(() => next.sofar().requests > 30, 'readers search');
    const { failed, totalMs, requests } = await next.stop();
    expect(failed).toEqual([]);
    expect(totalMs / requests).toBeLessThan(400);
    expect(await state()).toBe('degraded');
    proxy.setDelay(0);
    await waitFor(async () => (await state()) === 'ok', 'search is well again', BACK_WITHIN_MS);
    await slow.close();
    await proxy.close();
  },
  TEST_MS,
);
