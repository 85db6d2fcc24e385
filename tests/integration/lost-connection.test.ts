import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

// The embedded database has no connection to lose.
if (inject('databaseUrl'))
  test('a connection that breaks in a transaction fails that transaction alone', async () => {
    const database = await openTestDatabase();
    const admin = new pg.Client({ connectionString: inject('databaseUrl') });
    await admin.connect();
    try {
      const broken = database.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
        await sql`select 1`.execute(tx);
      });
      await expect(broken).rejects.toThrow();
      await expect(sql`select 1`.execute(database.db)).resolves.toBeDefined();
    } finally {
      await admin.end();
      await database.close();
    }
  });
else
  test('the embedded database answers after a transaction that failed', async () => {
    const database = await openTestDatabase();
    const failed = database.db.transaction().execute((tx) => sql`select no_such_column`.execute(tx));
    await expect(failed).rejects.toThrow('no_such_column');
    await expect(sql`select 1`.execute(database.db)).resolves.toBeDefined();
    await database.close();
  });
