import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import type { Collection } from './collection.ts';
import { auditCollection, CollectionConflict, demandEditor, lockCollection } from './lock-collection.ts';

/**
 * Puts a collection before readers, just as it was seen: throws CollectionConflict when somebody has saved another
 * version than `seenVersion`.
 */
export async function publishCollection(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  seenVersion: number,
): Promise<Collection> {
  return setPublished(db, acting, id, true, seenVersion);
}

/** Takes a collection from readers; its entries stay. */
export async function unpublishCollection(db: Kysely<Schema>, acting: Acting, id: number): Promise<Collection> {
  return setPublished(db, acting, id, false);
}

async function setPublished(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  published: boolean,
  seenVersion?: number,
): Promise<Collection> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    const collection = await lockCollection(tx, id);
    if (seenVersion !== undefined && collection.version !== seenVersion)
      throw new CollectionConflict(`Version ${collection.version}, not ${seenVersion}`);
    if (collection.published === published) return collection;
    await tx.updateTable('collections').set({ published }).where('id', '=', id).execute();
    const { title, slug } = collection;
    await auditCollection(tx, acting, published ? 'publish' : 'unpublish', id, { after: { title, slug } });
    return collection;
  });
}
