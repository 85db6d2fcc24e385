import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { demandComplete } from './contract-bounds.ts';
import { mailOtherSide, mailSigned } from './contract-mails.ts';
import { insertProposal, listProposals } from './contract-proposals.ts';
import type { Contract } from './contracts.ts';
import { demandVersion, isSameContract, lockContract, otherSide } from './lock-contract.ts';

/**
 * Signs the text on the table for the side whose turn it is. When the other side has signed that very text, the contract
 * is locked and a new partnership begins; else the turn passes. Says whether both have signed.
 * Throws ContractConflict when somebody has saved another text than was seen.
 */
export async function signContract(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { seen }: { seen: number },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { contract } = await lockContract(tx, partnershipId, acting, 'contract.sign');
    demandVersion(contract, seen);
    await demandComplete(tx, contract);
    await demandAnotherPerson(tx, acting, contract);
    await sendUnlessSent(tx, acting, contract);
    const isLast = isSignedByOther(contract);
    await writeSignature(tx, acting, contract, isLast);
    if (isLast) await beginPartnership(tx, partnershipId);
    await audit(tx, acting, {
      action: 'contract.sign',
      objectType: 'contract',
      objectId: contract.id,
      before: { state: contract.state },
      after: { state: isLast ? 'signed' : 'negotiation', side: contract.turn, number: contract.number },
    });
    if (isLast) await mailSigned(tx, acting, contract);
    else
      await mailOtherSide(tx, acting, contract, `contract_signature:${contract.id}:${contract.version}`, {
        signed: true,
      });
    return isLast;
  });
}

function isSignedByOther({ turn, partnershipSignedAt, ministrySignedAt }: Contract): boolean {
  return (turn === 'partnership' ? ministrySignedAt : partnershipSignedAt) !== null;
}

/** Somebody who has moved from one side to the other never signs for both. */
async function demandAnotherPerson(tx: Db, { actor }: Acting, { id }: Contract): Promise<void> {
  const signed = await tx
    .selectFrom('result_contracts')
    .select(['partnership_signed_by', 'ministry_signed_by'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (actor && Object.values(signed).includes(actor.id))
    throw new Refused([
      { field: 'sure', message: 'Du har underskrevet for den anden part. En anden skal underskrive nu.' },
    ]);
}

/** Whoever signs a text that the other side has not seen puts it before them. */
async function sendUnlessSent(tx: Db, acting: Acting, contract: Contract): Promise<void> {
  const last = (await listProposals(tx, contract.id)).at(-1);
  if (!last || !isSameContract(last, contract)) await insertProposal(tx, acting, contract, '');
}

async function writeSignature(tx: Db, { actor }: Acting, { id, turn }: Contract, isLast: boolean): Promise<void> {
  const by = actor?.id ?? null;
  const signature =
    turn === 'partnership'
      ? { partnership_signed_at: new Date(), partnership_signed_by: by }
      : { ministry_signed_at: new Date(), ministry_signed_by: by };
  await tx
    .updateTable('result_contracts')
    .set({ ...signature, turn: otherSide(turn), state: isLast ? 'signed' : 'negotiation' })
    .where('id', '=', id)
    .execute();
}

async function beginPartnership(tx: Db, id: number): Promise<void> {
  await tx
    .updateTable('partnerships')
    .set({ state: 'active', updated_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
}
