import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { lockEntry } from './entry-subject.ts';
import { mailAuthors } from './publishing-mails.ts';
import { closeReview, moveTo, stateChange } from './submit-entry.ts';

/** Takes on the review, also from somebody else. */
export async function takeReview(db: Kysely<Schema>, acting: Acting, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockEntry(tx, id, acting.actor, 'review.take');
    const review = await getOpenReview(tx, id);
    if (review.reviewer_id === acting.actor?.id) return;
    await tx
      .updateTable('reviews')
      .set({ reviewer_id: acting.actor?.id ?? null, taken_at: new Date() })
      .where('id', '=', review.id)
      .execute();
    await audit(tx, acting, {
      action: 'review.take',
      objectType: 'entry',
      objectId: id,
      before: { reviewer: review.reviewer_id },
      after: { reviewer: acting.actor?.id, review: review.id },
    });
  });
}

/** Says something about one field to the authors, who read it when the entry is returned. */
export async function commentOnField(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  { field, body }: { field: string; body: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockEntry(tx, id, acting.actor, 'review.comment');
    const review = await getOpenReview(tx, id);
    const author = acting.actor?.id as number;
    await tx.insertInto('review_comments').values({ review_id: review.id, field, body, author_id: author }).execute();
    await audit(tx, acting, {
      action: 'review.comment',
      objectType: 'entry',
      objectId: id,
      after: { review: review.id, field },
    });
  });
}

/** Sends the text back to its authors, who are told why. */
export async function returnEntry(db: Kysely<Schema>, acting: Acting, id: number, reason: string): Promise<void> {
  if (!reason.trim()) throw new Refused([{ field: 'reason', message: 'Skriv, hvad der skal ændres.' }]);
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'review.return');
    const review = await closeReview(tx, acting, id, 'returned', reason);
    await moveTo(tx, entry, 'returned');
    await audit(tx, acting, { ...stateChange('entry.return', entry, 'returned'), reason });
    await mailAuthors(tx, entry.id, `returned:${review?.id}`, 'returned', acting, { reason, review: review?.id });
  });
}

async function getOpenReview(tx: Db, entryId: number) {
  return tx
    .selectFrom('reviews')
    .select(['id', 'reviewer_id'])
    .where('entry_id', '=', entryId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
}
