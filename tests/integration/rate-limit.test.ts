import { afterEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readText } from '../support/html.ts';

let site: TestSite;
afterEach(() => site.close());

const statuses = async (...urls: string[]) => {
  const found = [];
  for (const url of urls) found.push((await site.app.inject(url)).statusCode);
  return found;
};

describe('with RATE_LIMIT=2', () => {
  test('the third search of a minute is refused in Danish, with the time to wait', async () => {
    site = await startTestSite({ RATE_LIMIT: '2' });
    expect(await statuses('/erfaringer', '/erfaringer?q=job', '/erfaringer')).toEqual([200, 200, 429]);
    const { headers, body } = await site.app.inject('/erfaringer');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
    expect(readText(body)).toMatch(/mange gange på kort tid.*Vent et minut/);
  });

  test('the third call of the API is refused as JSON', async () => {
    site = await startTestSite({ RATE_LIMIT: '2' });
    const calls = ['/api/v1/entries', '/api/v1/entries', '/api/v1/entries?q=job'];
    expect(await statuses(...calls)).toEqual([200, 200, 429]);
    const response = await site.app.inject('/api/v1/entries');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      error: { code: 'too_many_requests', message: expect.stringContaining('Vent et minut'), issues: [] },
    });
  });

  test('other pages are never refused', async () => {
    site = await startTestSite({ RATE_LIMIT: '2' });
    expect(await statuses('/', '/', '/', '/om', '/om', '/om', '/healthz', '/healthz', '/healthz')).toEqual(
      Array.from({ length: 9 }, () => 200),
    );
  });

  test('each address has its own number; what a reader says of its address counts only behind a proxy', async () => {
    const from = async (address: string) => {
      const headers = { 'x-forwarded-for': address };
      return (await site.app.inject({ url: '/erfaringer', headers })).statusCode;
    };
    site = await startTestSite({ RATE_LIMIT: '2', TRUST_PROXY: 'true' });
    expect([await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.1')]).toEqual([200, 200, 429]);
    expect(await from('10.0.0.2')).toBe(200);
    await site.close();
    site = await startTestSite({ RATE_LIMIT: '2' });
    expect([await from('10.0.0.1'), await from('10.0.0.2'), await from('10.0.0.3')]).toEqual([200, 200, 429]);
  });
});

test('with RATE_LIMIT=0 nobody is refused', async () => {
  site = await startTestSite({ RATE_LIMIT: '0' });
  expect(new Set(await statuses(...Array.from({ length: 20 }, () => '/api/v1/entries')))).toEqual(new Set([200]));
});
