import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { lockEntry } from '../entries/entry-subject.ts';
import { enqueueIndexing } from '../queue.ts';

/** Says in the contact's place that the entry still holds; the contact is asked again in a year. */
export async function confirmEntry(db: Kysely<Schema>, acting: Acting, id: number, now = new Date()): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockEntry(tx, id, acting.actor, 'entry.confirm');
    await tx
      .updateTable('contact_confirmations')
      .set({ answer: 'confirmed', answered_at: now })
      .where('entry_id', '=', id)
      .where('answer', 'is', null)
      .execute();
    await tx
      .updateTable('entries')
      .set({ confirmed_at: now, unconfirmed_since: null, version: sql`version + 1` })
      .where('id', '=', id)
      .execute();
    await enqueueIndexing(tx, [id]);
    await audit(tx, acting, { action: 'entry.confirm', objectType: 'entry', objectId: id });
  });
}
