import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { demandComplete } from './contract-bounds.ts';
import { mailOtherSide } from './contract-mails.ts';
import { insertProposal } from './contract-proposals.ts';
import { demandVersion, lockContract, otherSide } from './lock-contract.ts';
import { unsigned } from './save-contract.ts';

interface NewProposal {
  message: string;
  /** The version that was seen when it was sent. */
  seen: number;
}

/**
 * Puts the text as it is saved before the other side, whose turn it is then. Whatever was signed must be signed again.
 * Throws ContractConflict when somebody has saved another text than was seen.
 */
export async function proposeContract(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { message, seen }: NewProposal,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { contract } = await lockContract(tx, partnershipId, acting, 'contract.draft');
    demandVersion(contract, seen);
    await demandComplete(tx, contract);
    const proposalId = await insertProposal(tx, acting, contract, message);
    const turn = otherSide(contract.turn);
    await tx
      .updateTable('result_contracts')
      .set({ state: 'negotiation', turn, ...unsigned })
      .where('id', '=', contract.id)
      .execute();
    await audit(tx, acting, {
      action: 'contract.propose',
      objectType: 'contract',
      objectId: contract.id,
      before: { state: contract.state, turn: contract.turn },
      after: { state: 'negotiation', turn, proposal: proposalId },
    });
    await mailOtherSide(tx, acting, contract, `contract_turn:${proposalId}`, { message });
  });
}
