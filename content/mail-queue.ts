import { sql } from 'kysely';
import type { Db, Side } from './db/schema.ts';

/**
 * The mails that the site sends and what each one is made from; `views/mail` holds the texts. Links are made from ids,
 * slugs and tokens when a mail is sent. Times are ISO 8601 in UTC.
 */
export interface MailTemplates {
  invitation: { name: string; token: string; expiresAt: string };
  reset: { name: string; token: string; expiresAt: string };
  /** To reviewers. */
  submitted: { title: string; author: string; entryId: number };
  /** To authors. */
  returned: { title: string; reason: string; comments: number; entryId: number };
  published: { title: string; slug: string };
  scheduled: { title: string; dueAt: string; entryId: number };
  withdrawn: { title: string; reason: string; entryId: number };
  /** To a contact; `reminder` is 0 for the first mail, then 1 and 2. */
  confirm_contact: { title: string; name: string; slug: string; token: string; reminder: number };
  /** To those who write for a partnership. */
  assessment_hearing: { partnershipId: number; partnership: string; year: number };
  assessment_sealed: { partnershipId: number; partnership: string; year: number };
  /** To the side of a contract whose turn it is; `signed` when all that is left is their own signature. */
  contract_turn: {
    partnership: string;
    partnershipId: number;
    number: number;
    from: Side;
    message: string;
    signed: boolean;
  };
  /** To both sides. */
  contract_signed: { partnership: string; slug: string; number: number; effectiveFrom: string };
  /** To the side that did not abandon the renegotiation. */
  contract_abandoned: { partnership: string; partnershipId: number; from: Side; reason: string };
  /** To those who write for a partnership; days as yyyy-mm-dd. */
  report_due: ReportMail & { due: string; isLate: boolean; isReturned: boolean };
  report_returned: ReportMail & { reason: string };
  report_approved: ReportMail;
  /** To those who may decide on it; `isAgain` when it had been returned. */
  report_submitted: ReportMail & { isAgain: boolean };
  /** To those who may seal it. */
  assessment_answered: { partnershipId: number; partnership: string; year: number };
  /** To editors. */
  report_missing: ReportMail & { due: string };
  /** To editors. */
  unconfirmed: { title: string; entryId: number };
  /** To reviewers; `municipality` is where the effort of the entry `title` was tried. */
  trial_submitted: { title: string; municipality: string; trialId: number };
  /** To the one who wrote it; `withdrawn` when readers had seen it. */
  trial_returned: { title: string; municipality: string; reason: string; withdrawn: boolean; trialId: number };
  trial_published: { title: string; municipality: string; slug: string };
  /** To the authors of the entry. */
  trial_published_author: { title: string; municipality: string; slug: string };
}

interface ReportMail {
  partnershipId: number;
  partnership: string;
  periodStart: string;
  periodEnd: string;
}

export interface QueuedMail<T extends keyof MailTemplates = keyof MailTemplates> {
  /** Names the occasion and the recipient; a second mail of the same key is not sent. */
  key: string;
  recipient: string;
  template: T;
  data: MailTemplates[T];
}

/** Orders a mail to be sent, in the transaction that gives the reason for it. */
export async function enqueueMail<T extends keyof MailTemplates>(tx: Db, mail: QueuedMail<T>): Promise<void> {
  await tx
    .insertInto('mail_queue')
    .values({ ...mail, data: JSON.stringify(mail.data) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** A mail that one sender has taken, until its lease ends. */
export type ClaimedMail = QueuedMail & { id: number; attempts: number };

/** Longer than a sender may take. After it the mail is anybody's again, as when the sender was killed. */
const LEASE_SECONDS = 60;
const FIRST_RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 3600;

/** Takes the mail that has been due for longest, so that no other sender takes it as well. */
export async function claimMail(db: Db, now: Date): Promise<ClaimedMail | undefined> {
  // The database counts time in finer steps than `now` does.
  const due = later(now, 0.001);
  const row = await db
    .updateTable('mail_queue')
    .set({ attempts: sql`attempts + 1`, next_attempt_at: later(now, LEASE_SECONDS) })
    .where('id', '=', (mails) =>
      mails
        .selectFrom('mail_queue')
        .select('id')
        .where('sent_at', 'is', null)
        .where('next_attempt_at', '<=', due)
        .orderBy('next_attempt_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'key', 'recipient', 'template', 'data', 'attempts'])
    .executeTakeFirst();
  return row as ClaimedMail | undefined;
}

/** Marks the mail as sent, and forgets to whom and with what. */
export async function settleMail(db: Db, id: number, now: Date): Promise<void> {
  await db
    .updateTable('mail_queue')
    .set({ sent_at: now, recipient: '', data: '{}', last_error: null })
    .where('id', '=', id)
    .execute();
}

/** Puts the mail back for a later try, ever later. `reason` must hold nothing personal. */
export async function postponeMail(db: Db, { id, attempts }: ClaimedMail, reason: string, now: Date): Promise<void> {
  const seconds = Math.min(FIRST_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_RETRY_SECONDS);
  await db
    .updateTable('mail_queue')
    .set({ next_attempt_at: later(now, seconds), last_error: reason })
    .where('id', '=', id)
    .execute();
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

/** How many mails wait to be sent, and how many of them have failed at least once. */
export async function countWaitingMails(db: Db): Promise<{ waiting: number; failed: number }> {
  return db
    .selectFrom('mail_queue')
    .select([sql<number>`count(*)::int`.as('waiting'), sql<number>`count(last_error)::int`.as('failed')])
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow();
}
