import { type RawBuilder, sql } from 'kysely';
import type { EntryState, PendingState, Role } from './db/schema.ts';

/** Who acts; null is somebody who has not signed in. */
export type Actor = { id: number; role: Role } | null;

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

const writers: Role[] = ['partner', 'consultant', 'editor', 'admin'];
const reviewers: Role[] = ['consultant', 'editor', 'admin'];
const editors: Role[] = ['editor', 'admin'];

type SignedIn = NonNullable<Actor>;
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

/** What can be done on the site as a whole. */
const siteRules = {
  'account.own': () => true,
  'entry.create': ({ role }) => writers.includes(role),
  'queue.read': ({ role }) => reviewers.includes(role),
  'contact.erase': ({ role }) => editors.includes(role),
  'vocabulary.edit': ({ role }) => editors.includes(role),
  'thesaurus.edit': ({ role }) => editors.includes(role),
  'collection.edit': ({ role }) => editors.includes(role),
  /** See what readers search for, and wish for entries. */
  'insight.read': ({ role }) => editors.includes(role),
  'user.manage': ({ role }) => role === 'admin',
  'audit.read': ({ role }) => role === 'admin',
} satisfies Record<string, (actor: SignedIn) => boolean>;

/** What can be done with one entry, in the states in which it makes sense. */
const entryRules = {
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

export type SiteAction = keyof typeof siteRules;
export type EntryAction = keyof typeof entryRules;
export type Action = SiteAction | EntryAction;

export function isEntryAction(action: Action): action is EntryAction {
  return Object.hasOwn(entryRules, action);
}

/** Whether `actor` may do `action` to `subject`. The one place that decides; whatever no rule allows is refused. */
export function can(actor: Actor, action: SiteAction, subject: 'site'): boolean;
export function can(actor: Actor, action: EntryAction, subject: EntrySubject): boolean;
export function can(actor: Actor, action: Action, subject: 'site' | EntrySubject): boolean {
  if (!actor) return false;
  if (subject === 'site') return Object.hasOwn(siteRules, action) && siteRules[action as SiteAction](actor);
  return isEntryAction(action) && entryRules[action](actor, subject);
}

/** `can(actor, 'entry.read', entry)` as a condition on `entries`, for lists. */
export function readableEntries(actor: Actor): RawBuilder<boolean> {
  if (!actor || !writers.includes(actor.role)) return sql`false`;
  if (editors.includes(actor.role)) return sql`true`;
  const isAuthor = sql`exists (
    select from entry_authors where entry_authors.entry_id = entries.id and entry_authors.user_id = ${actor.id})`;
  if (!reviewers.includes(actor.role)) return sql`${isAuthor}`;
  return sql`(${isAuthor} or (case entries.state when 'published' then coalesce(entries.pending, 'published')
    else entries.state end) <> 'draft')`;
}
