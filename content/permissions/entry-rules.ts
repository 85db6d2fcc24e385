import type { EntryState, PendingState } from '../db/schema.ts';
import { editors, reviewers, type SignedIn, writers } from './actor.ts';

/** What the rules need to know of an entry. */
export interface EntrySubject {
  state: EntryState;
  pending: PendingState | null;
  /** A text waits to be published by itself. */
  scheduled: boolean;
  authorIds: number[];
}

/** Where the newest text of an entry stands, which decides what can be done next. */
export function workState({ state, pending }: Pick<EntrySubject, 'state' | 'pending'>): EntryState {
  return state === 'published' ? (pending ?? 'published') : state;
}

const isAuthor = (actor: SignedIn, { authorIds }: EntrySubject) => authorIds.includes(actor.id);
/** May write it: an author who may still write at all, or an editor. */
const writes = (actor: SignedIn, entry: EntrySubject) =>
  editors.includes(actor.role) || (writers.includes(actor.role) && isAuthor(actor, entry));
/** Answers for it before its readers. */
const isInCharge = (actor: SignedIn, entry: EntrySubject) =>
  editors.includes(actor.role) || (actor.role === 'consultant' && isAuthor(actor, entry));
/** May put it before readers: an editor anything, a consultant what she wrote and what was submitted. */
const publishes = (actor: SignedIn, entry: EntrySubject) =>
  isInCharge(actor, entry) || (actor.role === 'consultant' && workState(entry) === 'submitted');
const isIn = (entry: EntrySubject, ...states: EntryState[]) => states.includes(workState(entry));

/** What can be done with one entry, in the states in which it makes sense. */
export const entryRules = {
  /** See the newest text, published or not. `readableEntries` says the same in SQL. */
  'entry.read': (actor, entry) => writes(actor, entry) || (reviewers.includes(actor.role) && !isIn(entry, 'draft')),
  'entry.edit': (actor, entry) =>
    !entry.scheduled && writes(actor, entry) && isIn(entry, 'draft', 'returned', 'published'),
  /** Throw the newest text away: a draft that was never published goes altogether. */
  'entry.discard': (actor, entry) => !entry.scheduled && writes(actor, entry) && isIn(entry, 'draft', 'returned'),
  'entry.submit': (actor, entry) => !entry.scheduled && writes(actor, entry) && isIn(entry, 'draft', 'returned'),
  'entry.recall': (actor, entry) => !entry.scheduled && writes(actor, entry) && isIn(entry, 'submitted'),
  'review.take': (actor, entry) => !entry.scheduled && reviewers.includes(actor.role) && isIn(entry, 'submitted'),
  'review.comment': (actor, entry) => !entry.scheduled && reviewers.includes(actor.role) && isIn(entry, 'submitted'),
  'review.return': (actor, entry) => !entry.scheduled && reviewers.includes(actor.role) && isIn(entry, 'submitted'),
  'entry.publish': (actor, entry) =>
    !entry.scheduled && publishes(actor, entry) && isIn(entry, 'draft', 'returned', 'submitted'),
  'entry.unschedule': (actor, entry) => entry.scheduled && publishes(actor, entry),
  'entry.override': (actor, entry) => editors.includes(actor.role) && publishes(actor, entry),
  /** Say in the contact's place that it still holds. */
  'entry.confirm': (actor, entry) => isInCharge(actor, entry) && entry.state === 'published',
  'entry.withdraw': (actor, entry) => isInCharge(actor, entry) && entry.state === 'published',
  'entry.restore': (actor, entry) => isInCharge(actor, entry) && entry.state === 'withdrawn',
} satisfies Record<string, (actor: SignedIn, entry: EntrySubject) => boolean>;
