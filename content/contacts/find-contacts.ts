import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** Somebody named as a contact; two spellings are two. */
export interface ContactPerson {
  name: string;
  email: string;
}

export interface FoundContact extends ContactPerson {
  phone: string;
  organisation: string;
  /** Where she stands, be it in an old revision, a draft, or what a municipality that tried it told. */
  entries: { id: number; title: string }[];
  /** Those whose contact she is. */
  partnerships: { id: number; name: string }[];
}

const MOST = 50;

/** Every place where a contact stands: in an entry, or as that of a partnership. */
export const contactPlaces = sql`(
  select entry_id, null::int as partnership_id, contact_name as name, contact_email as email, contact_phone as phone,
    contact_organisation as organisation from entry_revisions
  union all
  select entry_id, null, fields->>'contact_name', fields->>'contact_email', fields->>'contact_phone',
    fields->>'contact_organisation' from entry_drafts where fields is not null
  union all
  select entry_id, null, contact_name, contact_email, contact_phone, '' from trials
  union all
  select null, id, contact_name, contact_email, contact_phone, contact_organisation from partnerships)`;

/** Contacts whose name or e-mail holds `text`, by name. */
export async function findContacts(db: Db, text: string): Promise<FoundContact[]> {
  const { rows } = await sql<FoundContact>`
    select min(place.name) as name, min(place.email) as email,
      coalesce(max(place.phone), '') as phone, coalesce(max(place.organisation), '') as organisation,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title) order by title, id), '[]') from (
        select entries.id, coalesce(entry_drafts.fields->>'title', revision.title, '') as title from entries
        left join entry_revisions as revision on revision.id = entries.latest_revision_id
        left join entry_drafts on entry_drafts.entry_id = entries.id
        where entries.id = any(array_agg(place.entry_id))) as named) as entries,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', partnerships.name) order by partnerships.name, id), '[]')
        from partnerships where id = any(array_agg(place.partnership_id))) as partnerships
    from ${contactPlaces} as place
    where strpos(lower(place.name), lower(${text})) > 0 or strpos(lower(place.email), lower(${text})) > 0
    group by lower(place.name), lower(place.email)
    order by 1, 2
    limit ${MOST}`.execute(db);
  return rows;
}
