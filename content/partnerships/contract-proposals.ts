import type { Acting } from '../audit.ts';
import type { Db, Side } from '../db/schema.ts';
import type { ContractContent } from './contract.ts';
import type { Contract } from './contracts.ts';

/** A text that one side put before the other, as it was then. */
export interface Proposal {
  id: number;
  side: Side;
  content: ContractContent;
  effectiveFrom: string;
  /** Which precondition changed; empty for the first version. */
  reason: string;
  message: string;
  /** Empty where the user is gone. */
  author: string;
  sentAt: Date;
}

/** The oldest first. */
export async function listProposals(db: Db, contractId: number): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('contract_proposals')
    .leftJoin('users', 'users.id', 'author_id')
    .select(['contract_proposals.id', 'side', 'content', 'effective_from as effectiveFrom', 'reason', 'message'])
    .select(['users.name as author', 'sent_at as sentAt'])
    .where('contract_id', '=', contractId)
    .orderBy('contract_proposals.id')
    .execute();
  return rows.map((row) => ({ ...row, author: row.author ?? '' }));
}

/** Keeps the text as it stands, as what the side whose turn it is puts before the other. */
export async function insertProposal(
  tx: Db,
  { actor }: Acting,
  { id, turn, content, effectiveFrom, reason }: Contract,
  message: string,
): Promise<number> {
  const { id: proposalId } = await tx
    .insertInto('contract_proposals')
    .values({
      contract_id: id,
      side: turn,
      content: JSON.stringify(content),
      effective_from: effectiveFrom,
      reason,
      message,
      author_id: actor?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return proposalId;
}
