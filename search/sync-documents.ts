import type { Db } from '#content/db/schema.ts';
import { listPublishedEntries } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { toDocument } from './document.ts';
import { deleteDocuments, writeDocuments } from './index-documents.ts';

/** Makes the documents of `ids` anew from the state that the entries have now: published ones are written, others deleted. */
export async function syncDocuments(
  db: Db,
  engine: SearchEngine,
  uid: string,
  ids: number[],
  taxonomy: Taxonomy,
  onBadDocument: (id: number, reason: string) => void,
): Promise<void> {
  const published = await listPublishedEntries(db, ids);
  const publishedIds = new Set(published.map(({ id }) => id));
  const documents = published.map((entry) => toDocument(entry, taxonomy));
  await writeDocuments(engine, uid, documents, onBadDocument);
  const gone = ids.filter((id) => !publishedIds.has(id));
  await deleteDocuments(engine, uid, gone);
}
