import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(site.deps, exchangeEntry({ slug: 'findes' }));
});
afterAll(() => site.close());

const large = JSON.stringify({ text: 'x'.repeat(70_000) });
const json = { 'content-type': 'application/json' };
type Request = { method?: 'GET' | 'POST' | 'DELETE' | 'PUT'; headers?: Record<string, string>; payload?: string };
const failures: [string, string, number, string, Request?][] = [
  ['an unknown address', '/findes-ikke', 404, 'not_found'],
  ['an unknown entry', '/entries/findes-ikke', 404, 'not_found'],
  ['an escape that says nothing', '/entries/%E0%A4%A', 404, 'not_found'],
  ['a percent sign alone', '/entries/100%', 404, 'not_found'],
  ['a NUL in the address', '/entries/%00', 404, 'not_found'],
  ['a very long address', `/entries/${'a'.repeat(8000)}`, 404, 'not_found'],
  ['a method that the address does not know', '/entries/findes', 404, 'not_found', { method: 'DELETE' }],
  [
    'a form that is not read',
    '/entries',
    404,
    'not_found',
    { method: 'POST', payload: 'q=job', headers: { 'content-type': 'text/x' } },
  ],
  ['JSON that is none', '/entries', 400, 'bad_request', { method: 'POST', payload: '{', headers: json }],
  ['more than 64 KB', '/entries', 413, 'too_large', { method: 'POST', payload: large, headers: json }],
];

describe.each([
  ['the site', ''],
  ['the API', '/api/v1'],
])('%s answers', (_name, prefix) => {
  test.each(failures)('%s in Danish: %s', async (_what, path, status, code, request = {}) => {
    const url = prefix + (prefix ? path : path.replace('/entries', '/erfaringer'));
    const { statusCode, headers, body } = await site.app.inject({ url, ...request });
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers).not.toHaveProperty('etag');
    if (prefix) {
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.parse(body)).toEqual({ error: { code, message: expect.stringMatching(/\.$/), issues: [] } });
    } else {
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toContain('<html lang="da">');
      expect(readHeadings(body, 1)).toHaveLength(1);
      expect(readLinks(body).map(({ href }) => href)).toEqual(expect.arrayContaining(['/', '/erfaringer', '/kontakt']));
    }
    expect(body).not.toMatch(/not found|invalid|FST_ERR|bad request(?!")| at \S+ \(/i);
  });
});

describe('when the database fails', () => {
  let broken: TestSite;
  beforeAll(async () => {
    broken = await startTestSite();
    await sql`drop table entry_revisions cascade`.execute(broken.deps.db);
  });
  afterAll(() => broken.close());

  test('a page tells that the fault is ours, with a number to quote and nothing of its cause', async () => {
    const { statusCode, headers, body } = await broken.app.inject('/');
    expect(statusCode).toBe(500);
    expect(readText(body)).toContain('Der er sket en fejl hos os');
    expect(readText(body)).toContain(String(headers['x-request-id']));
    expect(body).not.toMatch(/entry_revisions|relation|select|\.ts:/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
  });

  test('the API answers JSON without its cause', async () => {
    await sql`drop table entries cascade`.execute(broken.deps.db);
    const response = await broken.app.inject('/api/v1/entries/findes');
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      error: { code: 'internal_error', message: expect.stringContaining('fejl hos os'), issues: [] },
    });
  });

  test('pages without content still work', async () => {
    for (const path of ['/om', '/healthz', '/api/docs']) expect((await broken.app.inject(path)).statusCode).toBe(200);
  });
});

test('a site whose database is away is alive but not ready', async () => {
  const other = await startTestSite();
  await other.deps.worker.stop();
  await other.deps.db.destroy();
  const [alive, ready] = [await other.app.inject('/healthz'), await other.app.inject('/readyz')];
  expect(alive.statusCode).toBe(200);
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toEqual({ database: 'down', search: 'ok' });
  await other.close();
});

test('a site that has everything is ready', async () => {
  const response = await site.app.inject('/readyz');
  expect(response.statusCode).toBe(200);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.json()).toEqual({ database: 'ok', search: 'ok' });
  expect((await site.app.inject('/healthz')).body).toBe('ok\n');
});
