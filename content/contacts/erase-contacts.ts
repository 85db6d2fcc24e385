import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { enqueueIndexing } from '../queue.ts';
import { Forbidden } from '../refusal.ts';
import { outdateForms } from './change-contact.ts';
import { type ContactPerson, contactPlaces } from './find-contacts.ts';

/**
 * Forgets contact persons: their details go from every revision, draft, trial and partnership, and nothing more is mailed to
 * them. The audit log says for each that it happened, not who it was. Returns how many entries and partnerships named them.
 */
export async function eraseContacts(db: Kysely<Schema>, acting: Acting, persons: ContactPerson[]): Promise<number> {
  if (!can(acting.actor, 'contact.erase', 'site')) throw new Forbidden('contact.erase');
  return db.transaction().execute(async (tx) => {
    const entryIds = await lockEntriesNaming(tx, persons);
    if (entryIds.length) await eraseFromEntries(tx, entryIds, persons);
    const partnershipIds = await eraseFromPartnerships(tx, persons);
    for (const objectId of entryIds)
      await audit(tx, acting, { action: 'contact.erase', objectType: 'entry', objectId });
    for (const objectId of partnershipIds)
      await audit(tx, acting, { action: 'contact.erase', objectType: 'partnership', objectId });
    return entryIds.length + partnershipIds.length;
  });
}

const nothing = { contact_name: '', contact_phone: '', contact_email: '', contact_organisation: '' };

async function lockEntriesNaming(tx: Db, persons: ContactPerson[]): Promise<number[]> {
  const rows = await tx
    .selectFrom('entries')
    .select('id')
    .where(
      sql<boolean>`id in (select entry_id from ${contactPlaces} as place
        where ${isOneOf(persons, sql`place.name`, sql`place.email`)})`,
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

async function eraseFromEntries(tx: Db, entryIds: number[], persons: ContactPerson[]): Promise<void> {
  await eraseFromTexts(tx, entryIds, persons);
  await eraseFromTrials(tx, entryIds, persons);
  await outdateForms(tx, entryIds);
  await endConfirmations(tx, entryIds, persons);
  await tx.updateTable('entries').set({ version: sql`version + 1` }).where('id', 'in', entryIds).execute();
  await enqueueIndexing(tx, entryIds);
}

/** The new version makes whoever has the form open look again before saving. */
async function eraseFromPartnerships(tx: Db, persons: ContactPerson[]): Promise<number[]> {
  const rows = await tx
    .updateTable('partnerships')
    .set({ ...nothing, version: sql`version + 1` })
    .where(isOneOf(persons, sql`contact_name`, sql`contact_email`))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function eraseFromTexts(tx: Db, entryIds: number[], persons: ContactPerson[]): Promise<void> {
  await tx
    .updateTable('entry_revisions')
    .set(nothing)
    .where('entry_id', 'in', entryIds)
    .where(isOneOf(persons, sql`contact_name`, sql`contact_email`))
    .execute();
  await tx
    .updateTable('entry_drafts')
    .set({ fields: sql`fields || ${JSON.stringify(nothing)}::jsonb` })
    .where('entry_id', 'in', entryIds)
    .where(isOneOf(persons, sql`fields->>'contact_name'`, sql`fields->>'contact_email'`))
    .execute();
}

/** The new version makes whoever has the form open look again before saving. */
async function eraseFromTrials(tx: Db, entryIds: number[], persons: ContactPerson[]): Promise<void> {
  await tx
    .updateTable('trials')
    .set({ contact_name: '', contact_phone: '', contact_email: '', version: sql`version + 1` })
    .where('entry_id', 'in', entryIds)
    .where(isOneOf(persons, sql`contact_name`, sql`contact_email`))
    .execute();
}

/** Nothing more is asked of those who are forgotten, and what contacts of these entries wrote may be about them. */
async function endConfirmations(tx: Db, entryIds: number[], persons: ContactPerson[]): Promise<void> {
  await tx.updateTable('contact_confirmations').set({ note: '' }).where('entry_id', 'in', entryIds).execute();
  const ended = await sql<{ id: number }>`
    update contact_confirmations set answer = 'unanswered', answered_at = now()
    from entries join entry_revisions as revision on revision.id = entries.published_revision_id
    where entries.id = contact_confirmations.entry_id and entries.id = any(${entryIds}::int[])
      and contact_confirmations.answer is null and revision.contact_email = ''
    returning contact_confirmations.id`.execute(tx);
  const keys = ended.rows.map(({ id }) => `confirm:${id}`);
  await sql`
    delete from mail_queue where template = 'confirm_contact' and (
      regexp_replace(key, ':\\d+$', '') = any(${keys}::text[])
      or lower(recipient) in (select lower(email) from ${listed(persons)}))`.execute(tx);
}

/** Whether a contact is one of the persons; names and addresses are compared as the search for contacts does. */
function isOneOf(persons: ContactPerson[], name: RawBuilder<unknown>, email: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from ${listed(persons)}
    where lower(person.name) = lower(${name}) and lower(person.email) = lower(${email}))`;
}

function listed(persons: ContactPerson[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(persons)}::jsonb) as person(name text, email text)`;
}
