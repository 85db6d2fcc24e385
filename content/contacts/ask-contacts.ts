import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { getConfirmationKey } from './confirmation-token.ts';
import { type AskedEntry, entriesWithContact, mailContact } from './contact-mails.ts';
import { followUp, listOverdueConfirmations } from './follow-up.ts';

/** Entries of one run; a site that has just been filled asks its contacts little by little. */
const BATCH = 200;

/**
 * Asks the contacts of entries that nobody has confirmed for a year, reminds those who have not answered, and marks
 * what stays unanswered. Each entry is a transaction of its own; returns how many were dealt with.
 */
export async function askContacts(db: Kysely<Schema>, now: Date): Promise<number> {
  const key = await getConfirmationKey(db);
  let done = 0;
  for (const id of await listOverdueConfirmations(db, now, BATCH))
    done += Number(await db.transaction().execute((tx) => followUp(tx, key, id, now)));
  for (const { id } of await dueEntries(db, now).limit(BATCH).execute())
    done += Number(await db.transaction().execute((tx) => askAbout(tx, key, id, now)));
  return done;
}

/** Those that nobody has confirmed, or been asked about, for a year. */
function dueEntries(db: Db, now: Date) {
  const yearAgo = new Date(now);
  yearAgo.setUTCFullYear(now.getUTCFullYear() - 1);
  return entriesWithContact(db)
    .where(sql<boolean>`coalesce(entries.confirmed_at, entries.published_at) <= ${yearAgo}`)
    .where(
      sql<boolean>`not exists (
        select from contact_confirmations where entry_id = entries.id and (asked_at > ${yearAgo} or answer is null))`,
    )
    .orderBy('entries.id');
}

/** Asks the contact of the entry, if that is still called for. */
async function askAbout(tx: Db, key: Buffer, id: number, now: Date): Promise<boolean> {
  const entry = await dueEntries(tx, now)
    .where('entries.id', '=', id)
    .forUpdate('entries')
    .skipLocked()
    .executeTakeFirst();
  return entry ? askContact(tx, { actor: null, requestId: '' }, key, entry, now) : false;
}

/** Puts the question to the entry's contact; false when somebody else has just done so. */
export async function askContact(tx: Db, acting: Acting, key: Buffer, entry: AskedEntry, now: Date): Promise<boolean> {
  const confirmation = await tx
    .insertInto('contact_confirmations')
    .values({ entry_id: entry.id, asked_at: now, last_mail_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!confirmation) return false;
  await audit(tx, acting, {
    action: 'contact.ask',
    objectType: 'entry',
    objectId: entry.id,
    after: { confirmation: confirmation.id },
  });
  await mailContact(tx, key, entry, confirmation.id, 0);
  return true;
}
