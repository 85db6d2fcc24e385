import type { TrialState } from '../db/schema.ts';
import { oversees, type SignedIn } from './actor.ts';

/** What the rules need to know of a trial: another municipality's report that it tried the effort of an entry. */
export interface TrialSubject {
  trial: TrialState;
  submittedBy: number;
}

/** What can be done with a trial, in the states in which it makes sense. */
export const trialRules = {
  'trial.read': (actor, { submittedBy }) => actor.id === submittedBy || oversees(actor),
  'trial.edit': (actor, { trial, submittedBy }) => actor.id === submittedBy && trial !== 'published',
  'trial.decide': (actor, { trial, submittedBy }) =>
    oversees(actor) && actor.id !== submittedBy && trial === 'submitted',
  /** Take it from readers again. */
  'trial.withdraw': (actor, { trial, submittedBy }) =>
    trial === 'published' && (actor.id === submittedBy || oversees(actor)),
} satisfies Record<string, (actor: SignedIn, subject: TrialSubject) => boolean>;
