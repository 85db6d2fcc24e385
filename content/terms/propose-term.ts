import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { lockEntry } from '../entries/entry-subject.ts';
import { Refused } from '../refusal.ts';
import type { Taxonomy } from '../taxonomy.ts';

/** A method that authors of an entry miss, and what came of it. */
export interface MethodProposal {
  label: string;
  outcome: 'approved' | 'rejected' | null;
  /** Why it was rejected. */
  reason: string;
}

export async function listMethodProposals(db: Db, entryId: number): Promise<MethodProposal[]> {
  return db
    .selectFrom('term_proposals')
    .select(['label', 'outcome', 'reason'])
    .where('entry_id', '=', entryId)
    .orderBy('id')
    .execute();
}

/** Asks the editors for a method that is not on the list. */
export async function proposeMethod(
  db: Kysely<Schema>,
  acting: Acting,
  entryId: number,
  { label, description }: { label: string; description: string },
  taxonomy: Taxonomy,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockEntry(tx, entryId, acting.actor, 'entry.edit');
    refuseKnown(label, await listMethodProposals(tx, entryId), taxonomy);
    const { id } = await tx
      .insertInto('term_proposals')
      .values({
        vocabulary: 'methods',
        label,
        description,
        entry_id: entryId,
        proposed_by: acting.actor?.id as number,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, acting, {
      action: 'term.propose',
      objectType: 'entry',
      objectId: entryId,
      after: { proposal: id },
    });
  });
}

function refuseKnown(label: string, proposals: MethodProposal[], taxonomy: Taxonomy): void {
  const isSame = (other: { label: string }) => other.label.toLowerCase() === label.toLowerCase();
  const refuse = (message: string) => {
    throw new Refused([{ field: 'label', message }]);
  };
  if (taxonomy.terms.methods.some(isSame)) refuse(`»${label}« står allerede på listen. Sæt kryds ved den.`);
  if (proposals.some((proposal) => proposal.outcome === null && isSame(proposal)))
    refuse(`»${label}« er allerede foreslået.`);
}
