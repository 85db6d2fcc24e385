import { sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { beginEntry } from '../entries/create-entry.ts';
import type { DraftFields } from '../entries/draft.ts';

/** What an entry of a partnership tells of, and the sealed assessment that it rests on. */
type EntrySource =
  | { kind: 'result'; assessmentId: number; goalKey: number | null }
  | { kind: 'lesson'; assessmentId: null; goalKey: null };

/** Begins an entry that comes out of a partnership; everybody who writes for that may go on with it. Returns its id. */
export async function beginPartnershipEntry(
  tx: Db,
  acting: Acting,
  partnershipId: number,
  { kind, assessmentId, goalKey }: EntrySource,
  fields: Partial<DraftFields>,
): Promise<number> {
  const id = await beginEntry(tx, acting, fields);
  await tx
    .insertInto('partnership_entries')
    .values({ entry_id: id, partnership_id: partnershipId, kind, assessment_id: assessmentId, goal_key: goalKey })
    .execute();
  await sql`insert into entry_authors (entry_id, user_id)
    select ${id}::int, user_id from partnership_users where partnership_id = ${partnershipId}
    on conflict do nothing`.execute(tx);
  return id;
}
