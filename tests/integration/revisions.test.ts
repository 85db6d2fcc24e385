import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';

let database: Database;
let id: number;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  const contact = { name: 'Åse', phone: '12345678', email: 'aase@vejle.dk', organisation: 'Jobcenter' };
  const entry = exchangeEntry({ contact });
  await write(database.db, entry);
  const row = await database.db
    .selectFrom('entries')
    .where('slug', '=', entry.slug)
    .select('latest_revision_id as id')
    .executeTakeFirstOrThrow();
  id = row.id as number;
});
afterAll(() => database.close());

const revision = () =>
  database.db.selectFrom('entry_revisions').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
const change = (values: object) =>
  database.db.updateTable('entry_revisions').set(values).where('id', '=', id).execute();

describe('a revision', () => {
  test.each([{ title: 'Ændret' }, { summary: '' }, { number: 9 }, { nationwide: true }, { links: '[]', title: 'x' }])(
    'cannot be changed to %j',
    async (values) => {
      const before = await revision();
      await expect(change(values)).rejects.toThrow('entry_revisions are immutable');
      expect(await revision()).toEqual(before);
    },
  );

  test('cannot be deleted', async () => {
    const deleting = database.db.deleteFrom('entry_revisions').where('id', '=', id).execute();
    await expect(deleting).rejects.toThrow();
    expect(await revision()).toMatchObject({ id });
  });

  test('cannot be deleted even when nothing points to it', async () => {
    await database.db
      .insertInto('entry_revisions')
      .values({ ...(await unpointed()), number: 2 })
      .execute();
    const deleting = database.db.deleteFrom('entry_revisions').where('number', '=', 2).execute();
    await expect(deleting).rejects.toThrow('entry_revisions are immutable');
  });

  test('can have its contact person erased, and nothing else with it', async () => {
    const erased = { contact_name: '', contact_phone: '', contact_email: '', contact_organisation: '' };
    const before = await revision();
    await change(erased);
    expect(await revision()).toEqual({ ...before, ...erased });
    await expect(change({ ...erased, title: 'Ændret' })).rejects.toThrow('entry_revisions are immutable');
  });
});

async function unpointed() {
  const { id: _, links, created_at, ...rest } = await revision();
  return { ...rest, links: JSON.stringify(links) };
}
