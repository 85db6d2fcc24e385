import { type Kysely, sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import {
  auditTerm,
  danishYesterday,
  demandEditor,
  listCurrentTerms,
  lockTerm,
  type TermAddress,
} from './current-terms.ts';
import { enqueueEntriesOfType, enqueueEntriesWith } from './enqueue-entries.ts';
import { moveOrganisations } from './move-organisations.ts';

/**
 * Takes a term out of use at once. All that carries it gets the successor instead, and its old addresses lead there;
 * without one it is shown nowhere any more. Returns what it was called.
 */
export async function retireTerm(
  db: Kysely<Schema>,
  acting: Acting,
  address: TermAddress,
  successorSlug: string | null,
): Promise<{ label: string }> {
  demandEditor(acting);
  const isType = address.vocabulary === 'organisation_types';
  return db.transaction().execute(async (tx) => {
    const term = await lockTerm(tx, address);
    const successor = await findSuccessor(tx, address, successorSlug);
    if (!successor) await refuseLoss(tx, address, term.id);
    await tx
      .updateTable('terms')
      .set({ valid_to: danishYesterday, successor_id: successor?.id ?? null })
      .where('id', '=', term.id)
      .execute();
    await (isType ? enqueueEntriesOfType(tx, term.id) : enqueueEntriesWith(tx, [term.id]));
    if (successor) await (isType ? moveOrganisations : moveTexts)(tx, term.id, successor.id);
    await auditTerm(tx, acting, 'retire', term.id, { after: { successor: successor?.slug ?? null } });
    return { label: term.label };
  });
}

async function findSuccessor(tx: Db, { vocabulary, slug }: TermAddress, successorSlug: string | null) {
  if (successorSlug === null) return undefined;
  const others = (await listCurrentTerms(tx, vocabulary)).filter((term) => term.slug !== slug);
  const successor = others.find((term) => term.slug === successorSlug);
  if (!successor) throw new Refused([{ field: 'successor', message: 'Vælg et emneord, der bruges nu.' }]);
  return successor;
}

/** Every entry needs an area, and every organisation a type. */
async function refuseLoss(tx: Db, { vocabulary }: TermAddress, termId: number): Promise<void> {
  const refuse = (message: string) => {
    throw new Refused([{ field: 'successor', message }]);
  };
  if (vocabulary === 'areas' && (await isUsed(tx, 'revision_terms', termId)))
    refuse('Der er erfaringer under området. Vælg, hvilket område de skal høre under.');
  if (vocabulary === 'organisation_types' && (await isUsed(tx, 'organisations', termId)))
    refuse('Der er organisationer af typen. Vælg, hvilken type de skal have.');
}

async function isUsed(tx: Db, table: 'revision_terms' | 'organisations', termId: number): Promise<boolean> {
  const column = sql.ref(table === 'organisations' ? 'type_id' : 'term_id');
  const { rows } = await sql`select from ${sql.table(table)} where ${column} = ${termId} limit 1`.execute(tx);
  return rows.length > 0;
}

async function moveTexts(tx: Db, termId: number, successorId: number): Promise<void> {
  await sql`
    insert into revision_terms (revision_id, term_id)
    select revision_id, ${successorId} from revision_terms where term_id = ${termId}
    on conflict do nothing`.execute(tx);
  await tx.deleteFrom('revision_terms').where('term_id', '=', termId).execute();
}
