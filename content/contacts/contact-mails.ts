import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import { signConfirmation } from './confirmation-token.ts';

/** What one mail can be sent to; anything else would reach nobody, or somebody else. */
const mailable = sql<boolean>`revision.contact_email ~ '^[^@\\s,;<>()"]+@[^@\\s,;<>()"]+\\.[^@\\s,;<>()".]+$'`;

export interface AskedEntry {
  id: number;
  slug: string;
  title: string;
  contact_name: string;
  contact_email: string;
}

/** Published entries whose contact can be asked. */
export function entriesWithContact(db: Db) {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select(['entries.id', 'entries.slug', 'entries.confirmed_at', 'revision.title'])
    .select(['revision.contact_name', 'revision.contact_email'])
    .where('entries.state', '=', 'published')
    .where(mailable);
}

/** Asks the contact whether the entry holds; `reminder` is 0 for the first mail. */
export async function mailContact(
  tx: Db,
  key: Buffer,
  entry: AskedEntry,
  confirmation: number,
  reminder: number,
): Promise<void> {
  await enqueueMail(tx, {
    key: `confirm:${confirmation}:${reminder}`,
    recipient: entry.contact_email,
    template: 'confirm_contact',
    data: {
      title: entry.title,
      name: entry.contact_name,
      slug: entry.slug,
      token: signConfirmation(key, { id: confirmation, entryId: entry.id }),
      reminder,
    },
  });
}

/** Tells the editors that nobody vouches for the entry. */
export async function mailEditors(tx: Db, entry: AskedEntry, confirmation: number): Promise<void> {
  const editors = await tx
    .selectFrom('users')
    .select(['id', 'email'])
    .where('role', '=', 'editor')
    .where('suspended_at', 'is', null)
    .execute();
  for (const { id, email } of editors)
    await enqueueMail(tx, {
      key: `unconfirmed:${confirmation}:${id}`,
      recipient: email,
      template: 'unconfirmed',
      data: { title: entry.title, entryId: entry.id },
    });
}
