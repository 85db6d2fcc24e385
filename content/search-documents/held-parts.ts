import { type RawBuilder, sql } from 'kysely';

/** Something that a document holds or not. */
export interface Part {
  /** Text of a tsquery. */
  matching: string;
  weight: number;
}

/** The table `parts`: documents by `id` with the weight of all parts that they `held`, read off the index alone. */
export function heldParts(parts: Part[]): RawBuilder<unknown> {
  const each = parts.map(
    ({ matching, weight }) =>
      sql`select id, ${weight}::float8 as weight from search_documents_matching(${matching}::tsquery) as id`,
  );
  const none = sql`select null::int as id, 0::float8 as weight where false`;
  return sql`(
    select id, sum(weight) as held from (${each.length ? sql.join(each, sql` union all `) : none}) as part group by id
  ) as parts`;
}
