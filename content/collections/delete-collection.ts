import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import type { Collection } from './collection.ts';
import { auditCollection, demandEditor, lockCollection } from './lock-collection.ts';

/** Ends a collection; its entries stay. */
export async function deleteCollection(db: Kysely<Schema>, acting: Acting, id: number): Promise<Collection> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    const collection = await lockCollection(tx, id);
    await tx.deleteFrom('collections').where('id', '=', id).execute();
    const { title, slug, query } = collection;
    await auditCollection(tx, acting, 'delete', id, { before: { title, slug, query } });
    return collection;
  });
}
