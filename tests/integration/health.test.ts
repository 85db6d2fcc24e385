import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectSearch } from '#search/client.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { type SlowProxy, startSlowProxy } from '../support/slow-proxy.ts';
import { waitFor } from '../support/wait-for.ts';

let proxy: SlowProxy;
let site: TestSite;
beforeAll(async () => {
  proxy = await startSlowProxy(Number(new URL(inject('meiliUrl')).port));
  const indexPrefix = `test_health_${process.pid}_`;
  site = await startTestSite({}, connectSearch({ url: proxy.url, apiKey: inject('meiliKey'), indexPrefix }));
  await publish(site.deps, exchangeEntry());
});
afterAll(async () => {
  await site.close();
  await proxy.close();
});

const ready = async () => {
  const { statusCode, json } = await site.app.inject('/readyz');
  return { statusCode, ...json() };
};
const well = { statusCode: 200, database: 'ok', search: 'ok' };
const degraded = { statusCode: 200, database: 'ok', search: 'degraded' };

test('a site without its index is ready, but degraded, until the index is made anew', async () => {
  expect(await ready()).toEqual(well);
  const { engine } = site.deps;
  await engine.client.deleteIndex(engine.indexUid).waitTask();
  expect(await ready()).toEqual(degraded);
  await waitFor(async () => (await ready()).search === 'ok', 'the index is back');
});

test('while searches go to the database, search is degraded, even if the engine answers just then', async () => {
  await site.deps.breaker.run(
    () => Promise.reject(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })),
    async () => undefined,
  );
  expect(await ready()).toEqual(degraded);
  await waitFor(async () => (await ready()).search === 'ok', 'the breaker has closed');
});

test('readiness is told within a second while the search engine hangs', async () => {
  proxy.setDelay(60_000);
  const began = performance.now();
  expect(await ready()).toEqual(degraded);
  expect(performance.now() - began).toBeLessThan(1000);
  proxy.setDelay(0);
  await waitFor(async () => (await ready()).search === 'ok', 'search is well again', 20_000);
});
