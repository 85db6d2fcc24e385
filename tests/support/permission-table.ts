import type { EntrySubject } from '#content/permissions/entry-rules.ts';
import type { PartnershipSubject } from '#content/permissions/partnership-rules.ts';
import type { TrialSubject } from '#content/permissions/trial-rules.ts';
import type { EntryAction, PartnershipAction, SiteAction, TrialAction } from '#content/permissions.ts';

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

/** Who stands how to a partnership. */
export type Partner = 'anonymous' | (typeof roles)[number] | `${(typeof roles)[number]} of it`;

/** How a partnership can stand, with its newest contract, the report of a period and the assessment of a year. */
export const partnershipStates = {
  drafting: standing('draft', 'draft', 'partnership'),
  'with the ministry': standing('draft', 'negotiation', 'ministry'),
  'with the partnership': standing('draft', 'negotiation', 'partnership'),
  active: standing('active', 'signed', 'ministry'),
  renegotiating: standing('active', 'draft', 'partnership'),
  submitted: { ...standing('active', 'signed', 'ministry'), report: 'submitted' },
  returned: { ...standing('active', 'signed', 'ministry'), report: 'returned' },
  approved: { ...standing('active', 'signed', 'ministry'), report: 'approved', assessment: 'draft' },
  hearing: { ...standing('active', 'signed', 'ministry'), report: 'approved', assessment: 'hearing' },
  sealed: { ...standing('active', 'signed', 'ministry'), report: 'approved', assessment: 'sealed' },
  closed: { ...standing('closed', 'signed', 'ministry'), report: 'approved', assessment: 'sealed' },
} satisfies Record<string, Omit<PartnershipSubject, 'userIds'>>;
export type PartnershipStateName = keyof typeof partnershipStates;

function standing(
  partnership: PartnershipSubject['partnership'],
  state: 'draft' | 'negotiation' | 'signed',
  turn: 'partnership' | 'ministry',
): Omit<PartnershipSubject, 'userIds'> {
  return { partnership, contract: { state, turn }, report: 'draft', assessment: 'none' };
}

const everyState = Object.keys(partnershipStates) as PartnershipStateName[];
const ofIt: Partner[] = ['partner of it', 'consultant of it', 'editor of it', 'admin of it'];
const strangers: Partner[] = ['editor', 'admin'];
const ministry: Partner[] = ['consultant', ...strangers];
const allEditors: Partner[] = [...strangers, 'editor of it', 'admin of it'];
const running: PartnershipStateName[] = everyState.filter((name) => partnershipStates[name].partnership === 'active');
const notClosed = everyState.filter((name) => name !== 'closed');
const partnershipsTurn: PartnershipStateName[] = ['drafting', 'with the partnership', 'renegotiating'];

/** Who may do what to a partnership and what belongs to it: whatever does not stand here is refused. */
export const partnershipAllowed: Record<PartnershipAction, [who: Partner[], states: PartnershipStateName[]][]> = {
  'partnership.read': [[[...ofIt, ...ministry], everyState]],
  'partnership.edit': [
    [ofIt, notClosed],
    [allEditors, everyState],
  ],
  'partnership.manage': [[allEditors, everyState]],
  'partnership.close': [[allEditors, running]],
  'contract.draft': [
    [ofIt, partnershipsTurn],
    [ministry, ['with the ministry']],
  ],
  'contract.comment': [
    [
      [...ofIt, ...ministry],
      [...partnershipsTurn, 'with the ministry'],
    ],
  ],
  'contract.sign': [
    [ofIt, ['with the partnership']],
    [strangers, ['with the ministry']],
  ],
  'contract.abandon': [[ofIt, ['renegotiating']]],
  'contract.renegotiate': [[[...ofIt, ...strangers], running.filter((name) => name !== 'renegotiating')]],
  'report.edit': [[ofIt, ['active', 'renegotiating', 'returned']]],
  'report.decide': [[ministry, ['submitted']]],
  'assessment.write': [[strangers, notClosed.filter((name) => !['hearing', 'sealed'].includes(name))]],
  'assessment.answer': [[ofIt, ['hearing']]],
  'assessment.seal': [[strangers, ['hearing']]],
  'assessment.describe': [[ofIt, ['sealed', 'closed']]],
};

export function isPartnershipAllowed(action: PartnershipAction, who: Partner, state: PartnershipStateName): boolean {
  return partnershipAllowed[action].some(([whos, names]) => whos.includes(who) && names.includes(state));
}

const everyRole: Who[] = ['reader', 'partner', 'consultant', 'editor', 'admin'];
const whoWrote: Who[] = everyRole.map((role) => `${role} who wrote it` as Who);
const overseers: Who[] = ['consultant', 'editor', 'admin'];

/** Who may do what to a trial of an entry. */
export const trialAllowed: Record<TrialAction, [who: Who[], states: TrialSubject['trial'][]][]> = {
  'trial.read': [
    [
      [...whoWrote, ...overseers],
      ['submitted', 'returned', 'published'],
    ],
  ],
  'trial.edit': [[whoWrote, ['submitted', 'returned']]],
  'trial.decide': [[overseers, ['submitted']]],
  'trial.withdraw': [[[...whoWrote, ...overseers], ['published']]],
};

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
  'trial.create': roles,
  'programme.edit': ['editor', 'admin'],
  'partnership.create': ['editor', 'admin'],
  'partnership.oversee': ['consultant', 'editor', 'admin'],
  'user.manage': ['admin'],
  'audit.read': ['admin'],
};
