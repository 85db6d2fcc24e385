import { type RawBuilder, sql } from 'kysely';
import type { Db, Vocabulary } from '../db/schema.ts';
import { isCurrent } from '../terms/current-terms.ts';
import type { EntryRecord } from './entry.ts';
import { eachText, textFields } from './fields.ts';
import {
  type Assessed,
  assessedEntries,
  entryVersion,
  publishedVersions,
  toAssessed,
  triedEntries,
} from './outcomes.ts';

/** An entry with one of its revisions, as the exchange format holds it. */
export interface StoredEntry extends EntryRecord {
  id: number;
  /** Changes with the text, and with what came of the effort elsewhere. */
  version: string;
  updated_at: string;
  /** Since when nobody has vouched for the entry; null while somebody does. */
  unconfirmed_since: string | null;
  /** Whether this revision is the one that readers see. */
  isPublishedText: boolean;
  /** In how many municipalities it was tried, as far as readers may know. */
  tried: number;
  assessed: Assessed | null;
}

export interface WithdrawnEntry {
  status: 'withdrawn';
  slug: string;
  withdrawn_at: string;
  reason: string;
}

/** What a reader may know of the address `slug`; undefined when nothing is published there. */
export async function findPublicEntry(db: Db, slug: string): Promise<StoredEntry | WithdrawnEntry | undefined> {
  if (slug.includes('\0')) return undefined; // Postgres refuses even to compare with it
  const entry = await db
    .selectFrom('entries')
    .select(['id', 'state', 'withdrawn_at', 'withdrawal_reason'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (entry?.state === 'withdrawn' && entry.withdrawn_at && entry.withdrawal_reason !== null)
    return {
      status: 'withdrawn',
      slug,
      withdrawn_at: entry.withdrawn_at.toISOString(),
      reason: entry.withdrawal_reason,
    };
  return entry && (await listPublishedEntries(db, [entry.id]))[0];
}

/** The published ones among `ids`, with what readers see, by id. */
export async function listPublishedEntries(db: Db, ids: number[]): Promise<StoredEntry[]> {
  if (!ids.length) return [];
  const rows = await entriesWith(db, revisionIds.published)
    .where('entries.state', '=', 'published')
    .where('entries.id', 'in', ids)
    .execute();
  return rows.map(toStoredEntry);
}

/** The next `limit` published entries after the id `afterId`. */
export async function listPublishedEntriesAfter(db: Db, afterId: number, limit: number): Promise<StoredEntry[]> {
  const rows = await entriesWith(db, revisionIds.published)
    .where('entries.state', '=', 'published')
    .where('entries.id', '>', afterId)
    .limit(limit)
    .execute();
  return rows.map(toStoredEntry);
}

/** The next `limit` entries of an export: the published text, else the newest; nothing of a withdrawn entry. */
export async function listExportedEntriesAfter(db: Db, afterId: number, limit: number): Promise<StoredEntry[]> {
  const rows = await entriesWith(db, revisionIds.exported)
    .where('entries.state', '<>', 'withdrawn')
    .where('entries.id', '>', afterId)
    .limit(limit)
    .execute();
  return rows.map(toStoredEntry);
}

/** The entries at `slugs`, whatever their state, with the newest or the last published text, by slug. */
export async function findEntriesBySlug(
  db: Db,
  slugs: string[],
  revision: 'latest' | 'published',
): Promise<Map<string, StoredEntry>> {
  if (!slugs.length) return new Map();
  const rows = await entriesWith(db, revisionIds[revision]).where('entries.slug', 'in', slugs).execute();
  return new Map(rows.map((row) => [row.slug, toStoredEntry(row)]));
}

/** What one revision says, whether or not anybody may read it. */
export async function findRevision(db: Db, revisionId: number): Promise<StoredEntry | undefined> {
  const row = await entriesWith(db, sql`${revisionId}::int`)
    .whereRef('revision.entry_id', '=', 'entries.id')
    .executeTakeFirst();
  return row && toStoredEntry(row);
}

/** Id and version of each published entry: what the index is compared with. */
export async function listPublishedVersions(db: Db): Promise<{ id: number; version: string }[]> {
  return publishedVersions(db).orderBy('entries.id').execute();
}

export async function countEntries(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('entries')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const revisionIds = {
  published: sql<number>`entries.published_revision_id`,
  latest: sql<number>`entries.latest_revision_id`,
  exported: sql<number>`
    case entries.state when 'published' then entries.published_revision_id else entries.latest_revision_id end`,
};

export const municipalityCodes = sql<string[]>`array(
  select municipality_code from revision_municipalities where revision_id = revision.id order by municipality_code)`;

const termSlugs = (vocabulary: Vocabulary) => sql<string[]>`array(
  select terms.slug from revision_terms join terms on terms.id = revision_terms.term_id
  where revision_terms.revision_id = revision.id and terms.vocabulary = ${sql.lit(vocabulary)} and ${isCurrent}
  order by terms.position, terms.id)`;

function entriesWith(db: Db, revisionId: RawBuilder<number>) {
  return db
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', (join) => join.on('revision.id', '=', revisionId))
    .leftJoin('organisations', 'organisations.id', 'revision.organisation_id')
    .leftJoin('terms as organisation_type', 'organisation_type.id', 'organisations.type_id')
    .leftJoin(triedEntries, 'tried_entry.entry_id', 'entries.id')
    .leftJoin(assessedEntries, 'assessed_entry.entry_id', 'entries.id')
    .select(['entries.id', entryVersion.as('version'), 'entries.slug', 'entries.state as status'])
    .select(['entries.created_at', 'entries.published_at', 'entries.updated_at', 'entries.unconfirmed_since'])
    .select(['title', 'one_liner', ...textFields, 'nationwide', 'start_date', 'end_date', 'language', 'links'])
    .select(['contact_name', 'contact_phone', 'contact_email', 'contact_organisation'])
    .select(['organisations.name as organisation_name', 'organisation_type.slug as organisation_type'])
    .select([termSlugs('areas').as('areas'), termSlugs('methods').as('methods')])
    .select([termSlugs('target_groups').as('target_groups'), municipalityCodes.as('municipalities')])
    .select(['tried_entry.tried', 'assessed_entry.verdict', 'assessed_entry.assessed_year'])
    .select(['assessed_entry.partnership_name', 'assessed_entry.partnership_slug'])
    .select(
      sql<boolean>`entries.state = 'published' and revision.id = entries.published_revision_id`.as('is_published_text'),
    )
    .orderBy('entries.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof entriesWith>['execute']>>[number];

function toStoredEntry(row: Row): StoredEntry {
  const { contact_name, contact_phone, contact_email, contact_organisation, organisation_name, organisation_type } =
    row;
  const { id, version, slug, status, title, one_liner, areas, methods, target_groups, municipalities } = row;
  return {
    id,
    version,
    slug,
    title,
    one_liner,
    ...eachText((field) => row[field]),
    areas,
    methods,
    target_groups,
    municipalities,
    nationwide: row.nationwide,
    organisation: organisation_name && organisation_type ? { name: organisation_name, type: organisation_type } : null,
    start_date: row.start_date,
    end_date: row.end_date,
    language: row.language,
    contact: {
      name: contact_name,
      phone: contact_phone,
      email: contact_email,
      organisation: contact_organisation,
    },
    links: row.links,
    created_at: row.created_at.toISOString(),
    published_at: row.published_at?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
    status,
    unconfirmed_since: row.unconfirmed_since?.toISOString() ?? null,
    isPublishedText: row.is_published_text,
    tried: row.tried ?? 0,
    assessed: toAssessed(row),
  };
}
