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
  expect(api.statusCode).toBe(200);
  expect(api.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(api.headers).not.toHaveProperty('etag');
  expect(api.json()).toMatchObject({
    total: 1,
    degraded: true,
    hits: [{ slug: 'foer' }],
    facets: { area: expect.any(Object) },
  });

  const page = await get('/erfaringer?q=skrevet');
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(page.headers).not.toHaveProperty('etag');
  expect(readText(page.body)).toMatch(/Søgningen kører i en enklere udgave lige nu/);
  expect(page.body).toContain('<mark>Skrevet</mark> før');
  expect(page.body).not.toMatch(/ECONNREFUSED|Meilisearch| at \w+ \(/);

  expect((await get('/readyz')).json()).toEqual({ database: 'ok', search: 'degraded' });
  const working = ['/', '/erfaringer/foer', '/api/v1/entries/foer', '/healthz', '/readyz', '/om', '/api/docs'];
  for (const path of working) expect([path, (await get(path)).statusCode]).toEqual([path, 200]);

  await write(site.deps.db, exchangeEntry({ slug: 'imens', title: 'Skrevet imens' }));
  expect((await get('/erfaringer/imens')).statusCode).toBe(200);
  await waitFor(
    async () => (await get('/api/v1/entries?q=skrevet')).json().total === 2,
    'the database finds what was published during the outage',
  );
  const { database, engine: client, getTaxonomy } = site.deps;
  const rebuilding = rebuildIndex({ database, engine: client, taxonomy: await getTaxonomy(), onBadDocument: () => {} });
  await expect(rebuilding).rejects.toThrow();

  await engine.start();
  await waitFor(
    async () => {
      const { total, degraded } = (await get('/api/v1/entries?q=skrevet')).json();
      return total === 2 && !degraded;
    },
    'the search engine finds the entry published during the outage',
    20_000,
  );
  expect((await get('/erfaringer?q=skrevet')).statusCode).toBe(200);
  expect((await get('/readyz')).json()).toEqual({ database: 'ok', search: 'ok' });
});
