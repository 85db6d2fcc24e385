import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#content/permissions/actor.ts';
import {
  can,
  type EntryAction,
  type PartnershipAction,
  type SiteAction,
  type TrialAction,
} from '#content/permissions.ts';
import {
  allowed,
  isAllowed,
  isPartnershipAllowed,
  type Partner,
  type PartnershipStateName,
  partnershipAllowed,
  partnershipStates,
  roles,
  type State,
  siteRows,
  states,
  trialAllowed,
  type Who,
} from '../support/permission-table.ts';

const actors: Record<string, Actor> = {
  anonymous: null,
  ...Object.fromEntries(roles.map((role) => [role, { id: 1, role }])),
  ...Object.fromEntries(roles.map((role) => [`${role} who wrote it`, { id: 2, role }])),
};

describe.for(Object.keys(allowed) as EntryAction[])('%s', (action) => {
  test('is allowed to just those, in just those states, that the table names', () => {
    for (const [who, actor] of Object.entries(actors))
      for (const [name, state] of Object.entries(states)) {
        const expected = isAllowed(action, who as Who, name as State);
        expect([who, name, can(actor, action, { ...state, authorIds: [2] })]).toEqual([who, name, expected]);
      }
  });
});

describe.for(Object.keys(partnershipAllowed) as PartnershipAction[])('%s', (action) => {
  test('is allowed to just those, in just those states, that the table names', () => {
    for (const [who, actor] of Object.entries(actors))
      for (const [name, state] of Object.entries(partnershipStates)) {
        const partner = who.replace('who wrote it', 'of it') as Partner;
        const expected = isPartnershipAllowed(action, partner, name as PartnershipStateName);
        expect([who, name, can(actor, action, { ...state, userIds: [2] })]).toEqual([who, name, expected]);
      }
  });
});

describe.for(Object.entries(trialAllowed) as [TrialAction, (typeof trialAllowed)[TrialAction]][])(
  '%s',
  ([action, rows]) => {
    test('is allowed to just those, in just those states, that the table names', () => {
      for (const [who, actor] of Object.entries(actors))
        for (const trial of ['submitted', 'returned', 'published'] as const) {
          const expected = rows.some(([whos, names]) => whos.includes(who as Who) && names.includes(trial));
          expect([who, trial, can(actor, action, { trial, submittedBy: 2 })]).toEqual([who, trial, expected]);
        }
    });
  },
);

test.for(Object.entries(siteRows) as [SiteAction, string[]][])('%s is for %s', ([action, allowedRoles]) => {
  expect(can(null, action, 'site')).toBe(false);
  for (const role of roles) expect(can({ id: 1, role }, action, 'site')).toBe(allowedRoles.includes(role));
});

test('an action that no rule knows is refused to everybody', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...roles), (action, role) => {
      fc.pre([allowed, siteRows, partnershipAllowed, trialAllowed].every((table) => !Object.hasOwn(table, action)));
      const actor = { id: 2, role };
      expect(can(actor, action as SiteAction, 'site')).toBe(false);
      expect(can(actor, action as EntryAction, { ...states.published, authorIds: [2] })).toBe(false);
      expect(can(actor, action as PartnershipAction, { ...partnershipStates.active, userIds: [2] })).toBe(false);
      expect(can(actor, action as TrialAction, { trial: 'submitted', submittedBy: 2 })).toBe(false);
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
