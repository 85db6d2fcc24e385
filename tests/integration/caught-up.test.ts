import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followChanges } from '#content/db/changes.ts';
import type { Database } from '#content/db/client.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

describe('catching up with a change', () => {
  test('ends when the change has been heard, each time anew', async () => {
    const { db, changes } = database;
    for (let round = 0; round < 20; round += 1) {
      const before = changes.version();
      await write(db, exchangeEntry());
      await changes.caughtUp();
      expect(changes.version()).not.toBe(before);
    }
  });

  test('leaves nothing that is heard only later', async () => {
    const { db, changes } = database;
    await write(db, exchangeEntry());
    await changes.caughtUp();
    const version = changes.version();
    await sql`select 1`.execute(db);
    await sql`select 1`.execute(db);
    expect(changes.version()).toBe(version);
  });

  test('works for many at once', async () => {
    const { db, changes } = database;
    await write(db, exchangeEntry());
    await Promise.all(Array.from({ length: 30 }, () => changes.caughtUp()));
    expect(changes.version()).toBeDefined();
  });
});

describe('a connection that cannot hear', () => {
  test('is not waited for while it is known to be broken', async () => {
    let lose = () => {};
    const nextVersion = vi.fn(async () => '2');
    const changes = await followChanges(
      async (_heard, lost) => {
        lose = lost;
        return { version: '1', stop: async () => {} };
      },
      { nextVersion, announce: async () => {} },
    );
    lose();
    await changes.caughtUp();
    expect(changes.version()).toBeUndefined();
    expect(nextVersion).not.toHaveBeenCalled();
    await changes.close();
  });

  test('is not waited for any longer once it breaks', async () => {
    let lose = () => {};
    const changes = await followChanges(
      async (_heard, lost) => {
        lose = lost;
        return { version: '1', stop: async () => {} };
      },
      { nextVersion: async () => '2', announce: async () => lose() },
    );
    await changes.caughtUp();
    expect(changes.version()).toBeUndefined();
    await changes.close();
  });

  test('ends the wait after a while, and nothing is reused from then on', async () => {
    const changes = await followChanges(async () => ({ version: '1', stop: async () => {} }), {
      nextVersion: async () => '2',
      announce: async () => {},
    });
    expect(changes.version()).toBe('1');
    await changes.caughtUp();
    expect(changes.version()).toBeUndefined();
  });

  test('does not turn a change that was made into a failure', async () => {
    const changes = await followChanges(async () => ({ version: '1', stop: async () => {} }), {
      nextVersion: async () => '2',
      announce: async () => {
        throw new Error('made by a test');
      },
    });
    await expect(changes.caughtUp()).resolves.toBeUndefined();
    expect(changes.version()).toBeUndefined();
  });
});
