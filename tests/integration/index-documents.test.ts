import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSearch, type SearchEngine } from '#search/client.ts';
import type { EntryDocument } from '#search/document.ts';
import { deleteDocuments, ensureIndex, writeDocuments } from '#search/index-documents.ts';
import { connectTestSearch } from '../support/app.ts';
import { readIndex } from '../support/index.ts';
import { waitFor } from '../support/wait-for.ts';

let engine: SearchEngine;
beforeAll(async () => {
  engine = connectTestSearch();
  await ensureIndex(engine, engine.indexUid);
});
afterAll(async () => {
  await engine.client.deleteIndex(engine.indexUid);
  await engine.close();
});

/** Documents with these ids; the engine takes whole numbers and words of plain letters. */
const documents = (...ids: unknown[]) =>
  ids.map((id) => ({ id, slug: `erfaring-${id}` })) as unknown as EntryDocument[];

async function writeAll(...ids: unknown[]) {
  const refused: [unknown, string][] = [];
  await writeDocuments(engine, engine.indexUid, documents(...ids), (id, reason) => refused.push([id, reason]));
  return refused;
}
const indexedIds = async () => (await readIndex(engine)).map(({ id }) => id);

describe('writing documents', () => {
  test('leaves out those that the engine refuses, and says which and why; all others get in', async () => {
    const refused = await writeAll(1, 2, 'to og en halv', 3, 4, 5, 'på', 6, 7);
    expect(refused).toEqual([
      ['to og en halv', expect.stringContaining('identifier')],
      ['på', expect.stringContaining('identifier')],
    ]);
    expect(await indexedIds()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('of a single bad one reports it and goes on', async () => {
    expect(await writeAll('æ')).toEqual([['æ', expect.any(String)]]);
    expect(await writeAll()).toEqual([]);
  });

  test('replaces what was there, and deleting takes away just what is named', async () => {
    expect(await writeAll(1, 2, 8)).toEqual([]);
    await deleteDocuments(engine, engine.indexUid, [2, 3, 1_000_000]);
    expect(await indexedIds()).toEqual([1, 4, 5, 6, 7, 8]);
    await deleteDocuments(engine, engine.indexUid, []);
    expect(await indexedIds()).toHaveLength(6);
  });
});

describe('trouble of the engine itself', () => {
  test('a wrong key fails instead of taking the documents for bad ones', async () => {
    const stranger = connectSearch({ url: engine.client.config.host, apiKey: 'forkert' });
    const refused: number[] = [];
    const writing = writeDocuments(stranger, engine.indexUid, documents(9), (id) => refused.push(id));
    await expect(writing).rejects.toThrow();
    await stranger.close();
    expect(refused).toEqual([]);
  });

  test('a task that is cancelled fails instead of taking the documents for bad ones', async () => {
    const uid = engine.indexUid;
    // The engine carries out one task after the other, so this keeps ours waiting until it is cancelled.
    const slow = Array.from({ length: 20_000 }, (_, id) => ({ id, text: `Erfaring nummer ${id} om integration` }));
    const { taskUid } = await engine.client.index(`${uid}_slow`).addDocuments(slow);
    const refused: number[] = [];
    const writing = writeDocuments(engine, uid, documents(10, 11), (id) => refused.push(id));
    const cancelled = expect(writing).rejects.toThrow(/canceled/);
    await waitFor(
      async () => (await engine.client.tasks.getTasks({ indexUids: [uid], statuses: ['enqueued'] })).total === 1,
      'our task waits',
    );
    await engine.client.tasks.cancelTasks({ indexUids: [uid], statuses: ['enqueued'] });
    await cancelled;
    expect(refused).toEqual([]);
    await engine.client.tasks.waitForTask(taskUid);
    await engine.client.deleteIndex(`${uid}_slow`);
  });
});

test('making sure of an index twice changes nothing in it, and asks nothing of the engine that it would have to do', async () => {
  const before = await indexedIds();
  const countTasks = async () => (await engine.client.tasks.getTasks({ indexUids: [engine.indexUid] })).total;
  const tasks = await countTasks();
  await ensureIndex(engine, engine.indexUid);
  expect(await indexedIds()).toEqual(before);
  expect(await countTasks()).toBe(tasks);
});
