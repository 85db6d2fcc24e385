import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** Orders the search documents of all published entries that carry each of these terms to be made again. */
export async function enqueueEntriesWith(tx: Db, termIds: number[]): Promise<void> {
  await sql`
    insert into index_queue (entry_id)
    select entries.id from entries
    join revision_terms on revision_terms.revision_id = entries.published_revision_id
    where entries.state = 'published' and revision_terms.term_id = any(${termIds}::int[])
    group by entries.id having count(*) = ${termIds.length}
    order by entries.id
    on conflict (entry_id) do update set ticket = excluded.ticket, requested_at = excluded.requested_at`.execute(tx);
}

/** Orders those of all published entries whose organisation is of this type to be made again. */
export async function enqueueEntriesOfType(tx: Db, typeId: number): Promise<void> {
  await sql`
    insert into index_queue (entry_id)
    select entries.id from entries
    join entry_revisions as revision on revision.id = entries.published_revision_id
    join organisations on organisations.id = revision.organisation_id
    where entries.state = 'published' and organisations.type_id = ${typeId}
    order by entries.id
    on conflict (entry_id) do update set ticket = excluded.ticket, requested_at = excluded.requested_at`.execute(tx);
}
