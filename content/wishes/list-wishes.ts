import type { Db } from '../db/schema.ts';

/** An entry that somebody misses. */
export interface Wish {
  id: number;
  title: string;
  note: string;
  /** What readers searched for; empty where it came from elsewhere. */
  query: string;
  createdAt: Date;
  createdBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  /** The entry that fulfilled it, where one did and is still there. */
  entrySlug: string | null;
  entryTitle: string | null;
}

const CLOSED_SHOWN = 50;

/** The wishes that wait, the newest first. */
export async function listOpenWishes(db: Db): Promise<Wish[]> {
  return wishes(db).where('wish.closed_at', 'is', null).orderBy('wish.id', 'desc').execute();
}

/** The wishes that were closed last. */
export async function listClosedWishes(db: Db): Promise<Wish[]> {
  return wishes(db)
    .where('wish.closed_at', 'is not', null)
    .orderBy('wish.closed_at', 'desc')
    .orderBy('wish.id', 'desc')
    .limit(CLOSED_SHOWN)
    .execute();
}

export async function findWish(db: Db, id: number): Promise<Wish | undefined> {
  return wishes(db).where('wish.id', '=', id).executeTakeFirst();
}

/** An entry that is no longer published has no page to lead to. */
function wishes(db: Db) {
  return db
    .selectFrom('entry_wishes as wish')
    .leftJoin('users as creator', 'creator.id', 'wish.created_by')
    .leftJoin('users as closer', 'closer.id', 'wish.closed_by')
    .leftJoin('entries', (join) => join.onRef('entries.id', '=', 'wish.entry_id').on('entries.state', '=', 'published'))
    .leftJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select(['wish.id', 'wish.title', 'wish.note', 'wish.query', 'wish.created_at as createdAt'])
    .select(['creator.name as createdBy', 'wish.closed_at as closedAt', 'closer.name as closedBy'])
    .select(['entries.slug as entrySlug', 'revision.title as entryTitle']);
}
