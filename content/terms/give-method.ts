import { sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';

/** Adds the method to the entry's newest text: what is being written, else the newest revision. */
export async function giveMethod(
  tx: Db,
  acting: Acting,
  entryId: number,
  method: { id: number; slug: string },
): Promise<void> {
  const draft = await tx.selectFrom('entry_drafts').select('fields').where('entry_id', '=', entryId).executeTakeFirst();
  if (!draft?.fields) return addToLatestRevision(tx, entryId, method.id);
  const methods = [...new Set([...draft.fields.methods, method.slug])];
  await tx
    .updateTable('entry_drafts')
    .set({
      fields: JSON.stringify({ ...draft.fields, methods }),
      // Somebody who is writing now is shown both texts, and does not save the method away.
      version: sql`version + 1`,
      saved_by: acting.actor?.id ?? null,
      saved_at: new Date(),
    })
    .where('entry_id', '=', entryId)
    .execute();
}

async function addToLatestRevision(tx: Db, entryId: number, termId: number): Promise<void> {
  const entry = await tx
    .selectFrom('entries')
    .select(['state', 'latest_revision_id', 'published_revision_id'])
    .where('id', '=', entryId)
    .executeTakeFirstOrThrow();
  if (entry.latest_revision_id === null) return;
  await tx
    .insertInto('revision_terms')
    .values({ revision_id: entry.latest_revision_id, term_id: termId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (entry.state !== 'published' || entry.latest_revision_id !== entry.published_revision_id) return;
  await tx.updateTable('entries').set({ version: sql`version + 1` }).where('id', '=', entryId).execute();
  await enqueueIndexing(tx, [entryId]);
}
