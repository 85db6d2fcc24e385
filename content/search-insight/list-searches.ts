import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** The calendar day in Denmark. */
export const danishDay = sql<string>`(now() at time zone 'Europe/Copenhagen')::date`;
/** What fewer searches asked for in these days is never shown to anybody. */
export const MANY_SEARCHES = 3;
export const RECENT_DAYS = 30;

const FREQUENT_DAYS = 90;
const FREQUENT_ON_DAYS = 2;
/** So many searches before it says something that few led to an entry, and so few of them. */
const CLICKS_MATTER_FROM = 10;
const FEW_CLICKS = 0.1;

/** A query and how it fared in a number of days. */
export interface CountedSearch {
  query: string;
  searches: number;
  /** What the newest search found. */
  hits: number;
  clicks: number;
}

export interface SearchList {
  searches: CountedSearch[];
  /** How many there are, beyond those listed too. */
  total: number;
}

const newestHits = sql<number>`(array_agg(hits order by day desc))[1]`;
const conditions = {
  all: sql<boolean>`true`,
  notFound: sql<boolean>`${newestHits} = 0`,
  seldomOpened: sql<boolean>`(${newestHits} > 0 and sum(searches) >= ${CLICKS_MATTER_FROM}
    and sum(clicks) < ${FEW_CLICKS}::float8 * sum(searches))`,
  frequent: sql<boolean>`(${newestHits} > 0 and sum(searches) >= ${MANY_SEARCHES}
    and count(*) >= ${FREQUENT_ON_DAYS})`,
} satisfies Record<string, RawBuilder<boolean>>;

/** What was searched for in the last `days` days, the most frequent first. */
export async function listSearches(
  db: Db,
  which: keyof typeof conditions,
  { days, limit }: { days: number; limit: number },
): Promise<SearchList> {
  const rows = await db
    .selectFrom('search_counts')
    .select(['query', newestHits.as('hits'), sql<number>`count(*) over ()::int`.as('total')])
    .select([sql<number>`sum(searches)::int`.as('searches'), sql<number>`sum(clicks)::int`.as('clicks')])
    .where(sql<boolean>`day > ${danishDay} - ${days}::int`)
    .where('query', 'in', (counts) =>
      counts
        .selectFrom('search_counts')
        .select('query')
        .where(sql<boolean>`day > ${danishDay} - ${RECENT_DAYS}::int`)
        .groupBy('query')
        .having(sql<boolean>`sum(searches) >= ${MANY_SEARCHES}`),
    )
    .groupBy('query')
    .having(conditions[which])
    .orderBy('searches', 'desc')
    .orderBy('query')
    .limit(limit)
    .execute();
  const searches = rows.map(({ query, searches, hits, clicks }) => ({ query, searches, hits, clicks }));
  return { searches, total: rows[0]?.total ?? 0 };
}

/** Searches of many readers that found something, the most frequent first. */
export async function listFrequentSearches(db: Db, limit: number): Promise<string[]> {
  const { searches } = await listSearches(db, 'frequent', { days: FREQUENT_DAYS, limit });
  return searches.map(({ query }) => query);
}
