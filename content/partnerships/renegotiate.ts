import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { checkEffect, checkReason } from './check-contract.ts';
import { loadBounds } from './contract-bounds.ts';
import { listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

interface Renegotiation {
  /** Which precondition changed. */
  reason: string;
  /** The first day on which the new version is to hold. */
  effectiveFrom: string;
}

/** Begins the next version of a signed contract as a copy, which the side that asks for it writes on. */
export async function renegotiate(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { reason, effectiveFrom }: Renegotiation,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const partnership = await lockPartnership(tx, partnershipId, acting.actor, 'contract.renegotiate');
    const former = (await listContracts(tx, partnershipId)).at(-1);
    if (!former) throw new Forbidden('There is no contract to renegotiate');
    const number = former.number + 1;
    const bounds = await loadBounds(tx, partnershipId, number);
    const issues = [...checkReason(number, reason), ...checkEffect(effectiveFrom, bounds)];
    if (issues.length) throw new Refused(issues);
    const { id } = await tx
      .insertInto('result_contracts')
      .values({
        partnership_id: partnershipId,
        number,
        turn: partnership.userIds.includes(acting.actor?.id ?? 0) ? 'partnership' : 'ministry',
        effective_from: effectiveFrom,
        reason,
        content: JSON.stringify(former.content),
        version: await nextVersion(tx, partnershipId),
        created_by: acting.actor?.id ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, acting, {
      action: 'contract.renegotiate',
      objectType: 'contract',
      objectId: id,
      before: { number: former.number },
      after: { number, effectiveFrom },
    });
  });
}

/** Above those of abandoned texts, so that nothing that was decided of one of them is taken for the new one's. */
async function nextVersion(tx: Db, partnershipId: number): Promise<number> {
  const { last } = await tx
    .selectFrom('result_contracts')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('partnership_id', '=', partnershipId)
    .where('state', '=', 'abandoned')
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
