import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase, openMemoryDatabase } from '#content/db/client.ts';

/** An empty database with the newest schema: in memory, or on the Postgres at TEST_DATABASE_URL. */
export async function openTestDatabase(): Promise<Database> {
  if (!inject('databaseUrl')) return openMemoryDatabase(new Blob([await readFile(inject('databaseSeed'))]));
  const server = await createServerDatabase();
  const database = await openDatabase({ url: server.url, dataDir: '' });
  return {
    ...database,
    close: async () => {
      await database.close();
      await server.drop();
    },
  };
}

/** A database without tables on the Postgres at TEST_DATABASE_URL. */
export async function createServerDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  const own = new URL(inject('databaseUrl'));
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => administer(`drop database ${name} with (force)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}
