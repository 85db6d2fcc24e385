import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import type { CollectionContent } from './collection.ts';
import { findChosenIds, replaceFirstEntries } from './first-entries.ts';
import { auditCollection, demandEditor, freeSlug, lockCollections } from './lock-collection.ts';

/** Makes a collection that only editors see until it is published; returns its id. */
export async function createCollection(
  db: Kysely<Schema>,
  acting: Acting,
  { title, text, query, firstEntries }: CollectionContent,
): Promise<number> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    await lockCollections(tx);
    const slug = await freeSlug(tx, title);
    const entryIds = await findChosenIds(tx, firstEntries);
    const { id } = await tx
      .insertInto('collections')
      .values({ slug, title, text, query, created_by: acting.actor?.id ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await replaceFirstEntries(tx, id, entryIds);
    await auditCollection(tx, acting, 'create', id, { after: { title, slug, query, entries: entryIds.length } });
    return id;
  });
}
