import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { openHome } from '#search/embedded/home.ts';
import { findServers } from '#search/embedded/leftovers.ts';
import { findFreePort } from '../support/engine.ts';
import { createFolder, type Ended, endProcesses, startProcess, startSite } from '../support/processes.ts';
import { waitFor } from '../support/wait-for.ts';

const folder = createFolder();
const dataDir = (name: string) => join(folder.path, name);
const engines = (name: string) => findServers(openHome(dataDir(name)));
afterEach(endProcesses);
afterAll(async () => {
  await waitFor(() => ['fast', 'fejl'].every((name) => engines(name).length === 0), 'no search engine is left');
  folder.remove();
});

/** Starts a site that is expected not to get up. */
const failToStart = (environment: Record<string, string>) =>
  startProcess(['server/main.ts'], { PORT: '0', DATA_DIR: dataDir('fejl'), LOG_LEVEL: 'silent', ...environment }).ended;
const oneLine = (pattern: RegExp): Ended => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(new RegExp(`^Cannot start: ${pattern.source}\n$`)),
});
const readJson = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;

describe('a site with nothing but a folder of its own', () => {
  const environment = { DATA_DIR: dataDir('fast') };

  test('prints its address, and its starter content can be searched at once', async () => {
    const { address } = await startSite(environment);
    expect(await readJson(`${address}/readyz`)).toEqual({ database: 'ok', search: 'ok' });
    expect(await readJson(`${address}/api/v1/entries`)).toMatchObject({ total: 14 });
    const { hits } = await readJson(`${address}/api/v1/entries?q=processtøtte&per_page=100`);
    expect(hits).toContainEqual(expect.objectContaining({ slug: 'integrationsservice' }));
    expect((await fetch(`${address}/erfaringer/integrationsservice`)).status).toBe(200);
    expect(engines('fast')).toHaveLength(1);
  });

  test('answers the request under way before it ends on SIGTERM, and leaves nothing running', async () => {
    const site = await startSite(environment);
    const [engine = 0] = engines('fast');
    process.kill(engine, 'SIGSTOP');
    const answer = fetch(`${site.address}/api/v1/entries?q=integrationsservice`);
    // Asked later, answered sooner: by now the search waits for the engine.
    await fetch(`${site.address}/healthz`);
    await fetch(`${site.address}/healthz`);
    process.kill(site.pid, 'SIGTERM');
    await waitFor(async () => !(await canConnect(site.address)), 'the site takes no new requests');
    process.kill(engine, 'SIGCONT');
    const response = await answer;
    const answered = performance.now();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      hits: expect.arrayContaining([expect.objectContaining({ slug: 'integrationsservice' })]),
    });
    expect(await site.ended).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - answered).toBeLessThan(5000);
    expect(engines('fast')).toEqual([]);
  });

  test('refuses a second site on its folder within a second and names its own process', async () => {
    const { pid, address } = await startSite(environment);
    const began = performance.now();
    await failToStart({ PORT: 'otte' });
    const started = performance.now();
    const second = await startProcess(['server/main.ts'], { ...environment, PORT: '0' }).ended;
    const ended = performance.now();
    expect(second).toEqual(oneLine(new RegExp(`The data folder .* is in use by process ${pid}\\.`)));
    // No start can fail sooner than that of a bad variable, which only loads the program.
    const loading = started - began;
    expect(ended - started).toBeLessThan(2 * loading + 1000);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  test('starts again after kill -9 with everything there, and with one search engine', async () => {
    const first = await startSite(environment);
    first.child.kill('SIGKILL');
    await first.ended;
    const { address } = await startSite(environment);
    expect(await readJson(`${address}/api/v1/entries`)).toMatchObject({ total: 14 });
    expect(engines('fast')).toHaveLength(1);
  });

  test('logs each request with its number, but neither who asked nor for what; SIGINT ends it as well', async () => {
    const site = await startSite(environment);
    const { headers } = await fetch(`${site.address}/erfaringer?q=hemmeligt&kommune=vejle`);
    site.child.kill('SIGINT');
    const { code, stdout, stderr } = await site.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
    const reqId = headers.get('x-request-id');
    expect(requests).toEqual([expect.objectContaining({ reqId, method: 'GET', path: '/erfaringer', status: 200 })]);
    expect(JSON.stringify(requests)).not.toMatch(/hemmeligt|vejle|127\.0\.0\.1/);
  });

  test('starts without a search engine that answers, says so, and searches in the database', async () => {
    const { address } = await startSite({ ...environment, MEILI_URL: 'http://127.0.0.1:1' });
    expect(await readJson(`${address}/readyz`)).toEqual({ database: 'ok', search: 'degraded' });
    expect((await fetch(`${address}/erfaringer/integrationsservice`)).status).toBe(200);
    expect((await fetch(`${address}/erfaringer`)).status).toBe(200);
    const entries = () => readJson(`${address}/api/v1/entries?q=partnerskabernes`) as Promise<{ total: number }>;
    await waitFor(async () => (await entries()).total > 0, 'the database finds the starter content');
    expect(await entries()).toMatchObject({ degraded: true });
  });
});

describe('a site that cannot start says why in one line, ends with 1, and leaves nothing running:', () => {
  test('its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await failToStart({ PORT: String(port) })).toEqual(
      oneLine(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use; set PORT to another one`)),
    );
    other.close();
    expect(engines('fejl')).toEqual([]);
  });

  test('a variable has a bad value', async () => {
    expect(await failToStart({ PORT: 'otte' })).toEqual(oneLine(/PORT must be a whole number .*/));
  });

  test('the database is away', async () => {
    const url = `postgres://127.0.0.1:${await findFreePort()}/x`;
    expect(await failToStart({ DATABASE_URL: url })).toEqual(
      oneLine(/Cannot reach the database at DATABASE_URL: .*ECONNREFUSED.*/),
    );
    expect(engines('fejl')).toEqual([]);
  });

  test('the search engine refuses its key', async () => {
    expect(await failToStart({ MEILI_URL: inject('meiliUrl'), MEILI_API_KEY: 'forkert' })).toEqual(
      oneLine(/Meilisearch refuses MEILI_API_KEY: .+/),
    );
  });

  test('its folder is a file', async () => {
    expect(await failToStart({ DATA_DIR: join(import.meta.dirname, 'lifecycle.test.ts') })).toEqual(oneLine(/.+/));
  });

  test('its address is not one of this machine', async () => {
    expect(await failToStart({ HOST: '192.0.2.1' })).toEqual(oneLine(/.*EADDRNOTAVAIL.*/));
    expect(engines('fejl')).toEqual([]);
  });
});

async function canConnect(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`, { headers: { connection: 'close' } }).then(
    ({ ok }) => ok,
    () => false,
  );
}
