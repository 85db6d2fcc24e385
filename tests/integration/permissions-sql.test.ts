import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import type { Role } from '#content/db/schema.ts';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import { readableEntries } from '#content/permissions/readable-entries.ts';
import { can } from '#content/permissions.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';

const roles: Role[] = ['reader', 'partner', 'consultant', 'editor', 'admin'];
const standings = [
  ...(['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const).map((state) => ({ state, pending: null })),
  ...(['draft', 'submitted', 'returned'] as const).map((pending) => ({ state: 'published' as const, pending })),
];

let database: Database;
let userIds: number[];
let entryIds: number[];
beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  const users = await db
    .insertInto('users')
    .values(roles.flatMap((role) => [1, 2].map((n) => ({ email: `${role}${n}@eksempel.dk`, name: role, role }))))
    .returning('id')
    .execute();
  userIds = users.map(({ id }) => id);
  await write(db, ...standings.map(({ state }) => exchangeEntry({ status: state })));
  const rows = await db.selectFrom('entries').select('id').orderBy('id').execute();
  entryIds = rows.map(({ id }) => id);
  for (const [index, { pending }] of standings.entries())
    await db
      .updateTable('entries')
      .set({ pending })
      .where('id', '=', entryIds[index] as number)
      .execute();
});
afterAll(() => database.close());

test('the SQL condition lists just the entries that may be read, whoever asks and whoever wrote them', async () => {
  const user = fc.nat(roles.length * 2 - 1);
  const authorships = fc.uniqueArray(fc.tuple(fc.nat(standings.length - 1), user), { selector: String, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(user, authorships, async (who, pairs) => {
      const { db } = database;
      await db.deleteFrom('entry_authors').execute();
      const authors = pairs.map(([e, u]) => ({ entry_id: entryIds[e] as number, user_id: userIds[u] as number }));
      if (authors.length) await db.insertInto('entry_authors').values(authors).execute();
      const actor = { id: userIds[who] as number, role: roles[Math.floor(who / 2)] as Role };
      const listed = await db.selectFrom('entries').select('id').where(readableEntries(actor)).orderBy('id').execute();
      const readable = await Promise.all(
        entryIds.map(async (id) => {
          const entry = await findEntryStanding(db, id);
          return entry && can(actor, 'entry.read', entry) ? [id] : [];
        }),
      );
      expect(listed.map(({ id }) => id)).toEqual(readable.flat());
    }),
    { numRuns: 60 },
  );
});

test('nobody lists anything without having signed in', async () => {
  const { rows } = await sql`select id from entries where ${readableEntries(null)}`.execute(database.db);
  expect(rows).toEqual([]);
});
