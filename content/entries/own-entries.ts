import { sql } from 'kysely';
import type { Db, EntryState, PendingState } from '../db/schema.ts';

/** An entry on its author's list. */
export interface OwnEntry {
  id: number;
  slug: string;
  state: EntryState;
  pending: PendingState | null;
  /** Of the newest text; empty when that has none. */
  title: string;
  createdAt: Date;
  savedAt: Date | null;
  submittedAt: Date | null;
  returnedAt: Date | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  /** When it is published by itself. */
  dueAt: Date | null;
}

const lastReview = (column: 'submitted_at' | 'closed_at', condition: 'outcome is null' | "outcome = 'returned'") =>
  sql<Date | null>`(select max(${sql.raw(column)}) from reviews
    where reviews.entry_id = entries.id and ${sql.raw(condition)})`;

/** The entries that the user is an author of, those last changed first. */
export async function listOwnEntries(db: Db, userId: number): Promise<OwnEntry[]> {
  return db
    .selectFrom('entries')
    .innerJoin('entry_authors', 'entry_authors.entry_id', 'entries.id')
    .leftJoin('entry_drafts as draft', 'draft.entry_id', 'entries.id')
    .leftJoin('entry_revisions as revision', 'revision.id', 'entries.latest_revision_id')
    .leftJoin('publications as planned', (join) =>
      join.onRef('planned.entry_id', '=', 'entries.id').on('planned.published_at', 'is', null),
    )
    .where('entry_authors.user_id', '=', userId)
    .select(['entries.id', 'entries.slug', 'entries.state', 'entries.pending', 'entries.created_at as createdAt'])
    .select(['entries.published_at as publishedAt', 'entries.withdrawn_at as withdrawnAt', 'planned.due_at as dueAt'])
    .select([
      sql<string>`coalesce(nullif(trim(draft.fields->>'title'), ''), revision.title, '')`.as('title'),
      sql<Date | null>`case when draft.fields is not null then draft.saved_at end`.as('savedAt'),
      lastReview('submitted_at', 'outcome is null').as('submittedAt'),
      lastReview('closed_at', "outcome = 'returned'").as('returnedAt'),
    ])
    .orderBy(sql`greatest(draft.saved_at, entries.updated_at, entries.created_at)`, 'desc')
    .orderBy('entries.id', 'desc')
    .execute();
}
