import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { ActivityStatus, Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/** What has become of an activity of the action plan; without a row it is planned. */
export interface StatusOfActivity {
  activityKey: number;
  status: ActivityStatus;
  note: string;
  updatedAt: Date;
}

export async function listActivityStatuses(db: Db, partnershipId: number): Promise<StatusOfActivity[]> {
  return db
    .selectFrom('activity_statuses')
    .select(['activity_key as activityKey', 'status', 'note', 'updated_at as updatedAt'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('activity_key')
    .execute();
}

interface NewStatus {
  activityKey: number;
  status: ActivityStatus;
  note: string;
}

/** Says what has become of one activity that stands in a version of the contract. */
export async function setActivityStatus(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { activityKey, status, note }: NewStatus,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.edit');
    await demandActivity(tx, partnershipId, activityKey);
    const before = (await listActivityStatuses(tx, partnershipId)).find((one) => one.activityKey === activityKey);
    if (before?.status === status && before.note === note) return;
    const values = { status, note, updated_at: new Date(), updated_by: acting.actor?.id ?? null };
    await tx
      .insertInto('activity_statuses')
      .values({ partnership_id: partnershipId, activity_key: activityKey, ...values })
      .onConflict((conflict) => conflict.columns(['partnership_id', 'activity_key']).doUpdateSet(values))
      .execute();
    await audit(tx, acting, {
      action: 'partnership.set_activity',
      objectType: 'partnership',
      objectId: partnershipId,
      before: { activity: activityKey, status: before?.status ?? 'planned' },
      after: { activity: activityKey, status },
    });
  });
}

async function demandActivity(tx: Db, partnershipId: number, activityKey: number): Promise<void> {
  const contracts = await listContracts(tx, partnershipId);
  const isKnown = contracts.some(({ content }) => content.activities.some(({ key }) => key === activityKey));
  if (!isKnown) throw new Refused([{ field: 'activity', message: 'Aktiviteten står ikke i kontrakten.' }]);
}
