import { type Kysely, sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, EntryState, Schema } from '../db/schema.ts';
import { type BegunEntry, beginPartnershipEntry } from './begin-entry.ts';
import { lockPartnership } from './partnership-subject.ts';

/** An entry on what did not work in a partnership, which is asked for when it closes. */
export interface Lesson {
  id: number;
  slug: string;
  state: EntryState;
}

/** The one that has come furthest. */
export async function findLesson(db: Db, partnershipId: number): Promise<Lesson | undefined> {
  return db
    .selectFrom('partnership_entries')
    .innerJoin('entries', 'entries.id', 'partnership_entries.entry_id')
    .select(['entries.id', 'entries.slug', 'entries.state'])
    .where('partnership_id', '=', partnershipId)
    .where('kind', '=', 'lesson')
    .orderBy(sql`entries.state = 'published'`, 'desc')
    .orderBy('entries.id')
    .executeTakeFirst();
}

/** Begins one. Whoever writes for the partnership may go on with it. */
export async function beginLesson(db: Kysely<Schema>, acting: Acting, partnershipId: number): Promise<BegunEntry> {
  return db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.read');
    const { name } = await tx
      .selectFrom('partnerships')
      .select('name')
      .where('id', '=', partnershipId)
      .executeTakeFirstOrThrow();
    const title = `Hvad virkede ikke? Erfaringer fra ${name}`;
    const source = { kind: 'lesson', assessmentId: null, goalKey: null } as const;
    return beginPartnershipEntry(tx, acting, partnershipId, source, { title });
  });
}
