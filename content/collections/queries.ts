import type { Db, EntryState } from '../db/schema.ts';
import { listPublishedEntries, type StoredEntry } from '../entries/queries.ts';
import type { Collection } from './collection.ts';

/** What readers find, the newest first. */
export async function listPublishedCollections(db: Db): Promise<Collection[]> {
  return collections(db).where('published', '=', true).execute();
}

/** All of them, for editors; the newest first. */
export async function listCollections(db: Db): Promise<Collection[]> {
  return collections(db).execute();
}

export async function findPublishedCollection(db: Db, slug: string): Promise<Collection | undefined> {
  if (slug.includes('\0')) return undefined; // Postgres refuses even to compare with it
  return collections(db).where('slug', '=', slug).where('published', '=', true).executeTakeFirst();
}

export async function findCollection(db: Db, id: number): Promise<Collection | undefined> {
  return collections(db).where('id', '=', id).executeTakeFirst();
}

/** The entries that stand first in a collection, in their order: only what readers may see today. */
export async function listFirstEntries(db: Db, collectionId: number): Promise<StoredEntry[]> {
  const chosen = await listChosenEntries(db, collectionId);
  const entries = await listPublishedEntries(
    db,
    chosen.map(({ id }) => id),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return chosen.flatMap(({ id }) => byId.get(id) ?? []);
}

/** The entries chosen for a collection, in their order and whatever has become of them since. */
export async function listChosenEntries(
  db: Db,
  collectionId: number,
): Promise<{ id: number; slug: string; state: EntryState }[]> {
  return db
    .selectFrom('collection_entries')
    .innerJoin('entries', 'entries.id', 'collection_entries.entry_id')
    .select(['entries.id', 'entries.slug', 'entries.state'])
    .where('collection_id', '=', collectionId)
    .orderBy('position')
    .execute();
}

function collections(db: Db) {
  return db
    .selectFrom('collections')
    .select(['id', 'slug', 'title', 'text', 'query', 'published', 'version', 'updated_at as updatedAt'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
}
