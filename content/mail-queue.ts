import type { Db } from './db/schema.ts';

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
  /** To editors. */
  unconfirmed: { title: string; entryId: number };
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
