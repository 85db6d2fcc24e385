import type { Db } from '../db/schema.ts';
import type { Contact } from '../entries/entry.ts';
import { isSignedByUs, readConfirmationId } from './confirmation-token.ts';

const VALID_MS = 120 * 86_400_000;

export interface Confirmation {
  id: number;
  entryId: number;
  slug: string;
  title: string;
  oneLiner: string;
  contact: Contact;
}

/** Why a link leads nowhere: never ours, answered or out of date, or its entry is not there to be read. */
export type LinkEnd = 'unknown' | 'used' | 'hidden';

/** What the link asks about; a late answer is as good as one in time. */
export async function findConfirmation(
  db: Db,
  key: Buffer,
  token: string,
  now: Date,
): Promise<Confirmation | { end: LinkEnd }> {
  const id = readConfirmationId(token);
  const row = id === undefined ? undefined : await readRow(db, id);
  if (!row || !isSignedByUs(key, token, { id: row.id, entryId: row.entry_id })) return { end: 'unknown' };
  const { asked_at, answer, confirmed_at, state } = row;
  if (state !== 'published') return { end: 'hidden' };
  const isAnswered = answer !== null && answer !== 'unanswered';
  const isOverruled = confirmed_at !== null && confirmed_at > asked_at;
  // Whoever was erased is asked nothing more.
  const isForgotten = !row.contact_email;
  if (isAnswered || isOverruled || isForgotten || now.getTime() - asked_at.getTime() > VALID_MS) return { end: 'used' };
  return {
    id: row.id,
    entryId: row.entry_id,
    slug: row.slug,
    title: row.title,
    oneLiner: row.one_liner,
    contact: {
      name: row.contact_name,
      phone: row.contact_phone,
      email: row.contact_email,
      organisation: row.contact_organisation,
    },
  };
}

async function readRow(db: Db, id: number) {
  return db
    .selectFrom('contact_confirmations as confirmation')
    .innerJoin('entries', 'entries.id', 'confirmation.entry_id')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select(['confirmation.id', 'confirmation.entry_id', 'asked_at', 'answer', 'entries.confirmed_at'])
    .select(['entries.state', 'entries.slug', 'title', 'one_liner'])
    .select(['contact_name', 'contact_phone', 'contact_email', 'contact_organisation'])
    .where('confirmation.id', '=', id)
    .executeTakeFirst();
}
