import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { refuseRetiredTerms } from '../terms/current-terms.ts';
import type { EntryContent, Organisation } from './entry.ts';
import { eachText } from './fields.ts';

/** What an entry says from now on. Each entry at most once. */
export interface EntryText {
  entryId: number;
  content: EntryContent;
}

/** Adds a revision to each entry, with the attachments that it has now; returns the revisions' ids by entry. */
export async function writeRevisions(tx: Db, texts: EntryText[], taxonomy: Taxonomy): Promise<Map<number, number>> {
  const revisionIds = await insertRevisions(tx, texts, taxonomy);
  await insertTermsAndPlaces(tx, texts, revisionIds, taxonomy);
  await refuseRetiredTerms(tx, [...revisionIds.values()]);
  await sql`
    insert into revision_attachments (revision_id, attachment_id)
    select revision.id, attachments.id from entry_revisions as revision
    join attachments on attachments.entry_id = revision.entry_id and attachments.removed_at is null
    where revision.id = any(${[...revisionIds.values()]}::int[])`.execute(tx);
  return revisionIds;
}

async function insertRevisions(tx: Db, texts: EntryText[], taxonomy: Taxonomy): Promise<Map<number, number>> {
  const organisationIds = await ensureOrganisations(tx, texts, taxonomy);
  const numbers = await nextRevisionNumbers(tx, texts);
  const rows = await tx
    .insertInto('entry_revisions')
    .values(
      texts.map(({ entryId, content }) => {
        const { name, phone, email, organisation } = content.contact;
        return {
          entry_id: entryId,
          number: numbers.get(entryId) ?? 1,
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
  return new Map(rows.map(({ id, entry_id }) => [entry_id, id]));
}

async function nextRevisionNumbers(tx: Db, texts: EntryText[]): Promise<Map<number, number>> {
  const rows = await tx
    .selectFrom('entry_revisions')
    .select(['entry_id', sql<number>`max(number) + 1`.as('next')])
    .where(
      'entry_id',
      'in',
      texts.map(({ entryId }) => entryId),
    )
    .groupBy('entry_id')
    .execute();
  return new Map(rows.map(({ entry_id, next }) => [entry_id, next]));
}

const organisationKey = ({ name, type }: Organisation) => `${type} ${name}`;

/** Makes the organisations that are new; returns their ids by type and name. */
async function ensureOrganisations(tx: Db, texts: EntryText[], taxonomy: Taxonomy): Promise<Map<string, number>> {
  const organisations = new Map<string, { name: string; type_id: number }>();
  for (const { organisation } of texts.map(({ content }) => content)) {
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
  texts: EntryText[],
  revisionIds: Map<number, number>,
  taxonomy: Taxonomy,
): Promise<void> {
  const terms = texts.flatMap(({ entryId, content }) =>
    (['areas', 'methods', 'target_groups'] as const).flatMap((vocabulary) =>
      content[vocabulary].map((term) => ({
        revision_id: revisionIds.get(entryId) as number,
        term_id: taxonomy.term(vocabulary, term)?.id as number,
      })),
    ),
  );
  const places = texts.flatMap(({ entryId, content }) =>
    content.municipalities.map((municipality_code) => ({
      revision_id: revisionIds.get(entryId) as number,
      municipality_code,
    })),
  );
  if (terms.length) await tx.insertInto('revision_terms').values(terms).execute();
  if (places.length) await tx.insertInto('revision_municipalities').values(places).execute();
}
