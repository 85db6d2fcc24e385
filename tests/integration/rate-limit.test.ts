import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readText } from '../support/html.ts';

let limited: TestSite;
let proxied: TestSite;
let free: TestSite;
beforeAll(async () => {
  limited = await startTestSite({ RATE_LIMIT: '2' });
  proxied = await startTestSite({ RATE_LIMIT: '2', TRUST_PROXY: 'true' });
  free = await startTestSite({ RATE_LIMIT: '0' });
});
afterAll(async () => {
  for (const site of [limited, proxied, free]) await site.close();
});

/** Asks from a network address of its own, so that no test counts for another. */
let machines = 0;
function newReader({ app }: TestSite) {
  const remoteAddress = `10.0.0.${++machines}`;
  const get = (url: string, headers = {}) => app.inject({ url, headers, remoteAddress });
  return {
    get,
    statuses: async (...urls: string[]) => {
      const found = [];
      for (const url of urls) found.push((await get(url)).statusCode);
      return found;
    },
  };
}

describe('with RATE_LIMIT=2', () => {
  test('the third search of a minute is refused in Danish, with the time to wait', async () => {
    const reader = newReader(limited);
    expect(await reader.statuses('/erfaringer', '/erfaringer?q=job', '/erfaringer')).toEqual([200, 200, 429]);
    const { headers, body } = await reader.get('/erfaringer');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
    expect(readText(body)).toMatch(/mange gange på kort tid.*Vent et minut/);
  });

  test('the third call of the API is refused as JSON', async () => {
    const reader = newReader(limited);
    const calls = ['/api/v1/entries', '/api/v1/entries', '/api/v1/entries?q=job'];
    expect(await reader.statuses(...calls)).toEqual([200, 200, 429]);
    const response = await reader.get('/api/v1/entries');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      error: { code: 'too_many_requests', message: expect.stringContaining('Vent et minut'), issues: [] },
    });
  });

  test('another reader is not refused for it', async () => {
    await newReader(limited).statuses('/erfaringer', '/erfaringer', '/erfaringer');
    expect(await newReader(limited).statuses('/erfaringer')).toEqual([200]);
  });

  test('other pages are never refused', async () => {
    const urls = ['/', '/', '/', '/om', '/om', '/om', '/healthz', '/healthz', '/healthz'];
    expect(await newReader(limited).statuses(...urls)).toEqual(urls.map(() => 200));
  });
});

describe('the address that a proxy tells of', () => {
  const ask = async (reader: ReturnType<typeof newReader>, ...addresses: string[]) => {
    const found = [];
    for (const address of addresses)
      found.push((await reader.get('/erfaringer', { 'x-forwarded-for': address })).statusCode);
    return found;
  };

  test('counts where there is one', async () => {
    const addresses = ['192.168.0.1', '192.168.0.1', '192.168.0.1', '192.168.0.2'];
    expect(await ask(newReader(proxied), ...addresses)).toEqual([200, 200, 429, 200]);
  });

  test('counts for nothing where there is none: anyone could claim to be another', async () => {
    expect(await ask(newReader(limited), '192.168.0.1', '192.168.0.2', '192.168.0.3')).toEqual([200, 200, 429]);
  });
});

test('with RATE_LIMIT=0 nobody is refused', async () => {
  const urls = Array.from({ length: 20 }, () => '/api/v1/entries');
  expect(await newReader(free).statuses(...urls)).toEqual(urls.map(() => 200));
});
