import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueMail, type MailTemplates } from '../mail-queue.ts';

/** Tells everybody who can review, except the one who submitted. */
export async function mailReviewers(
  tx: Db,
  { review, entryId, title, submittedBy }: { review: number; entryId: number; title: string; submittedBy: number },
): Promise<void> {
  const users = await tx
    .selectFrom('users')
    .select(['id', 'email', 'name', 'role'])
    .where('suspended_at', 'is', null)
    .execute();
  const author = users.find(({ id }) => id === submittedBy)?.name ?? '';
  const reviewers = users.filter(({ id, role }) => id !== submittedBy && ['consultant', 'editor'].includes(role));
  for (const { id, email } of reviewers)
    await enqueueMail(tx, {
      key: `submitted:${review}:${id}`,
      recipient: email,
      template: 'submitted',
      data: { title, author, entryId },
    });
}

interface Details {
  reason?: string;
  review?: number | undefined;
  dueAt?: Date;
}

/** Tells the authors, except the one who acts. `occasion` happens once, so that its mail is sent once. */
export async function mailAuthors(
  tx: Db,
  entryId: number,
  occasion: string,
  template: 'returned' | 'published' | 'scheduled' | 'withdrawn',
  { actor }: Acting,
  { reason = '', review, dueAt }: Details = {},
): Promise<void> {
  const { title, slug } = await tx
    .selectFrom('entries')
    .innerJoin('entry_revisions', 'entry_revisions.id', 'entries.latest_revision_id')
    .select(['title', 'slug'])
    .where('entries.id', '=', entryId)
    .executeTakeFirstOrThrow();
  const comments = review ? await countComments(tx, review) : 0;
  const data: { [T in typeof template]: MailTemplates[T] } = {
    returned: { title, reason, comments, entryId },
    published: { title, slug },
    scheduled: { title, dueAt: (dueAt ?? new Date()).toISOString(), entryId },
    withdrawn: { title, reason, entryId },
  };
  for (const { id, email } of await listAuthors(tx, entryId))
    if (id !== actor?.id)
      await enqueueMail(tx, { key: `${occasion}:${id}`, recipient: email, template, data: data[template] });
}

async function listAuthors(tx: Db, entryId: number) {
  return tx
    .selectFrom('entry_authors')
    .innerJoin('users', 'users.id', 'entry_authors.user_id')
    .select(['users.id', 'users.email'])
    .where('entry_id', '=', entryId)
    .where('suspended_at', 'is', null)
    .execute();
}

async function countComments(tx: Db, review: number): Promise<number> {
  const rows = await tx.selectFrom('review_comments').select('id').where('review_id', '=', review).execute();
  return rows.length;
}
