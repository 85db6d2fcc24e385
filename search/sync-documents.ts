import type { Db } from '#content/db/schema.ts';
import { listPublishedEntries } from '#content/entries/queries.ts';
import { deleteSearchDocuments, writeSearchDocuments } from '#content/search-documents/write-documents.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { type EntryDocument, toDocument } from './document.ts';
import { mapInTurns } from './in-turns.ts';
import { deleteDocuments, writeDocuments } from './index-documents.ts';
import { toFacetValues, toSearchText } from './search-text.ts';

export interface MadeDocuments {
  /** Those of the published entries. */
  documents: EntryDocument[];
  /** The entries that may have none. */
  gone: number[];
}

/**
 * Makes the documents of `ids` anew from the state that the entries have now. The database's own search gets them at
 * once, so that it is up to date while the engine is away.
 */
export async function makeDocuments(db: Db, ids: number[], taxonomy: Taxonomy): Promise<MadeDocuments> {
  const published = await listPublishedEntries(db, ids);
  const publishedIds = new Set(published.map(({ id }) => id));
  const made = {
    documents: await mapInTurns(published, (entry) => toDocument(entry, taxonomy)),
    gone: ids.filter((id) => !publishedIds.has(id)),
  };
  await writeSearchDocuments(db, await mapInTurns(made.documents, toSearchDocument));
  await deleteSearchDocuments(db, made.gone);
  return made;
}

export async function sendDocuments(
  engine: SearchEngine,
  uid: string,
  { documents, gone }: MadeDocuments,
  onBadDocument: (id: number, reason: string) => void,
): Promise<void> {
  await writeDocuments(engine, uid, documents, onBadDocument);
  await deleteDocuments(engine, uid, gone);
}

function toSearchDocument(document: EntryDocument) {
  return {
    entryId: document.id,
    version: document.version,
    words: toSearchText(document),
    facets: toFacetValues(document),
    titleOrder: document.title_order,
  };
}
