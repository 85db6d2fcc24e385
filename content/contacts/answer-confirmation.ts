import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import type { Contact } from '../entries/entry.ts';
import { enqueueIndexing } from '../queue.ts';
import { NotFound } from '../refusal.ts';
import { askContact } from './ask-contacts.ts';
import { changeContact } from './change-contact.ts';
import { getConfirmationKey } from './confirmation-token.ts';
import { type Confirmation, findConfirmation } from './find-confirmation.ts';

/** What a contact says about the entry. */
export type ContactAnswer =
  | { answer: 'confirmed' }
  /** `note` is for the editors. */
  | { answer: 'corrected'; contact: Contact; note: string }
  | { answer: 'handed_over'; contact: Contact };

/** Takes a contact's answer. Throws NotFound when the link leads nowhere, or no longer. */
export async function answerConfirmation(
  db: Kysely<Schema>,
  { requestId }: Pick<Acting, 'requestId'>,
  token: string,
  answer: ContactAnswer,
  now = new Date(),
): Promise<Confirmation> {
  const key = await getConfirmationKey(db);
  // Whoever holds the link acts, also if she happens to be signed in.
  const acting = { actor: null, requestId };
  return db.transaction().execute(async (tx) => {
    const confirmation = await lockConfirmation(tx, key, token, now);
    await close(tx, confirmation, answer, now);
    if (answer.answer !== 'confirmed') await changeContact(tx, confirmation.entryId, answer.contact);
    // The new contact has not said yet that the entry holds.
    await touchEntry(tx, confirmation.entryId, answer.answer === 'handed_over' ? {} : { confirmed_at: now });
    await enqueueIndexing(tx, [confirmation.entryId]);
    await audit(tx, acting, {
      action: `contact.${answer.answer}`,
      objectType: 'entry',
      objectId: confirmation.entryId,
      after: { confirmation: confirmation.id },
    });
    if (answer.answer === 'handed_over') await askSuccessor(tx, acting, key, confirmation, answer.contact, now);
    return confirmation;
  });
}

async function lockConfirmation(tx: Db, key: Buffer, token: string, now: Date): Promise<Confirmation> {
  const found = await findConfirmation(tx, key, token, now);
  if ('end' in found) throw new NotFound('The link leads nowhere');
  await tx.selectFrom('entries').select('id').where('id', '=', found.entryId).forUpdate().execute();
  const confirmation = await findConfirmation(tx, key, token, now);
  if ('end' in confirmation) throw new NotFound('The link was used meanwhile');
  return confirmation;
}

async function close(tx: Db, { id }: Confirmation, answer: ContactAnswer, now: Date): Promise<void> {
  const note = 'note' in answer ? answer.note : '';
  await tx
    .updateTable('contact_confirmations')
    .set({ answer: answer.answer, note, answered_at: now })
    .where('id', '=', id)
    .execute();
}

async function touchEntry(tx: Db, entryId: number, { confirmed_at }: { confirmed_at?: Date }): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ ...(confirmed_at ? { confirmed_at, unconfirmed_since: null } : {}), version: sql`version + 1` })
    .where('id', '=', entryId)
    .execute();
}

async function askSuccessor(
  tx: Db,
  acting: Acting,
  key: Buffer,
  { entryId, slug, title }: Confirmation,
  { name, email }: Contact,
  now: Date,
): Promise<void> {
  await askContact(tx, acting, key, { id: entryId, slug, title, contact_name: name, contact_email: email }, now);
}
