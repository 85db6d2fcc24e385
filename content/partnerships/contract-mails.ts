import type { Acting } from '../audit.ts';
import type { Db, Side } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import type { Contract } from './contracts.ts';
import { otherSide } from './lock-contract.ts';
import { listUsers, mailAll } from './partnership-mails.ts';

/** Tells the other side that it is their turn. `occasion` happens once, so that its mail is sent once. */
export async function mailOtherSide(
  tx: Db,
  acting: Acting,
  { partnershipId, number, turn }: Contract,
  occasion: string,
  { message = '', signed = false }: { message?: string; signed?: boolean } = {},
): Promise<void> {
  const others = await listSide(tx, acting, partnershipId, otherSide(turn));
  await mailAll(tx, others, partnershipId, occasion, 'contract_turn', { number, from: turn, message, signed });
}

/** Tells both sides that the contract holds. */
export async function mailSigned(
  tx: Db,
  acting: Acting,
  { id: contractId, partnershipId, number, effectiveFrom }: Contract,
): Promise<void> {
  const { name, slug } = await tx
    .selectFrom('partnerships')
    .select(['name', 'slug'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const data = { partnership: name, slug, number, effectiveFrom };
  for (const side of ['partnership', 'ministry'] as const)
    for (const { id, email } of await listSide(tx, acting, partnershipId, side))
      await enqueueMail(tx, {
        key: `contract_signed:${contractId}:${id}`,
        recipient: email,
        template: 'contract_signed',
        data,
      });
}

/** Tells the other side that the renegotiation was given up. */
export async function mailAbandoned(
  tx: Db,
  acting: Acting,
  { id: contractId, partnershipId, turn, reason }: Contract,
): Promise<void> {
  const others = await listSide(tx, acting, partnershipId, otherSide(turn));
  const occasion = `contract_abandoned:${contractId}`;
  await mailAll(tx, others, partnershipId, occasion, 'contract_abandoned', { from: turn, reason });
}

/**
 * Who writes for the partnership, or else all who negotiate for the ministry, except the one who acts; never somebody for
 * both.
 */
async function listSide(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  side: Side,
): Promise<{ id: number; email: string }[]> {
  const users = await listUsers(tx, partnershipId);
  return users.filter(({ id, role, writesFor }) => {
    if (id === actor?.id) return false;
    return side === 'partnership' ? writesFor !== null : writesFor === null && ['consultant', 'editor'].includes(role);
  });
}
