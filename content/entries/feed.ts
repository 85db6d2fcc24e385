import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** What a feed tells of an entry. */
export interface FeedEntry {
  slug: string;
  title: string;
  one_liner: string;
  /** Markdown. */
  summary: string;
  organisation: string | null;
  published_at: Date;
  /** When readers were last given something new; a minor change is not. */
  updated_at: Date;
  /** What was new; empty for an entry that is new itself. */
  change_note: string;
}

/** The published entries with the latest news, the latest first; only those of `ids` where they are given. */
export async function listFeedEntries(db: Db, limit: number, ids?: number[]): Promise<FeedEntry[]> {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .leftJoin('organisations', 'organisations.id', 'revision.organisation_id')
    .leftJoin(
      (from) =>
        from
          .selectFrom('publications')
          .select(['entry_id', 'published_at', 'change_note'])
          .distinctOn('entry_id')
          .where('kind', '=', 'major')
          .where('published_at', 'is not', null)
          .orderBy('entry_id')
          .orderBy('published_at', 'desc')
          .orderBy('id', 'desc')
          .as('news'),
      (join) => join.onRef('news.entry_id', '=', 'entries.id'),
    )
    .select(['entries.slug', 'revision.title', 'revision.one_liner', 'revision.summary'])
    .select(['organisations.name as organisation', sql<Date>`entries.published_at`.as('published_at')])
    .select(sql<Date>`greatest(entries.published_at, news.published_at)`.as('updated_at'))
    .select(sql<string>`coalesce(news.change_note, '')`.as('change_note'))
    .where('entries.state', '=', 'published')
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`entries.id = any(${ids}::int[])`))
    .orderBy('updated_at', 'desc')
    .orderBy('entries.id', 'desc')
    .limit(limit)
    .execute();
}

/** The address of a published entry, and when what stands there last changed. */
export interface SitemapEntry {
  id: number;
  slug: string;
  updated_at: Date;
}

/** The next `limit` published entries after the id `afterId`. */
export async function listSitemapEntries(db: Db, afterId: number, limit: number): Promise<SitemapEntry[]> {
  return db
    .selectFrom('entries')
    .select(['id', 'slug', 'updated_at'])
    .where('state', '=', 'published')
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The ids after which each part of `size` published entries begins; one part at least. */
export async function listSitemapParts(db: Db, size: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select id, row_number() over (order by id) as number from entries where state = 'published') as published
    where number % ${size} = 0 and number < (select count(*) from entries where state = 'published')
    order by id`.execute(db);
  return [0, ...rows.map(({ id }) => id)];
}
