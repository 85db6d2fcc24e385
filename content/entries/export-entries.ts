import type { Db } from '../db/schema.ts';
import type { EntryRecord } from './entry.ts';
import { listExportedEntriesAfter, type StoredEntry } from './queries.ts';

const BATCH = 200;

/** Every entry that is not withdrawn as a line of the exchange format, in the order of their making. */
export async function* exportEntries(db: Db): AsyncGenerator<string> {
  for (let batch = await listExportedEntriesAfter(db, 0, BATCH); batch.length; ) {
    for (const entry of batch) yield `${JSON.stringify(toExchange(entry))}\n`;
    batch = await listExportedEntriesAfter(db, batch.at(-1)?.id ?? 0, BATCH);
  }
}

/** An entry in the exchange format, without what only this database knows. */
export function toExchange(entry: StoredEntry): EntryRecord {
  const { id, version, updated_at, unconfirmed_since, isPublishedText, tried, assessed, ...record } = entry;
  return record;
}
