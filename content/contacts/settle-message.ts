import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { lockEntry } from '../entries/entry-subject.ts';
import { NotFound } from '../refusal.ts';

/** An editor has done what a contact asked for: the message is forgotten. */
export async function settleMessage(db: Kysely<Schema>, acting: Acting, confirmation: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('contact_confirmations')
      .select('entry_id')
      .where('id', '=', confirmation)
      .where('note', '<>', '')
      .executeTakeFirst();
    if (!message) throw new NotFound(`No message ${confirmation}`);
    await lockEntry(tx, message.entry_id, acting.actor, 'entry.read');
    await tx.updateTable('contact_confirmations').set({ note: '' }).where('id', '=', confirmation).execute();
    await audit(tx, acting, {
      action: 'contact.settle',
      objectType: 'entry',
      objectId: message.entry_id,
      after: { confirmation },
    });
  });
}
