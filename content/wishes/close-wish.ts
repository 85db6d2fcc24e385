import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';

/** Closes a wish: fulfilled by the entry of this slug, or without one no longer wanted. */
export async function closeWish(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  entrySlug: string | null,
): Promise<void> {
  const { actor } = acting;
  if (!actor || !can(actor, 'insight.read', 'site')) throw new Forbidden('insight.read');
  await db.transaction().execute(async (tx) => {
    await lockOpenWish(tx, id);
    const entryId = entrySlug === null ? null : await findPublishedEntry(tx, entrySlug);
    await tx
      .updateTable('entry_wishes')
      .set({ closed_at: new Date(), closed_by: actor.id, entry_id: entryId })
      .where('id', '=', id)
      .execute();
    const action = entryId === null ? 'wish.drop' : 'wish.fulfil';
    await audit(tx, acting, { action, objectType: 'wish', objectId: id, after: { entry: entryId } });
  });
}

async function lockOpenWish(tx: Db, id: number): Promise<void> {
  const wish = await tx
    .selectFrom('entry_wishes')
    .select('closed_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!wish) throw new NotFound(`No wish ${id}`);
  if (wish.closed_at) throw new Refused([{ field: '', message: 'En anden har allerede afsluttet ønsket.' }]);
}

async function findPublishedEntry(tx: Db, slug: string): Promise<number> {
  const entry = await tx
    .selectFrom('entries')
    .select('id')
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!entry) throw new Refused([{ field: 'entry', message: 'Der er ingen udgivet erfaring med den adresse.' }]);
  return entry.id;
}
