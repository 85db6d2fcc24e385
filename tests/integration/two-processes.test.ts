import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '#content/db/client.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { INDEX_LOCK } from '#search/index-lock.ts';
import { today } from '#server/deps.ts';
import { connectTestSearch } from '../support/app.ts';
import { createServerDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { createFolder, endProcesses, startSite } from '../support/processes.ts';
import { waitFor } from '../support/wait-for.ts';

const ENTRIES = 3000;
const NAMES = ['den-ene', 'den-anden'];

describe('two processes on one Postgres and one search engine', () => {
  const folders = NAMES.map(createFolder);
  const engine = connectTestSearch();
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let database: Database;
  beforeAll(async () => {
    server = await createServerDatabase();
    database = await openDatabase({ url: server.url, dataDir: '' });
  });
  afterAll(async () => {
    await endProcesses();
    await database.close();
    await engine.client.deleteIndex(engine.indexUid);
    await engine.close();
    await server.drop();
    for (const folder of folders) folder.remove();
  });

  const start = (name: string, number: number) =>
    startSite({
      DATABASE_URL: `${server.url}?application_name=${name}`,
      MEILI_URL: inject('meiliUrl'),
      MEILI_API_KEY: inject('meiliKey'),
      MEILI_INDEX_PREFIX: engine.indexUid.replace(/entries$/, ''),
      DATA_DIR: folders[number]?.path ?? '',
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
    });
  const countWaiting = async () => {
    const waiting = await database.db.selectFrom('index_queue').select('entry_id').execute();
    return waiting.length;
  };

  test('take turns at the index; when the one that writes to it is killed, the other takes over, and nothing is lost', async () => {
    const sites = await Promise.all(NAMES.map(start));
    const entries = Array.from({ length: ENTRIES }, (_, number) => exchangeEntry({ slug: `to-${number}` }));
    for (let at = 0; at < ENTRIES; at += 500) await write(database.db, ...entries.slice(at, at + 500));
    const asked = new Set<string>();
    let indexing: string | undefined;
    const isUnderWay = async () => {
      const locks = await listLocks(database);
      for (const { name } of locks) asked.add(name);
      indexing = locks.find(({ granted }) => granted)?.name;
      return asked.size === 2 && indexing !== undefined && (await countWaiting()) < ENTRIES * 0.75;
    };
    await waitFor(isUnderWay, 'both have asked for the index, and one indexes', 60_000);
    const killed = NAMES.indexOf(indexing ?? '');
    sites[killed]?.child.kill('SIGKILL');
    await sites[killed]?.ended;
    expect(await countWaiting()).toBeGreaterThan(0);

    await write(database.db, exchangeEntry({ slug: 'to-1', title: 'Ændret imens' }));
    await write(database.db, exchangeEntry({ slug: 'to-2', status: 'withdrawn' }));
    await waitFor(async () => (await countWaiting()) === 0, 'the other has indexed the rest', 60_000);
    const taxonomy = await loadTaxonomy(database.db, today());
    const expected = await expectedIndex(database, taxonomy);
    expect(expected).toHaveLength(ENTRIES - 1);
    expect(await readIndex(engine)).toEqual(expected);

    const left = sites[1 - killed]?.address;
    const found = (await (await fetch(`${left}/api/v1/entries?q=%C3%A6ndret`)).json()) as { total: number };
    expect(found.total).toBe(1);
    expect(await (await fetch(`${left}/readyz`)).json()).toEqual({ database: 'ok', search: 'ok' });
  }, 180_000);
});

/** Which processes write to the index, or wait until they may. */
async function listLocks({ db }: Database): Promise<{ name: string; granted: boolean }[]> {
  const { rows } = await sql<{ name: string; granted: boolean }>`
    select application_name as name, granted from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and datname = current_database()
      and objid::bigint = hashtext(${INDEX_LOCK})::bigint & 4294967295`.execute(db);
  return rows;
}
