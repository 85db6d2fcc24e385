import { type Kysely, sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { auditTerm, demandEditor, listCurrentTerms, lockTerm, type TermAddress } from './current-terms.ts';
import { enqueueEntriesWith } from './enqueue-entries.ts';

export type Direction = 'up' | 'down';

/** Lets a term change places with its neighbour. The first stays first, and the last last. */
export async function moveTerm(
  db: Kysely<Schema>,
  acting: Acting,
  address: TermAddress,
  direction: Direction,
): Promise<void> {
  demandEditor(acting);
  await db.transaction().execute(async (tx) => {
    const { id } = await lockTerm(tx, address);
    const ids = (await listCurrentTerms(tx, address.vocabulary)).map((term) => term.id);
    const from = ids.indexOf(id);
    const to = direction === 'up' ? from - 1 : from + 1;
    const neighbour = ids[to];
    if (neighbour === undefined) return;
    [ids[from], ids[to]] = [neighbour, id];
    await sql`
      update terms set position = wanted.position
      from unnest(${ids}::int[]) with ordinality as wanted(id, position)
      where terms.id = wanted.id and terms.position <> wanted.position`.execute(tx);
    // An entry shows its terms in this order, so only those that carry both look different.
    await enqueueEntriesWith(tx, [id, neighbour]);
    await auditTerm(tx, acting, 'move', id, { before: { place: from + 1 }, after: { place: to + 1 } });
  });
}
