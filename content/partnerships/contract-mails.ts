import type { Acting } from '../audit.ts';
import type { Db, Side } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import type { Contract } from './contracts.ts';
import { otherSide } from './lock-contract.ts';
import { listUsers } from './partnership-mails.ts';

/** Tells the other side that it is their turn. `occasion` happens once, so that its mail is sent once. */
export async function mailOtherSide(
  tx: Db,
  { actor }: Acting,
  { partnershipId, number, turn }: Contract,
  occasion: string,
  { message = '', signed = false }: { message?: string; signed?: boolean } = {},
): Promise<void> {
  const { name } = await nameOf(tx, partnershipId);
  const data = { partnership: name, partnershipId, number, from: turn, message, signed };
  for (const { id, email } of await listSide(tx, partnershipId, otherSide(turn)))
    if (id !== actor?.id)
      await enqueueMail(tx, { key: `${occasion}:${id}`, recipient: email, template: 'contract_turn', data });
}

/** Tells both sides that the contract holds. */
export async function mailSigned(
  tx: Db,
  { actor }: Acting,
  { id: contractId, partnershipId, number, effectiveFrom }: Contract,
): Promise<void> {
  const { name, slug } = await nameOf(tx, partnershipId);
  const data = { partnership: name, slug, number, effectiveFrom };
  const sides = [await listSide(tx, partnershipId, 'partnership'), await listSide(tx, partnershipId, 'ministry')];
  for (const { id, email } of sides.flat())
    if (id !== actor?.id)
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
  { actor }: Acting,
  { id: contractId, partnershipId, turn, reason }: Contract,
): Promise<void> {
  const { name } = await nameOf(tx, partnershipId);
  const data = { partnership: name, partnershipId, from: turn, reason };
  for (const { id, email } of await listSide(tx, partnershipId, otherSide(turn)))
    if (id !== actor?.id)
      await enqueueMail(tx, {
        key: `contract_abandoned:${contractId}:${id}`,
        recipient: email,
        template: 'contract_abandoned',
        data,
      });
}

async function nameOf(tx: Db, partnershipId: number): Promise<{ name: string; slug: string }> {
  return tx
    .selectFrom('partnerships')
    .select(['name', 'slug'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
}

/** Who writes for the partnership, or else all who negotiate for the ministry; never somebody for both. */
async function listSide(tx: Db, partnershipId: number, side: Side): Promise<{ id: number; email: string }[]> {
  const users = await listUsers(tx, partnershipId);
  return users.filter(({ role, writesFor }) =>
    side === 'partnership' ? writesFor !== null : writesFor === null && ['consultant', 'editor'].includes(role),
  );
}
