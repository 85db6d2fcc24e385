import type { EntryAction, EntrySubject, SiteAction } from '#content/permissions.ts';

export const roles = ['reader', 'partner', 'consultant', 'editor', 'admin'] as const;
export type Who = 'anonymous' | (typeof roles)[number] | `${(typeof roles)[number]} who wrote it`;

/** How an entry can stand, and what the rules know of it then. */
export const states = {
  draft: { state: 'draft', pending: null, scheduled: false },
  submitted: { state: 'submitted', pending: null, scheduled: false },
  returned: { state: 'returned', pending: null, scheduled: false },
  scheduled: { state: 'submitted', pending: null, scheduled: true },
  published: { state: 'published', pending: null, scheduled: false },
  'published with a draft': { state: 'published', pending: 'draft', scheduled: false },
  'published with a submission': { state: 'published', pending: 'submitted', scheduled: false },
  withdrawn: { state: 'withdrawn', pending: null, scheduled: false },
} satisfies Record<string, Omit<EntrySubject, 'authorIds'>>;
export type State = keyof typeof states;

const editors: Who[] = ['editor', 'editor who wrote it', 'admin', 'admin who wrote it'];
const writers: Who[] = [...editors, 'partner who wrote it', 'consultant who wrote it'];
const reviewers: Who[] = [...editors, 'consultant', 'consultant who wrote it'];
const publishers: Who[] = [...editors, 'consultant who wrote it'];
const workable: State[] = ['draft', 'returned', 'published with a draft'];
const waiting: State[] = ['submitted', 'published with a submission'];

/** Who may do what to an entry, in which states: whatever does not stand here is refused. */
export const allowed: Record<EntryAction, [who: Who[], states: State[]][]> = {
  'entry.read': [
    [writers, Object.keys(states) as State[]],
    [['consultant'], ['submitted', 'returned', 'scheduled', 'published', 'published with a submission', 'withdrawn']],
  ],
  'entry.edit': [[writers, [...workable, 'published']]],
  'entry.discard': [[writers, workable]],
  'entry.submit': [[writers, workable]],
  'entry.recall': [[writers, waiting]],
  'review.take': [[reviewers, waiting]],
  'review.comment': [[reviewers, waiting]],
  'review.return': [[reviewers, waiting]],
  'entry.publish': [
    [publishers, [...workable, ...waiting]],
    [['consultant'], waiting],
  ],
  'entry.unschedule': [[[...publishers, 'consultant'], ['scheduled']]],
  'entry.override': [[editors, Object.keys(states) as State[]]],
  'entry.confirm': [[publishers, ['published', 'published with a draft', 'published with a submission']]],
  'entry.withdraw': [[publishers, ['published', 'published with a draft', 'published with a submission']]],
  'entry.restore': [[publishers, ['withdrawn']]],
};

/** Whether the table above allows it. */
export function isAllowed(action: EntryAction, who: Who, state: State): boolean {
  return allowed[action].some(([whos, names]) => whos.includes(who) && names.includes(state));
}

/** Who may do what on the site as a whole. */
export const siteRows: Record<SiteAction, readonly string[]> = {
  'account.own': roles,
  'entry.create': ['partner', 'consultant', 'editor', 'admin'],
  'queue.read': ['consultant', 'editor', 'admin'],
  'contact.erase': ['editor', 'admin'],
  'vocabulary.edit': ['editor', 'admin'],
  'thesaurus.edit': ['editor', 'admin'],
  'collection.edit': ['editor', 'admin'],
  'insight.read': ['editor', 'admin'],
  'user.manage': ['admin'],
  'audit.read': ['admin'],
};
