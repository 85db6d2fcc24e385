import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** What related entries have in common. */
export interface Kinship {
  /** Text of a tsquery: any of the words. */
  words: string;
  /** As `facet:value`; one at least is shared. */
  facets: string[];
}

/** Published entries that share a facet value and hold some of the words: those with the most words first, then values. */
export async function findRelatedDocuments(
  db: Db,
  { words, facets }: Kinship,
  exceptId: number,
  limit: number,
): Promise<number[]> {
  if (!words || !facets.length) return [];
  const { rows } = await sql<{ id: number }>`
    select entries.id
    from search_documents as document
    join entries on entries.id = document.entry_id and entries.state = 'published'
    where document.facets && ${facets}::text[] and document.words @@ ${words}::tsquery and entries.id <> ${exceptId}
    order by
      -- Without places and weights the rank is the number of words held.
      ts_rank(strip(document.words), ${words}::tsquery) desc,
      (select count(*) from unnest(document.facets) as value where value = any(${facets}::text[])) desc,
      entries.published_at desc nulls last, entries.id desc
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
