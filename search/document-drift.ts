import type { Database } from '#content/db/client.ts';
import type { Db } from '#content/db/schema.ts';
import { listDriftedDocuments } from '#content/search-documents/list-drifted.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { DOCUMENT_VERSION } from './document.ts';
import { INDEX_LOCK } from './index-lock.ts';
import { makeDocuments } from './sync-documents.ts';

const BATCH = 500;

/** The entries that the database's own search knows not at all, of another version, or though they are not published. */
export function findDocumentDrift(db: Db): Promise<number[]> {
  return listDriftedDocuments(db, DOCUMENT_VERSION);
}

/**
 * Brings the database's own search up to date by itself, as it must be while the engine takes nothing. Returns how many
 * entries it mended.
 */
export async function repairDocumentDrift(
  { db, exclusively }: Database,
  getTaxonomy: () => Promise<Taxonomy>,
  signal?: AbortSignal,
): Promise<number> {
  if (!(await findDocumentDrift(db)).length) return 0;
  const drifted = await exclusively(INDEX_LOCK, () => findDocumentDrift(db));
  // Between two batches whoever else waits for the index has a turn.
  for (let start = 0; start < drifted.length && !signal?.aborted; start += BATCH)
    await exclusively(INDEX_LOCK, async () =>
      makeDocuments(db, drifted.slice(start, start + BATCH), await getTaxonomy()),
    );
  return drifted.length;
}
