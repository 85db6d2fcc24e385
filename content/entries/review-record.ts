import type { Db } from '../db/schema.ts';

export interface FieldComment {
  field: string;
  body: string;
  author: string;
  created_at: Date;
}

/** One submission of an entry, and what was said about it. */
export interface ReviewRecord {
  id: number;
  submitted_at: Date;
  submitted_by: string | null;
  reviewer_id: number | null;
  reviewer: string | null;
  taken_at: Date | null;
  /** null while it is open. */
  outcome: 'returned' | 'published' | 'recalled' | null;
  reason: string;
  closed_by: string | null;
  closed_at: Date | null;
  comments: FieldComment[];
}

/** Every submission of the entry, the newest first. */
export async function listReviews(db: Db, entryId: number): Promise<ReviewRecord[]> {
  const reviews = await db
    .selectFrom('reviews')
    .leftJoin('users as author', 'author.id', 'submitted_by')
    .leftJoin('users as reviewer', 'reviewer.id', 'reviewer_id')
    .leftJoin('users as closer', 'closer.id', 'closed_by')
    .select(['reviews.id', 'submitted_at', 'author.name as submitted_by', 'reviewer_id'])
    .select(['reviewer.name as reviewer', 'taken_at', 'outcome', 'reason', 'closer.name as closed_by', 'closed_at'])
    .where('entry_id', '=', entryId)
    .orderBy('reviews.id', 'desc')
    .execute();
  const comments = await listComments(db, entryId);
  return reviews.map((review) => ({
    ...review,
    comments: comments.filter(({ review_id }) => review_id === review.id),
  }));
}

async function listComments(db: Db, entryId: number): Promise<(FieldComment & { review_id: number })[]> {
  return db
    .selectFrom('review_comments')
    .innerJoin('reviews', 'reviews.id', 'review_id')
    .innerJoin('users', 'users.id', 'author_id')
    .select(['review_id', 'field', 'body', 'users.name as author', 'review_comments.created_at'])
    .where('entry_id', '=', entryId)
    .orderBy('review_comments.id')
    .execute();
}

/** When the entry's newest text will be published by itself; undefined when that is not planned. */
export async function findScheduledPublication(
  db: Db,
  entryId: number,
): Promise<{ due_at: Date; ordered_by: string | null } | undefined> {
  return db
    .selectFrom('publications')
    .leftJoin('users', 'users.id', 'requested_by')
    .select(['due_at', 'users.name as ordered_by'])
    .where('entry_id', '=', entryId)
    .where('published_at', 'is', null)
    .executeTakeFirst();
}
