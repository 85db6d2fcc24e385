import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import { readableEntries } from '../permissions/readable-entries.ts';
import { isScheduled } from './entry-subject.ts';

/** A text that waits for somebody to review it. */
export interface OpenReview {
  entry_id: number;
  title: string;
  /** Empty where it was imported. */
  author: string;
  organisation: string;
  submitted_at: Date;
  reviewer_id: number | null;
  reviewer: string | null;
  taken_at: Date | null;
  /** Readers have an older text of the entry already. */
  is_change: boolean;
}

/** What waits for review, the oldest first. What is planned to be published is done with. */
export async function listOpenReviews(db: Db, actor: Actor): Promise<OpenReview[]> {
  return db
    .selectFrom('reviews')
    .innerJoin('entries', 'entries.id', 'reviews.entry_id')
    .innerJoin('entry_revisions as revision', 'revision.id', 'reviews.revision_id')
    .leftJoin('organisations', 'organisations.id', 'revision.organisation_id')
    .leftJoin('users as author', 'author.id', 'reviews.submitted_by')
    .leftJoin('users as reviewer', 'reviewer.id', 'reviews.reviewer_id')
    .select(['reviews.entry_id', 'revision.title', 'submitted_at', 'reviewer_id', 'taken_at'])
    .select('reviewer.name as reviewer')
    .select(sql<string>`coalesce(author.name, '')`.as('author'))
    .select(sql<string>`coalesce(organisations.name, nullif(author.organisation, ''), '')`.as('organisation'))
    .select(sql<boolean>`entries.state = 'published'`.as('is_change'))
    .where('outcome', 'is', null)
    .where(sql<boolean>`not ${isScheduled}`)
    .where(readableEntries(actor))
    .orderBy('submitted_at')
    .orderBy('reviews.id')
    .execute();
}

export interface ScheduledPublication {
  entry_id: number;
  title: string;
  due_at: Date;
  /** Empty where the site ordered it. */
  ordered_by: string;
}

/** What will be published by itself, the next first. */
export async function listScheduledPublications(db: Db, actor: Actor): Promise<ScheduledPublication[]> {
  return db
    .selectFrom('publications')
    .innerJoin('entries', 'entries.id', 'publications.entry_id')
    .innerJoin('entry_revisions as revision', 'revision.id', 'publications.revision_id')
    .leftJoin('users', 'users.id', 'publications.requested_by')
    .select(['publications.entry_id', 'revision.title', 'due_at'])
    .select(sql<string>`coalesce(users.name, '')`.as('ordered_by'))
    .where('publications.published_at', 'is', null)
    .where(readableEntries(actor))
    .orderBy('due_at')
    .orderBy('publications.id')
    .execute();
}

export interface UnconfirmedEntry {
  entry_id: number;
  title: string;
  unconfirmed_since: Date;
}

/** Published entries whose contact did not answer, those longest without an answer first. */
export async function listUnconfirmedEntries(db: Db, actor: Actor): Promise<UnconfirmedEntry[]> {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select(['entries.id as entry_id', 'revision.title', 'unconfirmed_since'])
    .where('state', '=', 'published')
    .where('unconfirmed_since', 'is not', null)
    .where(readableEntries(actor))
    .orderBy('unconfirmed_since')
    .orderBy('entries.id')
    .$narrowType<{ unconfirmed_since: Date }>()
    .execute();
}

export interface ContactMessage {
  confirmation_id: number;
  entry_id: number;
  title: string;
  note: string;
  answered_at: Date;
}

/** What contacts wrote to the editors when they confirmed an entry, the oldest first. */
export async function listContactMessages(db: Db, actor: Actor): Promise<ContactMessage[]> {
  return db
    .selectFrom('contact_confirmations as confirmation')
    .innerJoin('entries', 'entries.id', 'confirmation.entry_id')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select(['confirmation.id as confirmation_id', 'entries.id as entry_id', 'revision.title', 'note', 'answered_at'])
    .where('note', '<>', '')
    .where(readableEntries(actor))
    .orderBy('answered_at')
    .orderBy('confirmation.id')
    .$narrowType<{ answered_at: Date }>()
    .execute();
}
