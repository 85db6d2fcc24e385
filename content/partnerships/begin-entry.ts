import { sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { beginEntry } from '../entries/create-entry.ts';
import type { DraftFields } from '../entries/draft.ts';

/** What an entry of a partnership tells of, and the sealed assessment that it rests on. */
type EntrySource =
  | { kind: 'result'; assessmentId: number; goalKey: number | null }
  | { kind: 'lesson'; assessmentId: null; goalKey: null };

export interface BegunEntry {
  id: number;
  /** False where the same person had begun it before, and nobody has changed it since. */
  isNew: boolean;
}

/**
 * Begins an entry that comes out of a partnership; everybody who writes for that may go on with it. A second click leads
 * to the draft that the first one began.
 */
export async function beginPartnershipEntry(
  tx: Db,
  acting: Acting,
  partnershipId: number,
  source: EntrySource,
  fields: Partial<DraftFields>,
): Promise<BegunEntry> {
  const begun = await findUntouched(tx, acting, partnershipId, source);
  if (begun) return { id: begun.id, isNew: false };
  const { kind, assessmentId, goalKey } = source;
  const id = await beginEntry(tx, acting, fields);
  await tx
    .insertInto('partnership_entries')
    .values({ entry_id: id, partnership_id: partnershipId, kind, assessment_id: assessmentId, goal_key: goalKey })
    .execute();
  await sql`insert into entry_authors (entry_id, user_id)
    select ${id}::int, user_id from partnership_users where partnership_id = ${partnershipId}
    on conflict do nothing`.execute(tx);
  return { id, isNew: true };
}

/** The draft that the actor began of the same, and that is still as it was begun. */
async function findUntouched(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  { kind, assessmentId, goalKey }: EntrySource,
): Promise<{ id: number } | undefined> {
  const userId = actor?.id ?? null;
  return tx
    .selectFrom('partnership_entries')
    .innerJoin('entries', 'entries.id', 'partnership_entries.entry_id')
    .innerJoin('entry_drafts', 'entry_drafts.entry_id', 'entries.id')
    .innerJoin('entry_authors', 'entry_authors.entry_id', 'entries.id')
    .select('entries.id')
    .where('partnership_id', '=', partnershipId)
    .where('kind', '=', kind)
    .where('assessment_id', 'is not distinct from', assessmentId)
    .where('goal_key', 'is not distinct from', goalKey)
    .where('entries.state', '=', 'draft')
    .where('latest_revision_id', 'is', null)
    .where('entry_drafts.version', '=', 1)
    .where('entry_drafts.saved_by', '=', userId)
    .where('entry_authors.user_id', '=', userId)
    .orderBy('entries.id')
    .executeTakeFirst();
}
