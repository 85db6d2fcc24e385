import type { Db } from '#content/db/schema.ts';
import { listPublishedVersions } from '#content/entries/queries.ts';
import type { SearchEngine } from './client.ts';
import { documentVersion, type EntryDocument } from './document.ts';

const PAGE = 5000;

export interface Drift {
  /** The entries whose document is missing, of another version, or should not be there. */
  entries: number[];
  /** How many documents the index should hold. */
  published: number;
}

/** Compares the index with the database. What is being changed meanwhile may seem to differ. */
export async function findDrift(db: Db, engine: SearchEngine, uid: string): Promise<Drift> {
  const indexed = await listIndexedVersions(engine, uid);
  const published = await listPublishedVersions(db);
  const entries: number[] = [];
  for (const { id, version } of published) {
    if (indexed.get(id) !== documentVersion(version)) entries.push(id);
    indexed.delete(id);
  }
  return { entries: [...entries, ...indexed.keys()], published: published.length };
}

async function listIndexedVersions({ client }: SearchEngine, uid: string): Promise<Map<number, string>> {
  const versions = new Map<number, string>();
  const index = client.index<EntryDocument>(uid);
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await index.getDocuments({ fields: ['id', 'version'], limit: PAGE, offset });
    for (const { id, version } of page.results) versions.set(id, version);
    total = page.total;
  }
  return versions;
}
