import type { Db, TrialState } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import type { TrialSubject } from '../permissions/trial-rules.ts';
import { can, type TrialAction } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';

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
  await tx.selectFrom('trials').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return demandTrialStanding(tx, id, actor, action);
}

/**
 * The trial, to which `actor` may do `action` now. Throws Refused, with words for what has become of it meanwhile, to
 * those who may do it in another state: what they typed must not be lost to a bare refusal.
 */
export async function demandTrialStanding(
  db: Db,
  id: number,
  actor: Actor,
  action: TrialAction,
): Promise<TrialStanding> {
  const trial = await findTrialStanding(db, id);
  if (!trial || !can(actor, 'trial.read', trial)) throw new NotFound(`No trial ${id}`);
  if (can(actor, action, trial)) return trial;
  const message = tooLate[action]?.[trial.trial];
  const mayInAnotherState = states.some((state) => can(actor, action, { ...trial, trial: state }));
  if (message && mayInAnotherState) throw new Refused([{ field: '', message }]);
  throw new Forbidden(`${action} is refused in this state`);
}

const states: TrialState[] = ['submitted', 'returned', 'published'];

const tooLate: Partial<Record<TrialAction, Partial<Record<TrialState, string>>>> = {
  'trial.edit': {
    published: 'Afprøvningen er udgivet nu, så læserne ser den. Træk den tilbage, hvis du vil rette den.',
  },
  'trial.decide': {
    published: 'Afprøvningen er allerede udgivet. Læserne ser den nu.',
    returned: 'Afprøvningen er allerede sendt tilbage. Den, der har skrevet den, kan rette den og sende den ind igen.',
  },
  'trial.withdraw': {
    returned: 'Afprøvningen er allerede trukket tilbage. Læserne ser den ikke.',
    submitted: 'Læserne ser ikke afprøvningen. Den er sendt ind igen og venter på gennemsyn.',
  },
};
