import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { danishDay } from '../search-insight/list-searches.ts';

/** The entries whose reads are counted: those that came out of a partnership. Their ids by slug. */
export async function listCountedEntries(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('partnership_entries')
    .innerJoin('entries', 'entries.id', 'partnership_entries.entry_id')
    .select(['entries.id', 'entries.slug'])
    .where('entries.state', '=', 'published')
    .execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** Adds reads by entry to those of today. An entry that is no more has none. */
export async function addEntryReads(db: Db, reads: Map<number, number>): Promise<void> {
  if (!reads.size) return;
  await sql`
    insert into entry_reads (entry_id, day, reads)
    select id, ${danishDay}, batch.reads
    from unnest(${[...reads.keys()]}::int[], ${[...reads.values()]}::int[]) as batch (id, reads)
    join entries using (id)
    order by id
    on conflict (entry_id, day) do update set reads = entry_reads.reads + excluded.reads`.execute(db);
}
