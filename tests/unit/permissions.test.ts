import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, can, type EntryAction, type SiteAction } from '#content/permissions.ts';
import { allowed, isAllowed, roles, type State, siteRows, states, type Who } from '../support/permission-table.ts';

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
