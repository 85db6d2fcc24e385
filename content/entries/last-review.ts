import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** What came of an entry's last submission, for its authors. */
export interface LastReview {
  outcome: 'returned' | 'published' | 'recalled' | null;
  reason: string;
  /** Who ended it, else who has it. */
  reviewer: string | null;
  submittedAt: Date;
  closedAt: Date | null;
  comments: { field: string; body: string }[];
}

export async function findLastReview(db: Db, entryId: number): Promise<LastReview | undefined> {
  const review = await db
    .selectFrom('reviews')
    .leftJoin('users', (join) =>
      join.on('users.id', '=', sql<number>`coalesce(reviews.closed_by, reviews.reviewer_id)`),
    )
    .select(['reviews.id', 'outcome', 'reason', 'users.name as reviewer'])
    .select(['submitted_at as submittedAt', 'closed_at as closedAt'])
    .where('entry_id', '=', entryId)
    .orderBy('reviews.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!review) return undefined;
  const { id, ...rest } = review;
  const comments = await db
    .selectFrom('review_comments')
    .select(['field', 'body'])
    .where('review_id', '=', id)
    .orderBy('id')
    .execute();
  return { ...rest, comments };
}

/** When the newest text is published by itself; null when that is not planned. */
export async function findDueTime(db: Db, entryId: number): Promise<Date | null> {
  const planned = await db
    .selectFrom('publications')
    .select('due_at')
    .where('entry_id', '=', entryId)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return planned?.due_at ?? null;
}
