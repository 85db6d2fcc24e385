import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { heldParts } from './held-parts.ts';

/** What related entries have in common. */
export interface Kinship {
  /** Each the text of a tsquery. */
  words: string[];
  /** As `facet:value`; one at least is shared. */
  facets: string[];
}

/** Published entries that share a facet value and a word: those with the most words first, then with the most values. */
export async function findRelatedDocuments(
  db: Db,
  { words, facets }: Kinship,
  exceptId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select entries.id
    from ${heldParts(words.map((matching) => ({ matching, weight: 1 })))}
    join search_documents as document on document.entry_id = parts.id
    join entries on entries.id = parts.id and entries.state = 'published'
    where document.facets && ${facets}::text[] and entries.id <> ${exceptId}
    order by
      parts.held desc,
      (select count(*) from unnest(document.facets) as value where value = any(${facets}::text[])) desc,
      entries.published_at desc nulls last, entries.id desc
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
