import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { heldParts, type Part } from './held-parts.ts';

/** A search of the documents. What is searched for is text of a tsquery; empty, it asks for nothing. */
export interface DocumentSearch {
  matching: string;
  /** Entries to leave out. */
  exceptIds: number[];
  /** The facets with a choice; its values as `facet:value`. */
  chosen: { facet: string; values: string[] }[];
  order: 'relevance' | 'newest' | 'oldest' | 'title';
  /** What more of stands further up, before `words`. */
  parts: Part[];
  /** The words whose number and place tell how well an entry answers. */
  words: string;
  offset: number;
  limit: number;
}

export interface FoundDocuments {
  total: number;
  /** Those of the page, in their order. */
  ids: number[];
  /** Entries by `facet:value`, the choice in that facet set aside. */
  counts: Record<string, number>;
}

/** How many published entries match, counted no further than `most`. */
export async function countMatchingDocuments(db: Db, matching: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from ${publishedDocuments(matching)} limit ${most}) as counted`.execute(db);
  return rows[0]?.count ?? 0;
}

/** One page of what is found, with the counts of all facets: an entry that misses one choice alone counts in that facet. */
export async function findDocuments(db: Db, search: DocumentSearch): Promise<FoundDocuments> {
  const { rows } = await sql<FoundDocuments>`
    with matched as materialized (
      select entries.id, coalesce(entries.published_at, entries.created_at) as published_at,
        document.title_order, document.words, document.facets, ${missedFacets(search.chosen)} as missed
      from ${publishedDocuments(search.matching)}
      where entries.id <> all(${search.exceptIds}::int[])
    ), counts as (
      select value, count(*) as entries
      from matched, unnest(facets) as value
      where missed = '{}' or missed = array[split_part(value, ':', 1)]
      group by value
    )
    select
      (select count(*)::int from matched where missed = '{}') as total,
      array(
        select matched.id from matched left join ${heldParts(search.parts)} on parts.id = matched.id
        where missed = '{}'
        order by ${ordering(search)} limit ${search.limit} offset ${search.offset}
      ) as ids,
      (select coalesce(jsonb_object_agg(value, entries), '{}') from counts) as counts`.execute(db);
  return rows[0] ?? { total: 0, ids: [], counts: {} };
}

function publishedDocuments(matching: string): RawBuilder<unknown> {
  const found =
    matching && sql`join search_documents_matching(${matching}::tsquery) as found (id) on found.id = entries.id`;
  return sql`
    search_documents as document
    join entries on entries.id = document.entry_id and entries.state = 'published'
    ${found || sql``}`;
}

/** The facets in which an entry has none of the values chosen. */
function missedFacets(chosen: DocumentSearch['chosen']): RawBuilder<string[]> {
  const missed = chosen.map(
    ({ facet, values }) => sql`case when not document.facets && ${values}::text[] then ${facet}::text end`,
  );
  return sql`array_remove(array[${missed.length ? sql.join(missed) : sql``}]::text[], null)`;
}

function ordering({ order, parts, words }: DocumentSearch): RawBuilder<unknown> {
  const newest = sql`published_at desc, matched.id desc`;
  if (order === 'newest') return newest;
  if (order === 'oldest') return sql`published_at, matched.id`;
  if (order === 'title') return sql`title_order collate "C", ${newest}`;
  const held = parts.length ? [sql`parts.held desc nulls last`] : [];
  const rank = words ? [sql`ts_rank(words, ${words}::tsquery) desc`] : [];
  return sql.join([...held, ...rank, newest]);
}
