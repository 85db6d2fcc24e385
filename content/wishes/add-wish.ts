import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden } from '../refusal.ts';

export interface WishText {
  title: string;
  note: string;
  query: string;
}

/** Writes down an entry that readers miss; returns the wish's id. */
export async function addWish(db: Kysely<Schema>, acting: Acting, wish: WishText): Promise<number> {
  const { actor } = acting;
  if (!actor || !can(actor, 'insight.read', 'site')) throw new Forbidden('insight.read');
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('entry_wishes')
      .values({ ...wish, created_by: actor.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, acting, { action: 'wish.add', objectType: 'wish', objectId: id });
    return id;
  });
}
