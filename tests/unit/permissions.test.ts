import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, can, type EntryAction, type EntrySubject, type SiteAction } from '#content/permissions.ts';

const roles = ['reader', 'partner', 'consultant', 'editor', 'admin'] as const;
type Who = 'anonymous' | (typeof roles)[number] | `${(typeof roles)[number]} who wrote it`;

const actors: Record<string, Actor> = {
  anonymous: null,
  ...Object.fromEntries(roles.map((role) => [role, { id: 1, role }])),
  ...Object.fromEntries(roles.map((role) => [`${role} who wrote it`, { id: 2, role }])),
};

const states = {
  draft: { state: 'draft', pending: null, scheduled: false },
  submitted: { state: 'submitted', pending: null, scheduled: false },
  returned: { state: 'returned', pending: null, scheduled: false },
  scheduled: { state: 'submitted', pending: null, scheduled: true },
  published: { state: 'published', pending: null, scheduled: false },
  'published with a draft': { state: 'published', pending: 'draft', scheduled: false },
  'published with a submission': { state: 'published', pending: 'submitted', scheduled: false },
  withdrawn: { state: 'withdrawn', pending: null, scheduled: false },
} satisfies Record<string, Omit<EntrySubject, 'authorIds'>>;
type State = keyof typeof states;

const editors: Who[] = ['editor', 'editor who wrote it', 'admin', 'admin who wrote it'];
const writers: Who[] = [...editors, 'partner who wrote it', 'consultant who wrote it'];
const reviewers: Who[] = [...editors, 'consultant', 'consultant who wrote it'];
const publishers: Who[] = [...editors, 'consultant who wrote it'];
const workable: State[] = ['draft', 'returned', 'published with a draft'];
const waiting: State[] = ['submitted', 'published with a submission'];

/** Who may do what, in which states: whatever does not stand here is refused. */
const allowed: Record<EntryAction, [who: Who[], states: State[]][]> = {
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
  'entry.withdraw': [[publishers, ['published', 'published with a draft', 'published with a submission']]],
  'entry.restore': [[publishers, ['withdrawn']]],
};

describe.for(Object.entries(allowed) as [EntryAction, [Who[], State[]][]][])('%s', ([action, rows]) => {
  test('is allowed to just those, in just those states, that the table names', () => {
    for (const [who, actor] of Object.entries(actors))
      for (const [name, state] of Object.entries(states)) {
        const expected = rows.some(([whos, names]) => whos.includes(who as Who) && names.includes(name as State));
        expect([who, name, can(actor, action, { ...state, authorIds: [2] })]).toEqual([who, name, expected]);
      }
  });
});

const siteRows: Record<SiteAction, readonly string[]> = {
  'account.own': roles,
  'entry.create': ['partner', 'consultant', 'editor', 'admin'],
  'queue.read': ['consultant', 'editor', 'admin'],
  'contact.erase': ['editor', 'admin'],
  'vocabulary.edit': ['editor', 'admin'],
  'user.manage': ['admin'],
  'audit.read': ['admin'],
};
test.for(Object.entries(siteRows) as [SiteAction, string[]][])('%s is for %s', ([action, allowedRoles]) => {
  expect(can(null, action, 'site')).toBe(false);
  for (const role of roles) expect(can({ id: 1, role }, action, 'site')).toBe(allowedRoles.includes(role));
});

test('an action that no rule knows is refused to everybody', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...roles), (action, role) => {
      fc.pre(!Object.hasOwn(allowed, action) && !Object.hasOwn(siteRows, action));
      const actor = { id: 2, role };
      expect(can(actor, action as SiteAction, 'site')).toBe(false);
      expect(can(actor, action as EntryAction, { ...states.published, authorIds: [2] })).toBe(false);
    }),
    {
      examples: [
        ['constructor', 'admin'],
        ['__proto__', 'admin'],
        ['toString', 'admin'],
      ],
    },
  );
});
