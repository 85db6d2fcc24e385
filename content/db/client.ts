import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import {
  type Announcer,
  CHANGE_CHANNEL,
  type Changes,
  CURRENT_VERSION_SQL,
  followChanges,
  type Subscribe,
} from './changes.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Db, Schema } from './schema.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 10;

export interface Database {
  db: Kysely<Schema>;
  /** The migrations that ran when the database was opened. */
  migrations: string[];
  /** Tells when what readers can see has changed. */
  changes: Changes;
  /** Runs `work` while no other process runs one of the same name; waits for its turn. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// A day is text: as a Date it would move with the server's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

/**
 * Opens the Postgres at `url`, or without one the embedded Postgres in `dataDir`, which it then owns, and brings it to
 * the newest schema.
 */
export function openDatabase({ url, dataDir }: { url?: string | undefined; dataDir: string }): Promise<Database> {
  return url ? openServer(url) : openEmbedded(dataDir);
}

async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'erfaringsdatabase',
  });
  // A connection that breaks is replaced at the next query, which reports what is wrong. Unheard, its error would end
  // the process: the pool tells of idle connections, each client of itself while it is in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    throw new Error(`Cannot reach the database at DATABASE_URL: ${reason(cause)}`, { cause });
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrations = await migrate(db);
    const changes = await followChanges(subscribeTo(url), announceThrough(db));
    const close = async () => {
      await changes.close();
      await db.destroy();
    };
    return { db, migrations, changes, exclusively: (name, work) => withAdvisoryLock(pool, name, work), close };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function subscribeTo(url: string): Subscribe {
  return async (heard, lost) => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'erfaringsdatabase changes',
    });
    await client.connect();
    // Both may come for one break; the second finds the listeners gone.
    const onBreak = () => {
      client.removeAllListeners('end').removeAllListeners('notification');
      lost();
    };
    client.on('error', () => {});
    client.once('end', onBreak);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    await client.query(`listen ${CHANGE_CHANNEL}`);
    const { rows } = await client.query<{ version: string }>(CURRENT_VERSION_SQL);
    return {
      version: rows[0]?.version ?? '',
      stop: async () => {
        client.removeAllListeners('end');
        await client.end();
      },
    };
  };
}

function announceThrough(db: Db): Announcer {
  return {
    nextVersion: async () => {
      const { rows } = await sql<{ version: string }>`${sql.raw(CURRENT_VERSION_SQL)}`.execute(db);
      return rows[0]?.version ?? '';
    },
    announce: async (version) => {
      await sql`select pg_notify(${CHANGE_CHANNEL}, ${version})`.execute(db);
    },
  };
}

async function withAdvisoryLock<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    try {
      return await work();
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
    }
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const folder = join(dataDir, 'postgres');
  const lock = lockFolder(dataDir);
  try {
    mkdirSync(folder, { recursive: true });
    const pglite = await PGlite.create(folder).catch((cause) => {
      throw new Error(`Cannot open the embedded database in ${folder}: ${reason(cause)}`, { cause });
    });
    return await wrapEmbedded(pglite, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A database that is kept nowhere, for tests; `seed` is a PGlite's dump. */
export async function openMemoryDatabase(seed?: Blob): Promise<Database & { pglite: PGlite }> {
  const pglite = await PGlite.create(seed ? { loadDataDir: seed } : {});
  return { ...(await wrapEmbedded(pglite, () => {})), pglite };
}

async function wrapEmbedded(pglite: PGlite, release: () => void): Promise<Database> {
  // PGlite has one connection. It must never be given up as idle: a second client would hear the first one's answers.
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const migrations = await migrate(db);
  const changes = await followChanges(async (heard) => {
    const stop = await pglite.listen(CHANGE_CHANNEL, heard);
    const { rows } = await pglite.query<{ version: string }>(CURRENT_VERSION_SQL);
    return { version: rows[0]?.version ?? '', stop: () => stop() };
  }, announceThrough(db));
  const close = async () => {
    await changes.close();
    await db.destroy();
    await pglite.close();
    release();
  };
  return { db, migrations, changes, exclusively: takeTurns(), close };
}

/** Within one process a queue does what an advisory lock does between several. */
function takeTurns(): Database['exclusively'] {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Whether the database answers. */
export async function isReachable(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
