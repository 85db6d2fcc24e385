import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import type { EntrySubject } from '../permissions/entry-rules.ts';
import { can, type EntryAction } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';

/** A text of the entry waits to be published by itself. */
export const isScheduled = sql<boolean>`exists (
  select from publications where publications.entry_id = entries.id and publications.published_at is null)`;

/** An entry as the rules and the use cases need it; its texts are not read. */
export interface EntryStanding extends EntrySubject {
  id: number;
  slug: string;
  publishedRevisionId: number | null;
  latestRevisionId: number | null;
}

export async function findEntryStanding(db: Db, id: number): Promise<EntryStanding | undefined> {
  return read(db, id).executeTakeFirst();
}

/**
 * Locks the entry until the end of the transaction and checks that `actor` may do `action` to it. Throws NotFound where
 * the actor may not even know of it, and Forbidden.
 */
export async function lockEntry(tx: Db, id: number, actor: Actor, action: EntryAction): Promise<EntryStanding> {
  const locked = await tx.selectFrom('entries').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const entry = locked && (await findEntryStanding(tx, id));
  if (!entry || !can(actor, 'entry.read', entry)) throw new NotFound(`No entry ${id}`);
  if (!can(actor, action, entry)) throw new Forbidden(`${action} is refused in this state`);
  return entry;
}

function read(db: Db, id: number) {
  return db
    .selectFrom('entries')
    .select(['id', 'slug', 'state', 'pending'])
    .select(['published_revision_id as publishedRevisionId', 'latest_revision_id as latestRevisionId'])
    .select(isScheduled.as('scheduled'))
    .select(
      sql<number[]>`array(select user_id from entry_authors where entry_id = entries.id order by user_id)`.as(
        'authorIds',
      ),
    )
    .where('id', '=', id);
}
