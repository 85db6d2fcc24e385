import { sql } from 'kysely';
import { type AuditedChange, audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import { type AskedEntry, entriesWithContact, mailContact, mailEditors } from './contact-mails.ts';

const PATIENCE_MS = 14 * 86_400_000;
const REMINDERS = 2;

/** The questions whose last mail is so old that something must happen. */
export async function listOverdueConfirmations(db: Db, now: Date, limit: number): Promise<number[]> {
  const rows = await overdue(db, now).orderBy('last_mail_at').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** Reminds the contact, or gives up; tells whether anything was done. */
export async function followUp(tx: Db, key: Buffer, id: number, now: Date): Promise<boolean> {
  const found = await overdue(tx, now).where('id', '=', id).executeTakeFirst();
  if (!found) return false;
  // The entry first, as every other change of it does.
  await tx.selectFrom('entries').select('id').where('id', '=', found.entry_id).forUpdate().execute();
  const confirmation = await overdue(tx, now).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!confirmation) return false;
  const entry = await entriesWithContact(tx).where('entries.id', '=', found.entry_id).executeTakeFirst();
  if (!entry) await close(tx, found.entry_id, id, 'unanswered', now);
  else if (entry.confirmed_at && entry.confirmed_at > confirmation.asked_at)
    await close(tx, entry.id, id, 'confirmed', now);
  else if (confirmation.reminders < REMINDERS) await remind(tx, key, entry, confirmation, now);
  else await giveUp(tx, entry, id, now);
  return true;
}

function overdue(db: Db, now: Date) {
  return db
    .selectFrom('contact_confirmations')
    .select(['id', 'entry_id', 'asked_at', 'reminders'])
    .where('answer', 'is', null)
    .where('last_mail_at', '<=', new Date(now.getTime() - PATIENCE_MS));
}

/** Asks no longer: the entry is not read any more, has no contact, was published anew, or nobody answers. */
async function close(
  tx: Db,
  entryId: number,
  confirmation: number,
  answer: 'confirmed' | 'unanswered',
  now: Date,
): Promise<void> {
  await tx
    .updateTable('contact_confirmations')
    .set({ answer, answered_at: now })
    .where('id', '=', confirmation)
    .execute();
  await auditBySite(tx, 'contact.close', entryId, { confirmation, answer });
}

async function remind(
  tx: Db,
  key: Buffer,
  entry: AskedEntry,
  { id, reminders }: { id: number; reminders: number },
  now: Date,
): Promise<void> {
  const reminder = reminders + 1;
  await tx
    .updateTable('contact_confirmations')
    .set({ reminders: reminder, last_mail_at: now })
    .where('id', '=', id)
    .execute();
  await auditBySite(tx, 'contact.remind', entry.id, { confirmation: id, reminder });
  await mailContact(tx, key, entry, id, reminder);
}

/** Tells readers that nobody vouches for the entry, and editors that they should do something about it. */
async function giveUp(tx: Db, entry: AskedEntry, confirmation: number, now: Date): Promise<void> {
  await close(tx, entry.id, confirmation, 'unanswered', now);
  await tx
    .updateTable('entries')
    .set({ unconfirmed_since: now, version: sql`version + 1` })
    .where('id', '=', entry.id)
    .execute();
  await enqueueIndexing(tx, [entry.id]);
  await auditBySite(tx, 'contact.unconfirmed', entry.id, { since: now.toISOString() });
  await mailEditors(tx, entry, confirmation);
}

async function auditBySite(
  tx: Db,
  action: string,
  entryId: number,
  after: NonNullable<AuditedChange['after']>,
): Promise<void> {
  await audit(tx, { actor: null, requestId: '' }, { action, objectType: 'entry', objectId: entryId, after });
}
