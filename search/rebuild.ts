import type { Database } from '#content/db/client.ts';
import { listPublishedEntriesAfter } from '#content/entries/queries.ts';
import { listWaitingEntryIds } from '#content/queue.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { toDocument } from './document.ts';
import { findDrift } from './drift.ts';
import { ensureIndex, succeed, writeDocuments } from './index-documents.ts';
import { INDEX_LOCK } from './index-worker.ts';
import { syncDocuments } from './sync-documents.ts';

const BATCH = 1000;
/** Batches under way at once: the engine indexes those that wait together, which is quicker than one by one. */
const UNDER_WAY = 16;

export interface RebuildDeps {
  database: Database;
  engine: SearchEngine;
  taxonomy: Taxonomy;
  onProgress?: (entries: number) => void;
  onBadDocument: (id: number, reason: string) => void;
}

/**
 * Builds the index anew beside the one in use, checks it, and puts it in its place; readers search the old one until
 * then. Changes made meanwhile are found by comparing once more while no other index work runs, so none is lost.
 * Returns the number of documents. Throws, and keeps the old index, when the new one does not match the database.
 */
export async function rebuildIndex(deps: RebuildDeps): Promise<number> {
  const { database, engine } = deps;
  const uid = `${engine.indexUid}_rebuild`;
  return database.exclusively('search index rebuild', async () => {
    await dropIndex(engine, uid);
    await ensureIndex(engine, uid);
    const refused = new Set<number>();
    const onBadDocument = (id: number, reason: string) => {
      refused.add(id);
      deps.onBadDocument(id, reason);
    };
    try {
      await fill(deps, uid, onBadDocument);
      return await database.exclusively(INDEX_LOCK, async () => {
        await catchUp(deps, uid, onBadDocument);
        const differing = await findDrift(database.db, engine, uid);
        // What was changed in this moment has an order waiting, which is carried out on the new index.
        const expected = new Set([...refused, ...(await listWaitingEntryIds(database.db))]);
        const missing = differing.filter((id) => !expected.has(id));
        if (missing.length) throw new Error(`The new index differs from the database in ${missing.length} entries`);
        await ensureIndex(engine, engine.indexUid);
        await succeed(engine.client.swapIndexes([{ indexes: [engine.indexUid, uid], rename: false }]));
        return (await engine.client.index(engine.indexUid).getStats()).numberOfDocuments;
      });
    } finally {
      await dropIndex(engine, uid);
    }
  });
}

async function fill(deps: RebuildDeps, uid: string, onBadDocument: RebuildDeps['onBadDocument']): Promise<void> {
  const underWay: Promise<void>[] = [];
  let done = 0;
  let batch = await listPublishedEntriesAfter(deps.database.db, 0, BATCH);
  while (batch.length) {
    const documents = batch.map((entry) => toDocument(entry, deps.taxonomy));
    const write = writeDocuments(deps.engine, uid, documents, onBadDocument).then(() => {
      done += documents.length;
      deps.onProgress?.(done);
    });
    write.catch(() => {}); // reported where it is awaited
    underWay.push(write);
    if (underWay.length >= UNDER_WAY) await underWay.shift();
    batch = await listPublishedEntriesAfter(deps.database.db, batch.at(-1)?.id ?? 0, BATCH);
  }
  await Promise.all(underWay);
}

/** Brings in what changed while the index was filled. */
async function catchUp(deps: RebuildDeps, uid: string, onBadDocument: RebuildDeps['onBadDocument']): Promise<void> {
  const { database, engine, taxonomy } = deps;
  const drifted = await findDrift(database.db, engine, uid);
  for (let start = 0; start < drifted.length; start += BATCH) {
    const ids = drifted.slice(start, start + BATCH);
    await syncDocuments(database.db, engine, uid, ids, taxonomy, onBadDocument);
  }
}

async function dropIndex({ client }: SearchEngine, uid: string): Promise<void> {
  const { results } = await client.getRawIndexes({ limit: 1000 });
  if (results.some((index) => index.uid === uid)) await succeed(client.deleteIndex(uid));
}
