import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import { Refused } from '../refusal.ts';
import { lockEntry } from './entry-subject.ts';
import { mailAuthors } from './publishing-mails.ts';
import { closeReview, stateChange } from './submit-entry.ts';

/** Takes an entry from its readers, who are told when and why. Whatever was under way with it ends. */
export async function withdrawEntry(db: Kysely<Schema>, acting: Acting, id: number, reason: string): Promise<void> {
  if (!reason.trim())
    throw new Refused([{ field: 'reason', message: 'Skriv til læserne, hvorfor erfaringen trækkes tilbage.' }]);
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.withdraw');
    await tx.deleteFrom('publications').where('entry_id', '=', id).where('published_at', 'is', null).execute();
    await closeReview(tx, acting, id, 'recalled');
    await tx
      .updateTable('entries')
      .set({
        state: 'withdrawn',
        pending: entry.pending && 'draft',
        withdrawn_at: new Date(),
        withdrawal_reason: reason,
        version: sql`version + 1`,
      })
      .where('id', '=', id)
      .execute();
    await enqueueIndexing(tx, [id]);
    await audit(tx, acting, { ...stateChange('entry.withdraw', entry, 'withdrawn'), reason });
    const { version } = await tx.selectFrom('entries').select('version').where('id', '=', id).executeTakeFirstOrThrow();
    await mailAuthors(tx, id, `withdrawn:${id}:${version}`, 'withdrawn', acting, { reason });
  });
}

/** Gives a withdrawn entry back to its readers; one that they never saw becomes a draft. */
export async function restoreEntry(db: Kysely<Schema>, acting: Acting, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.restore');
    const wasPublished = entry.publishedRevisionId !== null;
    const state = wasPublished ? 'published' : 'draft';
    await tx
      .updateTable('entries')
      .set({
        state,
        pending: wasPublished ? entry.pending : null,
        withdrawn_at: null,
        withdrawal_reason: null,
        version: sql`version + 1`,
        published_at: sql`case when ${wasPublished} then coalesce(published_at, now()) end`,
      })
      .where('id', '=', id)
      .execute();
    await enqueueIndexing(tx, [id]);
    await audit(tx, acting, stateChange('entry.restore', entry, state));
  });
}
