import { listPublishedEntriesAfter } from '#content/entries/queries.ts';
import { type EntryDocument, toDocument } from './document.ts';
import { mapInTurns } from './in-turns.ts';
import { writeDocuments } from './index-documents.ts';
import type { RebuildDeps } from './rebuild.ts';

const BATCH = 1000;
/** Batches under way at once: the engine indexes those that wait together, which is quicker than one by one. */
const UNDER_WAY = 16;

/** Writes all published entries to the index `uid`, as they are when their turn comes. */
export async function fillIndex(
  deps: RebuildDeps,
  uid: string,
  onBadDocument: RebuildDeps['onBadDocument'],
): Promise<void> {
  const underWay: Promise<void>[] = [];
  let done = 0;
  const write = async (documents: EntryDocument[]) => {
    await writeDocuments(deps.engine, uid, documents, onBadDocument);
    done += documents.length;
    deps.onProgress?.(done);
  };
  try {
    let batch = await listPublishedEntriesAfter(deps.database.db, 0, BATCH);
    while (batch.length) {
      deps.signal?.throwIfAborted();
      const documents = await mapInTurns(batch, (entry) => toDocument(entry, deps.taxonomy));
      const writing = write(documents);
      writing.catch(() => {}); // reported where it is awaited
      underWay.push(writing);
      if (underWay.length >= UNDER_WAY) await underWay.shift();
      batch = await listPublishedEntriesAfter(deps.database.db, batch.at(-1)?.id ?? 0, BATCH);
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay); // one that comes late would make the index again
  }
}
