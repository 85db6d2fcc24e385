import type { Database } from '#content/db/client.ts';
import { listPublishedVersions } from '#content/entries/queries.ts';
import { listWaitingEntryIds } from '#content/queue.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { findDrift } from './drift.ts';
import { fillIndex } from './fill-index.ts';
import { giveSynonyms } from './give-synonyms.ts';
import { readCondition } from './index-condition.ts';
import { dropIndex, ensureIndex, hasIndex, succeed } from './index-documents.ts';
import { INDEX_LOCK, REBUILD_LOCK } from './index-lock.ts';
import { makeDocuments, sendDocuments } from './sync-documents.ts';

const BATCH = 1000;

export interface RebuildDeps {
  database: Database;
  engine: SearchEngine;
  taxonomy: Taxonomy;
  onProgress?: (entries: number) => void;
  onBadDocument: (id: number, reason: string) => void;
  /** Gives up; the index in use stays as it is. */
  signal?: AbortSignal;
}

/**
 * Builds the index anew beside the one in use, checks it, and puts it in its place; readers search the old one until
 * then. Changes made meanwhile are found by comparing once more while no other index work runs, so none is lost.
 * Returns the number of documents. Throws, and keeps the old index, when the new one does not match the database.
 */
export function rebuildIndex(deps: RebuildDeps): Promise<number> {
  return deps.database.exclusively(REBUILD_LOCK, () => buildAnew(deps));
}

/**
 * Makes the index where it is missing or not ours, unless another process has done so meanwhile. It is never filled in
 * its place, where a search would find too little and not know.
 */
export async function restoreIndex(deps: RebuildDeps): Promise<void> {
  const { database, engine } = deps;
  await database.exclusively(REBUILD_LOCK, async () => {
    const condition = await readCondition(engine);
    if (condition === 'ours') return;
    const isEmpty = condition === 'missing' && !(await listPublishedVersions(database.db)).length;
    await (isEmpty ? ensureIndex(engine, engine.indexUid) : buildAnew(deps));
  });
}

async function buildAnew(deps: RebuildDeps): Promise<number> {
  const { database, engine } = deps;
  const uid = `${engine.indexUid}_rebuild`;
  await dropIndex(engine, uid);
  await ensureIndex(engine, uid);
  await giveSynonyms(database.db, engine, uid);
  const refused = new Set<number>();
  const onBadDocument = (id: number, reason: string) => {
    refused.add(id);
    deps.onBadDocument(id, reason);
  };
  try {
    await fillIndex(deps, uid, onBadDocument);
    return await database.exclusively(INDEX_LOCK, async () => {
      await catchUp(deps, uid, onBadDocument);
      await requireMatch(deps, uid, refused);
      await putInPlace(engine, uid);
      return (await engine.client.index(engine.indexUid).getStats()).numberOfDocuments;
    });
  } finally {
    await dropIndex(engine, uid);
  }
}

/** Brings in what changed while the index was filled. */
async function catchUp(deps: RebuildDeps, uid: string, onBadDocument: RebuildDeps['onBadDocument']): Promise<void> {
  const { database, engine, taxonomy } = deps;
  const { entries } = await findDrift(database.db, engine, uid);
  for (let start = 0; start < entries.length; start += BATCH) {
    deps.signal?.throwIfAborted();
    const made = await makeDocuments(database.db, entries.slice(start, start + BATCH), taxonomy);
    await sendDocuments(engine, uid, made, onBadDocument);
  }
}

async function requireMatch({ database, engine }: RebuildDeps, uid: string, refused: Set<number>): Promise<void> {
  const { entries } = await findDrift(database.db, engine, uid);
  // What was changed in this moment has an order waiting, which is carried out on the new index.
  const expected = new Set([...refused, ...(await listWaitingEntryIds(database.db))]);
  const missing = entries.filter((id) => !expected.has(id));
  if (missing.length) throw new Error(`The new index differs from the database in ${missing.length} entries`);
}

/** In one step: at no time is there an index that holds less than it should. */
async function putInPlace(engine: SearchEngine, uid: string): Promise<void> {
  const rename = !(await hasIndex(engine, engine.indexUid));
  const indexes: [string, string] = rename ? [uid, engine.indexUid] : [engine.indexUid, uid];
  await succeed(engine.client.swapIndexes([{ indexes, rename }]));
}
