import type { Database } from '#content/db/client.ts';
import { listPublishedEntriesAfter } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from '#search/client.ts';
import { type EntryDocument, toDocument } from '#search/document.ts';

/** Everything the index holds, by id. */
export async function readIndex({ client, indexUid }: SearchEngine): Promise<EntryDocument[]> {
  const { results } = await client.index<EntryDocument>(indexUid).getDocuments({ limit: 10_000 });
  return results.sort((a, b) => a.id - b.id);
}

/** Everything it should hold, by id. */
export async function expectedIndex({ db }: Database, taxonomy: Taxonomy): Promise<EntryDocument[]> {
  const published = await listPublishedEntriesAfter(db, 0, 10_000);
  return published.map((entry) => toDocument(entry, taxonomy));
}
