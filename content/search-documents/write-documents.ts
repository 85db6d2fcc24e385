import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** What search knows of a published entry. */
export interface SearchDocument {
  entryId: number;
  version: string;
  /** The text of a tsvector. */
  words: string;
  /** Each as `facet:value`, without spaces. */
  facets: string[];
  titleOrder: string;
}

/** Writes the documents. One that is so already stays untouched, and an entry that is no more gets none. */
export async function writeSearchDocuments(db: Db, documents: SearchDocument[]): Promise<void> {
  if (!documents.length) return;
  const column = <T>(value: (document: SearchDocument) => T) => documents.map(value);
  await sql`
    insert into search_documents as kept (entry_id, version, words, facets, title_order)
    select id, made.version, made.words::tsvector, string_to_array(made.facets, ' '), made.title_order
    from unnest(
      ${column(({ entryId }) => entryId)}::int[],
      ${column(({ version }) => version)}::text[],
      ${column(({ words }) => words)}::text[],
      ${column(({ facets }) => facets.join(' '))}::text[],
      ${column(({ titleOrder }) => titleOrder)}::text[]
    ) as made (id, version, words, facets, title_order)
    join entries using (id)
    order by id
    on conflict (entry_id) do update set
      version = excluded.version, words = excluded.words, facets = excluded.facets, title_order = excluded.title_order
    where (kept.version, kept.words, kept.facets, kept.title_order)
      is distinct from (excluded.version, excluded.words, excluded.facets, excluded.title_order)`.execute(db);
}

export async function deleteSearchDocuments(db: Db, entryIds: number[]): Promise<void> {
  if (entryIds.length) await sql`delete from search_documents where entry_id = any(${entryIds}::int[])`.execute(db);
}
