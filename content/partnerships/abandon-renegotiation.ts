import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { mailAbandoned } from './contract-mails.ts';
import { listProposals } from './contract-proposals.ts';
import { demandVersion, lockContract } from './lock-contract.ts';

/**
 * Gives up the version that is being renegotiated, for the side whose turn it is: the one that was signed holds on, and
 * another renegotiation can begin. Throws ContractConflict when somebody has saved another text than was seen.
 */
export async function abandonRenegotiation(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { seen }: { seen: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { contract } = await lockContract(tx, partnershipId, acting, 'contract.abandon');
    demandVersion(contract, seen);
    // What one side only wrote stays its own.
    const sent = (await listProposals(tx, contract.id)).at(-1);
    await tx
      .updateTable('result_contracts')
      .set({ state: 'abandoned', abandoned_at: new Date(), abandoned_by: acting.actor?.id ?? null })
      .where('id', '=', contract.id)
      .execute();
    await audit(tx, acting, {
      action: 'contract.abandon',
      objectType: 'contract',
      objectId: contract.id,
      before: { state: contract.state },
      after: { state: 'abandoned', side: contract.turn, number: contract.number },
    });
    await mailAbandoned(tx, acting, { ...contract, reason: sent?.reason ?? contract.reason });
  });
}
