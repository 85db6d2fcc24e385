import { type RawBuilder, sql } from 'kysely';
import type {
  AssessmentState,
  ContractState,
  EntryState,
  PartnershipState,
  PendingState,
  ReportState,
  Role,
  Side,
  TrialState,
} from './db/schema.ts';

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

/** What the rules need to know of a partnership, and of what of it is spoken of. */
export interface PartnershipSubject {
  partnership: PartnershipState;
  /** Who writes for it. */
  userIds: number[];
  /** Its newest version, and whose turn it is while it is negotiated. */
  contract?: { state: ContractState; turn: Side } | undefined;
  report?: ReportState | undefined;
  /** `none` where a year has not been assessed yet. */
  assessment?: AssessmentState | 'none' | undefined;
}

/** What the rules need to know of a trial: another municipality's report that it tried the effort of an entry. */
export interface TrialSubject {
  trial: TrialState;
  submittedBy: number;
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
  /** Tell that one's own municipality has tried the effort of an entry. */
  'trial.create': () => true,
  'programme.edit': ({ role }) => editors.includes(role),
  'partnership.create': ({ role }) => editors.includes(role),
  /** See all partnerships, what waits and what is late. */
  'partnership.oversee': ({ role }) => reviewers.includes(role),
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

const writesFor = (actor: SignedIn, { userIds }: PartnershipSubject) =>
  writers.includes(actor.role) && userIds.includes(actor.id);
const oversees = (actor: SignedIn) => reviewers.includes(actor.role);
const edits = (actor: SignedIn) => editors.includes(actor.role);
/** May speak for the side whose turn it is. An editor who writes for the partnership never speaks for both. */
const isOnTurn = (actor: SignedIn, subject: PartnershipSubject, forMinistry: (actor: SignedIn) => boolean) =>
  subject.contract?.turn === 'partnership'
    ? writesFor(actor, subject)
    : forMinistry(actor) && !writesFor(actor, subject);
const isOpen = ({ contract }: PartnershipSubject) => !!contract && contract.state !== 'signed';

/** What can be done with a partnership and what belongs to it, in the states in which it makes sense. */
const partnershipRules = {
  /** See what readers do not see: drafts, figures that are withheld, evidence, comments. */
  'partnership.read': (actor, subject) => writesFor(actor, subject) || oversees(actor),
  /** Change what it says of itself, and what has become of its plans. */
  'partnership.edit': (actor, subject) =>
    edits(actor) || (writesFor(actor, subject) && subject.partnership !== 'closed'),
  /** Its programme, period, grants, and who writes for it. */
  'partnership.manage': edits,
  'partnership.close': (actor, { partnership }) => edits(actor) && partnership === 'active',
  'contract.draft': (actor, subject) =>
    subject.partnership !== 'closed' && isOpen(subject) && isOnTurn(actor, subject, oversees),
  'contract.comment': (actor, subject) =>
    subject.partnership !== 'closed' && isOpen(subject) && (writesFor(actor, subject) || oversees(actor)),
  'contract.sign': (actor, subject) =>
    subject.partnership !== 'closed' && subject.contract?.state === 'negotiation' && isOnTurn(actor, subject, edits),
  /** Give up a renegotiation that has begun: the version that was signed holds on. */
  'contract.abandon': (actor, subject) =>
    subject.partnership === 'active' && isOpen(subject) && isOnTurn(actor, subject, edits),
  'contract.renegotiate': (actor, subject) =>
    subject.partnership === 'active' &&
    subject.contract?.state === 'signed' &&
    (writesFor(actor, subject) || edits(actor)),
  'report.edit': (actor, subject) =>
    subject.partnership === 'active' &&
    writesFor(actor, subject) &&
    ['draft', 'returned'].includes(subject.report ?? ''),
  'report.decide': (actor, subject) => oversees(actor) && !writesFor(actor, subject) && subject.report === 'submitted',
  'assessment.write': (actor, subject) =>
    edits(actor) && !writesFor(actor, subject) && ['none', 'draft'].includes(subject.assessment ?? ''),
  'assessment.answer': (actor, subject) => writesFor(actor, subject) && subject.assessment === 'hearing',
  'assessment.seal': (actor, subject) => edits(actor) && !writesFor(actor, subject) && subject.assessment === 'hearing',
  /** Make an entry of what was sealed. */
  'assessment.describe': (actor, subject) => writesFor(actor, subject) && subject.assessment === 'sealed',
} satisfies Record<string, (actor: SignedIn, subject: PartnershipSubject) => boolean>;

const trialRules = {
  'trial.read': (actor, { submittedBy }) => actor.id === submittedBy || oversees(actor),
  'trial.edit': (actor, { trial, submittedBy }) => actor.id === submittedBy && trial !== 'published',
  'trial.decide': (actor, { trial, submittedBy }) =>
    oversees(actor) && actor.id !== submittedBy && trial === 'submitted',
  /** Take it from readers again. */
  'trial.withdraw': (actor, { trial, submittedBy }) =>
    trial === 'published' && (actor.id === submittedBy || oversees(actor)),
} satisfies Record<string, (actor: SignedIn, subject: TrialSubject) => boolean>;

export type SiteAction = keyof typeof siteRules;
export type EntryAction = keyof typeof entryRules;
export type PartnershipAction = keyof typeof partnershipRules;
export type TrialAction = keyof typeof trialRules;
export type Action = SiteAction | EntryAction | PartnershipAction | TrialAction;

export function isEntryAction(action: Action): action is EntryAction {
  return Object.hasOwn(entryRules, action);
}

export function isPartnershipAction(action: Action): action is PartnershipAction {
  return Object.hasOwn(partnershipRules, action);
}

export function isTrialAction(action: Action): action is TrialAction {
  return Object.hasOwn(trialRules, action);
}

/** Whether `actor` may do `action` to `subject`. The one place that decides; whatever no rule allows is refused. */
export function can(actor: Actor, action: SiteAction, subject: 'site'): boolean;
export function can(actor: Actor, action: EntryAction, subject: EntrySubject): boolean;
export function can(actor: Actor, action: PartnershipAction, subject: PartnershipSubject): boolean;
export function can(actor: Actor, action: TrialAction, subject: TrialSubject): boolean;
export function can(
  actor: Actor,
  action: Action,
  subject: 'site' | EntrySubject | PartnershipSubject | TrialSubject,
): boolean {
  if (!actor) return false;
  if (subject === 'site') return Object.hasOwn(siteRules, action) && siteRules[action as SiteAction](actor);
  if ('partnership' in subject) return isPartnershipAction(action) && partnershipRules[action](actor, subject);
  if ('trial' in subject) return isTrialAction(action) && trialRules[action](actor, subject);
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
