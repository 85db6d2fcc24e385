import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { findOpenContract } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/**
 * Ends a partnership: it takes no more reports. Readers go on seeing what came of it. Refused while its contract is
 * renegotiated, since nobody could settle that afterwards.
 */
export async function closePartnership(db: Kysely<Schema>, acting: Acting, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, id, acting.actor, 'partnership.close');
    if (await findOpenContract(tx, id))
      throw new Refused([{ field: '', message: 'Underskriv eller opgiv den nye version af kontrakten først.' }]);
    await tx
      .updateTable('partnerships')
      .set({ state: 'closed', closed_at: new Date(), updated_at: new Date() })
      .where('id', '=', id)
      .execute();
    await audit(tx, acting, {
      action: 'partnership.close',
      objectType: 'partnership',
      objectId: id,
      before: { state: 'active' },
      after: { state: 'closed' },
    });
  });
}
