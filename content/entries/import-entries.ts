import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { EntryContent, Organisation } from './entry.ts';
import type { ImportedEntry } from './exchange.ts';
import { eachText } from './fields.ts';
import { findEntriesBySlug, type StoredEntry } from './queries.ts';

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
    const revisionIds = await insertRevisions(tx, changed, ids, taxonomy);
    await insertTermsAndPlaces(tx, changed, revisionIds, taxonomy);
    await showRevisions(tx, changed, revisionIds);
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

/** Adds a revision to each entry; returns the revisions' ids by slug. */
async function insertRevisions(
  tx: Db,
  entries: ImportedEntry[],
  ids: Map<string, number>,
  taxonomy: Taxonomy,
): Promise<Map<string, number>> {
  const organisationIds = await ensureOrganisations(tx, entries, taxonomy);
  const numbers = await nextRevisionNumbers(tx, [...ids.values()]);
  const slugs = new Map([...ids].map(([slug, id]) => [id, slug]));
  const rows = await tx
    .insertInto('entry_revisions')
    .values(
      entries.map(({ slug, content }) => {
        const id = ids.get(slug) as number;
        const { name, phone, email, organisation } = content.contact;
        return {
          entry_id: id,
          number: numbers.get(id) ?? 1,
          title: content.title,
          one_liner: content.one_liner,
          ...eachText((field) => content[field]),
          nationwide: content.nationwide,
          organisation_id: (content.organisation && organisationIds.get(organisationKey(content.organisation))) ?? null,
          start_date: content.start_date,
          end_date: content.end_date,
          language: content.language,
          contact_name: name,
          contact_phone: phone,
          contact_email: email,
          contact_organisation: organisation,
          links: JSON.stringify(content.links),
        };
      }),
    )
    .returning(['id', 'entry_id'])
    .execute();
  return new Map(rows.map(({ id, entry_id }) => [slugs.get(entry_id) as string, id]));
}

async function nextRevisionNumbers(tx: Db, entryIds: number[]): Promise<Map<number, number>> {
  const rows = await tx
    .selectFrom('entry_revisions')
    .select(['entry_id', sql<number>`max(number) + 1`.as('next')])
    .where('entry_id', 'in', entryIds)
    .groupBy('entry_id')
    .execute();
  return new Map(rows.map(({ entry_id, next }) => [entry_id, next]));
}

const organisationKey = ({ name, type }: Organisation) => `${type} ${name}`;

/** Makes the organisations that are new; returns their ids by type and name. */
async function ensureOrganisations(tx: Db, entries: ImportedEntry[], taxonomy: Taxonomy): Promise<Map<string, number>> {
  const organisations = new Map<string, { name: string; type_id: number }>();
  for (const { organisation } of entries.map(({ content }) => content)) {
    const type = organisation && taxonomy.term('organisation_types', organisation.type);
    if (type) organisations.set(organisationKey(organisation), { name: organisation.name, type_id: type.id });
  }
  if (!organisations.size) return new Map();
  const values = [...organisations.values()];
  await tx
    .insertInto('organisations')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await tx
    .selectFrom('organisations')
    .innerJoin('terms', 'terms.id', 'organisations.type_id')
    .select(['organisations.id', 'organisations.name', 'terms.slug as type'])
    .where(
      'organisations.name',
      'in',
      values.map(({ name }) => name),
    )
    .execute();
  return new Map(rows.map((row) => [organisationKey(row), row.id]));
}

async function insertTermsAndPlaces(
  tx: Db,
  entries: ImportedEntry[],
  revisionIds: Map<string, number>,
  taxonomy: Taxonomy,
): Promise<void> {
  const terms = entries.flatMap(({ slug, content }) =>
    (['areas', 'methods', 'target_groups'] as const).flatMap((vocabulary) =>
      content[vocabulary].map((term) => ({
        revision_id: revisionIds.get(slug) as number,
        term_id: taxonomy.term(vocabulary, term)?.id as number,
      })),
    ),
  );
  const places = entries.flatMap(({ slug, content }) =>
    content.municipalities.map((municipality_code) => ({
      revision_id: revisionIds.get(slug) as number,
      municipality_code,
    })),
  );
  if (terms.length) await tx.insertInto('revision_terms').values(terms).execute();
  if (places.length) await tx.insertInto('revision_municipalities').values(places).execute();
}

/** Makes the new revisions the entries' newest ones and, where published, the ones that readers see. */
async function showRevisions(tx: Db, entries: ImportedEntry[], revisionIds: Map<string, number>): Promise<void> {
  const rows = entries.map(({ slug, status, created_at, published_at }) => ({
    slug,
    status,
    created_at,
    published_at,
    revision_id: revisionIds.get(slug),
  }));
  await sql`
    update entries set
      latest_revision_id = row.revision_id,
      published_revision_id = case when row.status = 'published' then row.revision_id else published_revision_id end,
      state = case when entries.state = 'published' and row.status <> 'withdrawn' then entries.state else row.status end,
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
}
