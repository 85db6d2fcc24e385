import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Contact } from '../entries/entry.ts';

/**
 * Puts another contact in the place of the published one, wherever that one stands in the texts that will be read: what
 * is published, the newest revision and what is being written. A text in which an author has named somebody else keeps
 * that. Whoever has a form open must look again before saving.
 */
export async function changeContact(tx: Db, entryId: number, contact: Contact): Promise<void> {
  const { name, phone, email, organisation } = contact;
  const fields = {
    contact_name: name,
    contact_phone: phone,
    contact_email: email,
    contact_organisation: organisation,
  };
  const { contact_email: old } = await tx
    .selectFrom('entries')
    .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
    .select('revision.contact_email')
    .where('entries.id', '=', entryId)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('entry_revisions')
    .set(fields)
    .where('entry_id', '=', entryId)
    .where(sql<boolean>`lower(contact_email) = lower(${old})`)
    .where(
      sql<boolean>`id in (select unnest(array[published_revision_id, latest_revision_id]) from entries where id = ${entryId})`,
    )
    .execute();
  await tx
    .updateTable('entry_drafts')
    .set({ fields: sql`fields || ${JSON.stringify(fields)}::jsonb` })
    .where('entry_id', '=', entryId)
    .where(sql<boolean>`lower(fields->>'contact_email') = lower(${old})`)
    .execute();
  await outdateForms(tx, [entryId]);
}

/** From now on a save from a form that was opened before is refused, with both texts shown. */
export async function outdateForms(tx: Db, entryIds: number[]): Promise<void> {
  await tx
    .insertInto('entry_drafts')
    .values(entryIds.map((entry_id) => ({ entry_id, version: 1, fields: null })))
    .onConflict((conflict) => conflict.column('entry_id').doUpdateSet({ version: sql`entry_drafts.version + 1` }))
    .execute();
}
