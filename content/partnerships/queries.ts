import { sql } from 'kysely';
import type { Db, PartnershipState } from '../db/schema.ts';

/** A partnership without what belongs to it. */
export interface Partnership {
  id: number;
  slug: string;
  programmeId: number;
  /** The programme's name. */
  programme: string;
  name: string;
  summary: string;
  /** Days as yyyy-mm-dd. */
  startDate: string;
  endDate: string;
  contact: { name: string; phone: string; email: string; organisation: string };
  state: PartnershipState;
  /** Invented, to show how the site works. */
  demonstration: boolean;
  /** Grows with each save. */
  version: number;
  updatedAt: Date;
}

export async function findPartnership(db: Db, id: number): Promise<Partnership | undefined> {
  const row = await partnerships(db).where('partnerships.id', '=', id).executeTakeFirst();
  return row && toPartnership(row);
}

/** What a reader may know of the address `slug`: a partnership from its first signed contract on. */
export async function findPublicPartnership(db: Db, slug: string): Promise<Partnership | undefined> {
  if (slug.includes('\0')) return undefined; // Postgres refuses even to compare with it
  const row = await partnerships(db)
    .where('partnerships.slug', '=', slug)
    .where('partnerships.state', '<>', 'draft')
    .executeTakeFirst();
  return row && toPartnership(row);
}

/** A partnership on the list for readers. */
export interface ListedPartnership {
  slug: string;
  name: string;
  programmeId: number;
  startDate: string;
  endDate: string;
  state: PartnershipState;
  demonstration: boolean;
  /** Codes. */
  municipalities: string[];
  /** How the ministry judged the goals of the newest year that it has judged; null before the first. */
  judged: { year: number; goals: number; reached: number } | null;
}

/** The partnerships that readers see, real ones first, each in the order of the names. */
export async function listPublicPartnerships(db: Db): Promise<ListedPartnership[]> {
  return db
    .selectFrom('partnerships')
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('annual_assessments')
          .select(['year', 'record'])
          .whereRef('annual_assessments.partnership_id', '=', 'partnerships.id')
          .where('annual_assessments.state', '=', 'sealed')
          .orderBy('year', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .where('partnerships.state', '<>', 'draft')
    .select(['slug', 'name', 'programme_id as programmeId', 'state', 'demonstration'])
    .select(['start_date as startDate', 'end_date as endDate', municipalityCodes.as('municipalities')])
    .select(judgedGoals.as('judged'))
    .orderBy('demonstration')
    .orderBy(sql`lower(name)`)
    .orderBy('partnerships.id')
    .execute();
}

/** Counted where the records are: they hold all figures of a year. */
const judgedGoals = sql<ListedPartnership['judged']>`case when newest.record is not null then jsonb_build_object(
  'year', newest.year, 'goals', jsonb_array_length(newest.record->'goals'),
  'reached', (select count(*) from jsonb_array_elements(newest.record->'goals') as goal
    where goal->>'verdict' = 'reached')) end`;

const municipalityCodes = sql<string[]>`array(select municipality_code from partnership_members
  where partnership_id = partnerships.id and municipality_code is not null order by position)`;

/** The ids of the published entries that came out of a partnership, the newest first. */
export async function listEntryIds(db: Db, partnershipId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('partnership_entries')
    .innerJoin('entries', 'entries.id', 'partnership_entries.entry_id')
    .select('entries.id')
    .where('partnership_id', '=', partnershipId)
    .where('entries.state', '=', 'published')
    .orderBy('entries.published_at', 'desc')
    .orderBy('entries.id', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}

/** What stands in the sitemap: invented ones do not. */
export async function listSitemapPartnerships(db: Db): Promise<{ slug: string }[]> {
  return db
    .selectFrom('partnerships')
    .select('slug')
    .where('state', '<>', 'draft')
    .where('demonstration', '=', false)
    .orderBy('slug')
    .execute();
}

function partnerships(db: Db) {
  return db
    .selectFrom('partnerships')
    .innerJoin('programmes', 'programmes.id', 'partnerships.programme_id')
    .select(['partnerships.id', 'partnerships.slug', 'programme_id as programmeId', 'programmes.name as programme'])
    .select(['partnerships.name', 'summary', 'partnerships.state', 'demonstration', 'partnerships.version'])
    .select(['partnerships.start_date as startDate', 'partnerships.end_date as endDate'])
    .select(['contact_name', 'contact_phone', 'contact_email', 'contact_organisation'])
    .select('partnerships.updated_at as updatedAt');
}

type Row = Awaited<ReturnType<ReturnType<typeof partnerships>['execute']>>[number];

function toPartnership(row: Row): Partnership {
  const { contact_name, contact_phone, contact_email, contact_organisation, ...rest } = row;
  return {
    ...rest,
    contact: { name: contact_name, phone: contact_phone, email: contact_email, organisation: contact_organisation },
  };
}
