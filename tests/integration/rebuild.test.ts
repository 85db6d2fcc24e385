import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryDocument } from '#search/document.ts';
import { INDEX_LOCK } from '#search/index-lock.ts';
import { emptySearch } from '#search/params.ts';
import { type RebuildDeps, rebuildIndex } from '#search/rebuild.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { expectedIndex, readIndex } from '../support/index.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(site.deps, ...Array.from({ length: 30 }, (_, index) => exchangeEntry({ slug: `fast-${index}` })));
});
afterAll(() => site.close());

const bad: number[] = [];
const rebuild = async (options: Partial<RebuildDeps> = {}) => {
  const { database, engine, getTaxonomy } = site.deps;
  const onBadDocument = (id: number) => bad.push(id);
  return rebuildIndex({ database, engine, taxonomy: await getTaxonomy(), onBadDocument, ...options });
};
async function indexUids(): Promise<string[]> {
  const { results } = await site.deps.engine.client.getRawIndexes({ limit: 1000 });
  return results.map(({ uid }) => uid).filter((uid) => uid.startsWith(site.deps.engine.indexUid));
}
async function expectUpToDate(): Promise<void> {
  const { database, engine, getTaxonomy } = site.deps;
  expect(await readIndex(engine)).toEqual(await expectedIndex(database, await getTaxonomy()));
}

describe('an index built anew', () => {
  test('takes the place of the old one, with just what is published', async () => {
    const { engine } = site.deps;
    const orphan = { id: 1_000_000, slug: 'forladt' } as EntryDocument;
    await engine.client.index<EntryDocument>(engine.indexUid).addDocuments([orphan]).waitTask();
    await engine.client
      .index<EntryDocument>(engine.indexUid)
      .updateSettings({ rankingRules: ['typo'] })
      .waitTask();
    const progress: number[] = [];
    expect(await rebuild({ onProgress: (entries) => progress.push(entries) })).toBe(30);
    await expectUpToDate();
    expect(await engine.client.index(engine.indexUid).getRankingRules()).toContain('published_at:desc');
    expect(progress.at(-1)).toBe(30);
    expect(await indexUids()).toEqual([engine.indexUid]);
    expect(bad).toEqual([]);
  });

  test('replaces what an earlier try has left behind', async () => {
    const { engine } = site.deps;
    const left = engine.client.index<EntryDocument>(`${engine.indexUid}_rebuild`);
    await left.addDocuments([{ id: 1_000_000, slug: 'forladt' } as EntryDocument]).waitTask();
    expect(await rebuild()).toBe(30);
    await expectUpToDate();
  });

  test('is made where there was none', async () => {
    const { engine } = site.deps;
    await engine.client.deleteIndex(engine.indexUid).waitTask();
    expect(await rebuild()).toBe(30);
    await expectUpToDate();
  });

  test('is left to one when two are asked for at once', async () => {
    const results = await Promise.all([rebuild(), rebuild()]);
    expect(results).toEqual([30, 30]);
    await expectUpToDate();
    expect(await indexUids()).toEqual([site.deps.engine.indexUid]);
  });

  test('takes in what was changed after it was read, and has no need of the worker for it', async () => {
    const { database } = site.deps;
    const changeBeforehand: RebuildDeps['database']['exclusively'] = async (name, work) => {
      if (name === INDEX_LOCK)
        await publish(
          site.deps,
          exchangeEntry({ slug: 'fast-1', title: 'Ændret imens' }),
          exchangeEntry({ slug: 'fast-2', status: 'withdrawn' }),
          exchangeEntry({ slug: 'ny-imens' }),
        );
      return database.exclusively(name, work);
    };
    expect(await rebuild({ database: { ...database, exclusively: changeBeforehand } })).toBe(30);
    await expectUpToDate();
  });

  test('loses nothing that is published, changed or withdrawn meanwhile, and readers can search all the time', async () => {
    let done = false;
    let changes = 0;
    const live = (async () => {
      while (!done) {
        const fast = { slug: `fast-${changes % 10}` };
        await write(
          site.deps.db,
          exchangeEntry({ slug: `ny-${changes}` }),
          exchangeEntry({ ...fast, title: `Ændret ${changes}` }),
          exchangeEntry({ slug: `fast-${10 + (changes % 10)}`, status: changes % 3 ? 'withdrawn' : 'published' }),
        );
        changes += 1;
        await turn(); // the embedded database answers without ever letting go of the event loop
      }
    })();
    const found: number[] = [];
    const reader = (async () => {
      while (!done) found.push((await site.deps.search.entries(emptySearch())).total);
    })();
    try {
      for (let round = 0; round < 2; round++) await rebuild();
    } finally {
      done = true;
      await Promise.all([live, reader]);
    }
    await site.deps.worker.settled();
    await expectUpToDate();
    expect(changes).toBeGreaterThan(2);
    expect(found.length).toBeGreaterThan(2);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(20);
  });
});
