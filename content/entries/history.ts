import { sql } from 'kysely';
import type { ChangeKind, Db, Role } from '../db/schema.ts';
import { findRevision, type StoredEntry } from './queries.ts';

/** One time that a text was put before readers. */
export interface PastPublication {
  /** From 1, in the order of their time. */
  number: number;
  published_at: Date;
  kind: ChangeKind;
  change_note: string;
  /** Of whoever published it; empty when it is not known. Never who it was: the page is public. */
  organisation: string;
  /** null: an import or the site itself. */
  role: Role | null;
}

/** What readers have seen of the entry, the newest first. */
export async function listPublications(db: Db, entryId: number): Promise<PastPublication[]> {
  return pastPublications(db, entryId)
    .leftJoin('users', 'users.id', 'requested_by')
    .select(['published_at', 'kind', 'change_note', 'users.role', position])
    .select(sql<string>`coalesce(users.organisation, '')`.as('organisation'))
    .orderBy('published_at', 'desc')
    .orderBy('publications.id', 'desc')
    .$narrowType<{ published_at: Date }>()
    .execute();
}

/** What readers saw from the publication of this number on; undefined when there is none. */
export async function findPublishedText(db: Db, entryId: number, number: number): Promise<StoredEntry | undefined> {
  const publication = await db
    .selectFrom(pastPublications(db, entryId).select(['revision_id', position]).as('past'))
    .select('revision_id')
    .where('number', '=', number)
    .executeTakeFirst();
  return publication && findRevision(db, publication.revision_id);
}

/** What was said of the newest major change; undefined when the entry has had none since it was first published. */
export async function findLatestMajorChange(
  db: Db,
  entryId: number,
): Promise<{ published_at: Date; change_note: string } | undefined> {
  return db
    .selectFrom(pastPublications(db, entryId).select(['published_at', 'kind', 'change_note', position]).as('past'))
    .select(['published_at', 'change_note'])
    .where('number', '>', 1)
    .where('kind', '=', 'major')
    .where('change_note', '<>', '')
    .orderBy('number', 'desc')
    .$narrowType<{ published_at: Date }>()
    .executeTakeFirst();
}

const position = sql<number>`row_number() over (order by published_at, publications.id)::int`.as('number');

function pastPublications(db: Db, entryId: number) {
  return db.selectFrom('publications').where('entry_id', '=', entryId).where('published_at', 'is not', null);
}
