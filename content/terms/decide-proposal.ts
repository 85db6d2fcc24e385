import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { NotFound, Refused } from '../refusal.ts';
import { auditNewTerm, insertTerm } from './add-term.ts';
import {
  auditTerm,
  demandEditor,
  isSameLabel,
  listCurrentTerms,
  lockVocabularies,
  type TermText,
} from './current-terms.ts';
import { giveMethod } from './give-method.ts';

/**
 * Takes a proposed method into the vocabulary, as it was proposed or with other words, and gives it to the entry it was
 * proposed for. Words that a method already has mean that one. Returns the method's slug.
 */
export async function approveProposal(db: Kysely<Schema>, acting: Acting, id: number, text: TermText): Promise<string> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    const entryId = await lockProposal(tx, id);
    await lockVocabularies(tx);
    const methods = await listCurrentTerms(tx, 'methods');
    const known = methods.find(({ label }) => isSameLabel(label, text.label));
    const added = known ? undefined : await insertTerm(tx, 'methods', text);
    const method = (known ?? added) as { id: number; slug: string };
    await giveMethod(tx, acting, entryId, method);
    await decide(tx, acting, id, { outcome: 'approved', term_id: method.id });
    if (added) await auditNewTerm(tx, acting, 'methods', added);
    await auditTerm(tx, acting, 'approve', method.id, { after: { proposal: id, entry: entryId } });
    return method.slug;
  });
}

/** Turns a proposal down; its author is told why. */
export async function rejectProposal(db: Kysely<Schema>, acting: Acting, id: number, reason: string): Promise<void> {
  demandEditor(acting);
  await db.transaction().execute(async (tx) => {
    const entryId = await lockProposal(tx, id);
    await decide(tx, acting, id, { outcome: 'rejected', reason });
    await audit(tx, acting, {
      action: 'term.reject',
      objectType: 'entry',
      objectId: entryId,
      after: { proposal: id },
      reason,
    });
  });
}

/** Locks the proposal and its entry, whose id it returns. */
async function lockProposal(tx: Db, id: number): Promise<number> {
  const proposal = await tx
    .selectFrom('term_proposals')
    .innerJoin('entries', 'entries.id', 'term_proposals.entry_id')
    .select(['entry_id', 'outcome'])
    .where('term_proposals.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!proposal) throw new NotFound(`No proposal ${id}`);
  if (proposal.outcome) throw new Refused([{ field: '', message: 'Der er allerede taget stilling til forslaget.' }]);
  return proposal.entry_id;
}

async function decide(
  tx: Db,
  { actor }: Acting,
  id: number,
  decision: { outcome: 'approved'; term_id: number } | { outcome: 'rejected'; reason: string },
): Promise<void> {
  await tx
    .updateTable('term_proposals')
    .set({ ...decision, decided_by: actor?.id ?? null, decided_at: new Date() })
    .where('id', '=', id)
    .execute();
}
