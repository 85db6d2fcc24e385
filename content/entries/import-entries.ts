import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { EntryContent } from './entry.ts';
import type { ImportedEntry } from './exchange.ts';
import { findEntriesBySlug, type StoredEntry } from './queries.ts';
import { writeRevisions } from './write-revisions.ts';

/** What an imported withdrawal is explained with: the exchange format has no place for a reason. */
const IMPORTED_WITHDRAWAL = 'Trukket tilbage ved import.';

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Writes one batch of checked entries, each slug at most once: new ones are made, known ones get a new revision if
 * anything differs. An unpublished text beside a published one leaves that in place.
 */
export async function importBatch(tx: Db, entries: ImportedEntry[], taxonomy: Taxonomy): Promise<ImportCounts> {
  const slugs = entries.map(({ slug }) => slug);
  const latest = await findEntriesBySlug(tx, slugs, 'latest');
  const published = await findEntriesBySlug(tx, slugs, 'published');
  // A published line says nothing about a draft beside, so it is compared with what readers see.
  const changed = entries.filter((entry) => {
    const { slug, status } = entry;
    return differs(entry, (status === 'published' && published.get(slug)) || latest.get(slug));
  });
  const created = changed.filter(({ slug }) => !latest.has(slug));
  if (changed.length) {
    const ids = await insertEntries(tx, created);
    for (const { slug, id } of latest.values()) ids.set(slug, id);
    const texts = changed.map(({ slug, content }) => ({ entryId: ids.get(slug) as number, content }));
    const revisionIds = await writeRevisions(tx, texts, taxonomy);
    await showRevisions(tx, changed, ids, revisionIds);
    await enqueueIndexing(
      tx,
      changed.map(({ slug }) => ids.get(slug) as number),
    );
  }
  return {
    created: created.length,
    updated: changed.length - created.length,
    unchanged: entries.length - changed.length,
  };
}

/** Writes down a whole import as one change by the site: its entries may be thousands. */
export async function auditImport(tx: Db, source: string, { created, updated }: ImportCounts): Promise<void> {
  if (created + updated === 0) return;
  await audit(
    tx,
    { actor: null, requestId: '' },
    {
      action: 'entry.import',
      objectType: 'import',
      objectId: source,
      after: { created, updated },
    },
  );
}

function differs(
  { content, status, created_at, published_at }: ImportedEntry,
  stored: StoredEntry | undefined,
): boolean {
  if (!stored) return true;
  const becomesVisible = status === 'published' && !stored.isPublishedText;
  const leavesItsState = status !== stored.status && (stored.status !== 'published' || status === 'withdrawn');
  if (becomesVisible || leavesItsState) return true;
  if (created_at && created_at !== stored.created_at) return true;
  if (published_at && published_at !== stored.published_at) return true;
  return Object.entries(content).some(
    ([field, value]) => !isDeepStrictEqual(value, stored[field as keyof EntryContent]),
  );
}

/** Makes the entries without text yet; returns their ids by slug. */
async function insertEntries(tx: Db, entries: ImportedEntry[]): Promise<Map<string, number>> {
  if (!entries.length) return new Map();
  const rows = await tx
    .insertInto('entries')
    .values(entries.map(({ slug }) => ({ slug, state: 'draft' as const })))
    .returning(['id', 'slug'])
    .execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** Makes the new revisions the entries' newest ones and, where published, the ones that readers see. */
async function showRevisions(
  tx: Db,
  entries: ImportedEntry[],
  ids: Map<string, number>,
  revisionIds: Map<number, number>,
): Promise<void> {
  const rows = entries.map(({ slug, status, created_at, published_at }) => ({
    slug,
    status,
    created_at,
    published_at,
    revision_id: revisionIds.get(ids.get(slug) as number),
  }));
  await sql`
    update entries set
      latest_revision_id = row.revision_id,
      published_revision_id = case when row.status = 'published' then row.revision_id else published_revision_id end,
      state = case when entries.state = 'published' and row.status <> 'withdrawn' then entries.state else row.status end,
      pending = case
        when row.status = 'withdrawn' then null
        when entries.state = 'published' and row.status <> 'published' then row.status
        when row.status = 'published' and exists (
          select from entry_drafts where entry_id = entries.id and fields is not null) then 'draft'
        else pending end,
      version = version + 1,
      created_at = coalesce(row.created_at, entries.created_at),
      updated_at = now(),
      published_at = coalesce(
        row.published_at, entries.published_at, case when row.status = 'published' then now() end),
      withdrawn_at = case when row.status = 'withdrawn' then now() end,
      withdrawal_reason = case when row.status = 'withdrawn' then ${IMPORTED_WITHDRAWAL}::text end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
      slug text, status text, created_at timestamptz, published_at timestamptz, revision_id integer)
    where entries.slug = row.slug`.execute(tx);
  await recordPublications(tx, [...revisionIds.values()]);
  await alignReviews(tx, [...revisionIds.keys()]);
}

/** An imported text takes the place of one under review or planned; one that is imported as submitted awaits review. */
async function alignReviews(tx: Db, entryIds: number[]): Promise<void> {
  await sql`delete from publications where published_at is null and entry_id = any(${entryIds}::int[])`.execute(tx);
  await sql`
    update reviews set outcome = 'recalled', closed_at = now()
    where outcome is null and entry_id = any(${entryIds}::int[])`.execute(tx);
  await sql`
    insert into reviews (entry_id, revision_id)
    select id, latest_revision_id from entries
    where 'submitted' in (state, pending) and id = any(${entryIds}::int[])`.execute(tx);
}

/** The first text that readers see is news; what an import changes later is not. */
async function recordPublications(tx: Db, revisionIds: number[]): Promise<void> {
  await sql`
    insert into publications (entry_id, revision_id, kind, due_at, published_at)
    select id, published_revision_id,
      case when exists (select from publications where entry_id = entries.id) then 'minor' else 'major' end,
      at, at
    from entries, lateral (
      select case when exists (select from publications where entry_id = entries.id) then now()
        else entries.published_at end as at) as moment
    where state = 'published' and published_revision_id = any(${revisionIds}::int[])`.execute(tx);
}
