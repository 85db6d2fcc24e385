import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectSearch } from '#search/client.ts';
import { rebuildIndex } from '#search/rebuild.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createPrivateEngine, type PrivateEngine } from '../support/engine.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { readText } from '../support/html.ts';
import { waitFor } from '../support/wait-for.ts';

let engine: PrivateEngine;
let site: TestSite;
beforeAll(async () => {
  engine = await createPrivateEngine();
  await engine.start();
  site = await startTestSite({}, connectSearch(engine));
  await publish(site.deps, exchangeEntry({ slug: 'foer', title: 'Skrevet før' }));
});
afterAll(async () => {
  await site.close();
  await engine.remove();
});

const get = (url: string) => site.app.inject(url);

test('while the search engine is away, everything else works; afterwards search works and misses nothing', async () => {
  expect((await get('/api/v1/entries?q=skrevet')).json()).toMatchObject({ total: 1 });
  await engine.stop();

  const api = await get('/api/v1/entries?q=skrevet');
  expect(api.statusCode).toBe(503);
  expect(api.headers).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' });
  expect(api.headers).not.toHaveProperty('etag');
  expect(api.json()).toEqual({
    error: { code: 'unavailable', message: expect.stringContaining('Søgningen svarer ikke lige nu'), issues: [] },
  });

  const page = await get('/erfaringer?q=skrevet');
  expect(page.statusCode).toBe(503);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(readText(page.body)).toMatch(/Søgningen svarer ikke lige nu.*De enkelte erfaringer kan stadig læses/);
  expect(page.body).not.toMatch(/ECONNREFUSED|Meilisearch| at \w+ \(/);

  expect((await get('/readyz')).json()).toEqual({ database: 'ok', search: 'degraded' });
  const working = ['/', '/erfaringer/foer', '/api/v1/entries/foer', '/healthz', '/readyz', '/om', '/api/docs'];
  for (const path of working) expect([path, (await get(path)).statusCode]).toEqual([path, 200]);

  await write(site.deps.db, exchangeEntry({ slug: 'imens', title: 'Skrevet imens' }));
  expect((await get('/erfaringer/imens')).statusCode).toBe(200);
  const { database, engine: client, getTaxonomy } = site.deps;
  const rebuilding = rebuildIndex({ database, engine: client, taxonomy: await getTaxonomy(), onBadDocument: () => {} });
  await expect(rebuilding).rejects.toThrow();

  await engine.start();
  await waitFor(
    async () => (await get('/api/v1/entries?q=skrevet')).json().total === 2,
    'the entry published during the outage is found',
    20_000,
  );
  expect((await get('/erfaringer?q=skrevet')).statusCode).toBe(200);
  expect((await get('/readyz')).json()).toEqual({ database: 'ok', search: 'ok' });
});
