import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '#content/db/client.ts';
import { listPublishedEntriesAfter } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { type EntryDocument, toDocument } from '#search/document.ts';

/** As in a rebuild. */
const BATCH = 1000;

/** Files with the documents of all entries, a batch each, made beforehand so that no one waits for it. */
export interface Batches {
  /** As our index has them. */
  own: string[];
  /** Without the analysed words: what an index without Danish would hold. */
  stock: string[];
}

export async function writeBatches(folder: string, { db }: Database, taxonomy: Taxonomy): Promise<Batches> {
  const batches: Batches = { own: [], stock: [] };
  mkdirSync(join(folder, 'documents'));
  const write = (side: keyof Batches, documents: object[]) => {
    const file = join(folder, 'documents', `${side}-${batches[side].length}.json`);
    writeFileSync(file, JSON.stringify(documents));
    batches[side].push(file);
  };
  let entries = await listPublishedEntriesAfter(db, 0, BATCH);
  while (entries.length) {
    const documents = entries.map((entry) => toDocument(entry, taxonomy));
    write('own', documents);
    write('stock', documents.map(withoutAnalysis));
    entries = await listPublishedEntriesAfter(db, entries.at(-1)?.id ?? 0, BATCH);
  }
  return batches;
}

function withoutAnalysis(document: EntryDocument): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !name.endsWith('_keys')));
}
