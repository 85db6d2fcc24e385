import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { municipalityCodes } from './queries.ts';

/** An entry on a list. */
export interface EntryTeaser {
  slug: string;
  title: string;
  one_liner: string;
  organisation: string | null;
  municipalities: string[];
  nationwide: boolean;
  start_date: string | null;
  end_date: string | null;
}

export async function listNewestEntries(db: Db, limit: number): Promise<EntryTeaser[]> {
  return teasers(db)
    .where('entries.state', '=', 'published')
    .orderBy('entries.published_at', 'desc')
    .orderBy('entries.id', 'desc')
    .limit(limit)
    .execute();
}

/** The published ones among `ids`, in the order of `ids`. */
export async function listTeasers(db: Db, ids: number[]): Promise<EntryTeaser[]> {
  if (!ids.length) return [];
  return teasers(db)
    .where('entries.state', '=', 'published')
    .where('entries.id', 'in', ids)
    .orderBy(sql`array_position(${ids}::int[], entries.id)`)
    .execute();
}

/** How many published entries each area has, by slug. */
export async function countEntriesByArea(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('entries')
    .innerJoin('revision_terms', 'revision_terms.revision_id', 'entries.published_revision_id')
    .innerJoin('terms', 'terms.id', 'revision_terms.term_id')
    .where('entries.state', '=', 'published')
    .where('terms.vocabulary', '=', 'areas')
    .groupBy('terms.slug')
    .select(['terms.slug', sql<number>`count(*)::int`.as('count')])
    .execute();
  return new Map(rows.map(({ slug, count }) => [slug, count]));
}

export async function countPublished(
  db: Db,
): Promise<{ entries: number; municipalities: number; organisations: number }> {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .leftJoin('revision_municipalities as place', 'place.revision_id', 'revision.id')
    .where('entries.state', '=', 'published')
    .select([
      sql<number>`count(distinct entries.id)::int`.as('entries'),
      sql<number>`count(distinct place.municipality_code)::int`.as('municipalities'),
      sql<number>`count(distinct revision.organisation_id)::int`.as('organisations'),
    ])
    .executeTakeFirstOrThrow();
}

function teasers(db: Db) {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .leftJoin('organisations', 'organisations.id', 'revision.organisation_id')
    .select(['entries.slug', 'revision.title', 'revision.one_liner', 'organisations.name as organisation'])
    .select(['revision.nationwide', 'revision.start_date', 'revision.end_date'])
    .select(municipalityCodes.as('municipalities'));
}
