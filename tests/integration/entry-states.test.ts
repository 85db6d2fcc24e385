import { afterAll, beforeAll, expect, test } from 'vitest';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { makeEntry } from '../support/entry-states.ts';
import { type State, states } from '../support/permission-table.ts';
import { createUser } from '../support/session.ts';

let site: TestSite;
let author: User;
let editor: User;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await createUser(site, 'editor');
});
afterAll(() => site.close());

test.for(Object.entries(states) as [State, (typeof states)[State]][])(
  'an entry comes to be %s as the use cases take it there',
  async ([name, expected]) => {
    const { id } = await makeEntry(site.deps, name, { author, editor });
    expect(await findEntryStanding(site.deps.db, id)).toMatchObject({ ...expected, authorIds: [author.id] });
  },
);

test('the address of an entry follows from its title when it is submitted, with a number where it is taken', async () => {
  const title = 'Mentorer på arbejdspladsen';
  const made = [];
  for (const state of ['submitted', 'published', 'submitted'] as const)
    made.push(await makeEntry(site.deps, state, { author, editor }, { title }));
  expect(made.map(({ slug }) => slug)).toEqual([
    'mentorer-paa-arbejdspladsen',
    'mentorer-paa-arbejdspladsen-2',
    'mentorer-paa-arbejdspladsen-3',
  ]);
});

test('two submissions of the same title at once get different addresses', async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, () => makeEntry(site.deps, 'submitted', { author, editor }, { title: 'Samme titel' })),
  );
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(4);
});
