import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { danishDay, MANY_SEARCHES, RECENT_DAYS } from './list-searches.ts';

/** What came in of one query since the last batch. */
export interface SearchCount {
  query: string;
  searches: number;
  /** What the newest search found. */
  hits: number;
  clicks: number;
}

const KEPT_DAYS = 400;
/** So long a query may be rare; then it is forgotten. */
const RARE_KEPT_DAYS = 2;

/** Adds a batch to today's rows. Clicks on what nobody searched for today are dropped. */
export async function addSearchCounts(db: Db, counts: SearchCount[]): Promise<void> {
  if (!counts.length) return;
  const column = <Name extends keyof SearchCount>(name: Name) => counts.map((count) => count[name]);
  await sql`
    with batch as (
      select * from unnest(${column('query')}::text[], ${column('searches')}::int[], ${column('hits')}::int[],
        ${column('clicks')}::int[]) as batch (query, searches, hits, clicks)),
    counted as (
      insert into search_counts (day, query, searches, hits, clicks)
      select ${danishDay}, query, searches, hits, clicks from batch where searches > 0 order by query
      on conflict (day, query) do update set
        searches = search_counts.searches + excluded.searches,
        hits = excluded.hits,
        clicks = search_counts.clicks + excluded.clicks)
    update search_counts set clicks = search_counts.clicks + batch.clicks
    from batch
    where batch.searches = 0 and search_counts.day = ${danishDay} and search_counts.query = batch.query`.execute(db);
}

/** What only few search for could tell of somebody, and what is old tells nothing. */
export async function forgetRareSearches(db: Db): Promise<void> {
  await sql`
    delete from search_counts
    where day < ${danishDay} - ${KEPT_DAYS}::int
      or (day < ${danishDay} - ${RARE_KEPT_DAYS}::int and query not in (
        select query from search_counts where day > ${danishDay} - ${RECENT_DAYS}::int
        group by query having sum(searches) >= ${MANY_SEARCHES}))`.execute(db);
}
