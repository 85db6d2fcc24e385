import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '#content/db/client.ts';
import { migrate } from '#content/db/migrate.ts';
import { createServerDatabase, openTestDatabase } from '../support/database.ts';
import { startProcess } from '../support/processes.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const rowTypes = readFileSync(new URL(import.meta.resolve('#content/db/schema.ts')), 'utf8');

/** The members of an interface in schema.ts, as written there: `name` → `type`. */
function membersOf(name: string): [string, string][] {
  const body = new RegExp(`interface ${name} \\{\n(.*?)\n\\}`, 's').exec(rowTypes)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+): (.+);$/gm)].map(([, member = '', type = '']) => [member, type]);
}

/** What information_schema says of a column whose row type is written so. */
function columnOf(type: string) {
  const kinds: [RegExp, string][] = [
    [/\bDay\b/, 'date'],
    [/Timestamp\b/, 'timestamp with time zone'],
    [/Json</, 'jsonb'],
    [/\bBuffer\b/, 'bytea'],
    [/\bTsvector\b/, 'tsvector'],
    [/\bstring\[\]/, 'ARRAY'],
    [/ColumnType<string, never|\bBigint\b/, 'bigint'],
    [/\bNumeric\b/, 'numeric'],
    [/\bnumber\b/, 'integer'],
    [/\bboolean\b/, 'boolean'],
    [/./, 'text'],
  ];
  return {
    data_type: kinds.find(([pattern]) => pattern.test(type))?.[1],
    nullable: /\| null$|^NullableJson/.test(type),
  };
}

test('the migrated database has the tables and columns of the row types, and no others', async () => {
  const { rows } = await sql<{ table: string; column: string; data_type: string; nullable: boolean }>`
    select table_name as table, column_name as column, data_type, is_nullable = 'YES' as nullable
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'
    order by table_name, ordinal_position`.execute(database.db);
  const expected = membersOf('Schema')
    .flatMap(([table, interfaceName]) =>
      membersOf(interfaceName).map(([column, type]) => ({ table, column, ...columnOf(type) })),
    )
    .sort((a, b) => (a.table < b.table ? -1 : Number(a.table > b.table)));
  expect(expected.length).toBeGreaterThan(60);
  expect(rows).toEqual(expected);
});

test('what the database fills in when it is left out is just what the row types let be left out', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'
      and (is_identity = 'YES' or column_default is not null)`.execute(database.db);
  const filled = new Set(rows.map(({ name }) => name));
  const optional = membersOf('Schema').flatMap(([table, interfaceName]) =>
    membersOf(interfaceName)
      .filter(([, type]) => /Generated|DefaultTimestamp|never/.test(type))
      .map(([column]) => `${table}.${column}`),
  );
  expect(optional.length).toBeGreaterThan(5);
  expect(optional.filter((name) => !filled.has(name))).toEqual([]);
});

test('every table that is not plain from its name says what it is for', async () => {
  const { rows } = await sql<{ table: string }>`
    select relname as table from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid) is not null`.execute(
    database.db,
  );
  expect(rows.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['entries', 'entry_revisions', 'index_queue', 'terms', 'municipality_successions']),
  );
});

test('a database that has the newest schema is left as it is', async () => {
  expect(await migrate(database.db)).toEqual([]);
});

if (inject('databaseUrl'))
  describe('on a Postgres server', () => {
    test('two processes that migrate an empty database at once both succeed, and each migration runs once', async () => {
      const server = await createServerDatabase();
      try {
        const script = `
          import { openDatabase } from ${JSON.stringify(import.meta.resolve('#content/db/client.ts'))};
          const { migrations, close } = await openDatabase({ url: process.argv[1], dataDir: '' });
          process.stdout.write(JSON.stringify(migrations));
          await close();`;
        const run = () => startProcess(['--input-type=module', '-e', script, server.url]).ended;
        const results = await Promise.all([run(), run(), run()]);
        expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(results.map(() => [0, '']));
        const ran = results.flatMap(({ stdout }) => JSON.parse(stdout));
        expect(ran.toSorted()).toEqual([
          '0001_reference_data',
          '0002_entries',
          '0003_accounts',
          '0004_publishing',
          '0005_search',
          '0006_partnerships',
          '0007_renegotiation',
        ]);
        const { db, close } = await openDatabase({ url: server.url, dataDir: '' });
        const { rows } = await sql<{ count: number }>`select count(*)::int as count from municipalities`.execute(db);
        await close();
        expect(rows).toEqual([{ count: 98 }]);
      } finally {
        await server.drop();
      }
    });
  });
