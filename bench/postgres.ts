import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const READY_WITHIN_MS = 30_000;

export interface BenchDatabase {
  url: string;
  version: string;
  drop(): Promise<void>;
}

/** An empty database of our own on the Postgres at BENCH_DATABASE_URL, else on a throw-away one in `folder`. */
export async function openPostgres(folder: string): Promise<BenchDatabase> {
  const given = process.env.BENCH_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres(folder);
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await query(server.url, `create database ${name}`).catch((cause) => {
    throw new Error(`Cannot make a database at BENCH_DATABASE_URL: ${cause.message || cause.code}`, { cause });
  });
  const own = new URL(server.url);
  own.pathname = `/${name}`;
  const [row] = await query(server.url, 'show server_version');
  const drop = async () => {
    await query(server.url, `drop database ${name} with (force)`);
    await server.stop();
  };
  return { url: own.href, version: String(row?.server_version).split(' ')[0] ?? '', drop };
}

async function startPostgres(folder: string) {
  const bin = findPrograms();
  const data = join(folder, 'postgres');
  mkdirSync(data, { mode: 0o700 });
  const user = postgresUser();
  chmodSync(folder, 0o711); // its user must get through to its folder
  if (user) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: data, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--auth', 'trust'], options);
  const port = await findFreePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${data}`];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...options, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  await waitUntilReady(url).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

function findPrograms(): string {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => join(DEBIAN_FOLDER, version, 'bin'))
    .find((path) => existsSync(join(path, 'initdb')));
  if (bin) return bin;
  throw new Error(
    'The benchmarks need a Postgres: set BENCH_DATABASE_URL to one where databases may be made, ' +
      `or install the package postgresql (no initdb under ${DEBIAN_FOLDER}).`,
  );
}

/** Postgres refuses to run as root. */
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function waitUntilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; ; await pause(100)) {
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
