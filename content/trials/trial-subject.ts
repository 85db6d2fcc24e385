import type { Db } from '../db/schema.ts';
import { type Actor, can, type TrialAction, type TrialSubject } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';

export interface TrialStanding extends TrialSubject {
  id: number;
  entryId: number;
}

export async function findTrialStanding(db: Db, id: number): Promise<TrialStanding | undefined> {
  return db
    .selectFrom('trials')
    .select(['id', 'entry_id as entryId', 'state as trial', 'submitted_by as submittedBy'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Locks the trial until the end of the transaction and checks that `actor` may do `action` to it. */
export async function lockTrial(tx: Db, id: number, actor: Actor, action: TrialAction): Promise<TrialStanding> {
  const locked = await tx.selectFrom('trials').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const trial = locked && (await findTrialStanding(tx, id));
  if (!trial || !can(actor, 'trial.read', trial)) throw new NotFound(`No trial ${id}`);
  if (!can(actor, action, trial)) throw new Forbidden(`${action} is refused in this state`);
  return trial;
}
