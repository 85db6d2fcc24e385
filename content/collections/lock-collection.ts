import { sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';
import { slugFromTitle, unusedSlug } from '../slug.ts';
import type { Collection } from './collection.ts';
import { findCollection } from './queries.ts';

/** Somebody else saved since: nothing was written. The caller shows both. */
export class CollectionConflict extends Error {
  override name = 'CollectionConflict';
}

export function demandEditor({ actor }: Acting): void {
  if (!can(actor, 'collection.edit', 'site')) throw new Forbidden('collection.edit');
}

/** Lets one change of the collections follow the other, until the end of the transaction. */
export async function lockCollections(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('collections'))`.execute(tx);
}

export async function lockCollection(tx: Db, id: number): Promise<Collection> {
  await lockCollections(tx);
  const collection = await findCollection(tx, id);
  if (!collection) throw new NotFound(`No collection ${id}`);
  return collection;
}

/** An address that follows from the title and that no collection has; a number tells two of a name apart. */
export async function freeSlug(tx: Db, title: string): Promise<string> {
  const wanted = slugFromTitle(title);
  if (!wanted) throw new Refused([{ field: 'title', message: 'Skriv en titel med bogstaver.' }]);
  const rows = await tx.selectFrom('collections').select('slug').execute();
  return unusedSlug(wanted, rows);
}

/** Writes down a change of a collection. Its text is left out, as any text is. */
export async function auditCollection(
  tx: Db,
  acting: Acting,
  action: 'create' | 'save' | 'publish' | 'unpublish' | 'delete',
  collectionId: number,
  details: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await audit(tx, acting, {
    action: `collection.${action}`,
    objectType: 'collection',
    objectId: collectionId,
    ...details,
  });
}
