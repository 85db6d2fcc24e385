import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';

let https: TestSite;
let http: TestSite;
beforeAll(async () => {
  https = await startTestSite({ PUBLIC_URL: 'https://erfaringer.dk' });
  http = await startTestSite({ PUBLIC_URL: 'http://127.0.0.1:3000' });
});
afterAll(async () => {
  await https.close();
  await http.close();
});

const paths = [
  '/',
  '/erfaringer',
  '/findes-ikke',
  '/api/v1/entries',
  '/api/v1/openapi.json',
  '/healthz',
  '/robots.txt',
];

function directivesOf(policy: unknown): Record<string, string> {
  const directives = String(policy)
    .split(';')
    .map((directive) => directive.trim().split(/ (.*)/));
  return Object.fromEntries(directives.map(([name = '', value = '']) => [name, value]));
}

describe.each(paths)('every answer, as that of %s,', (path) => {
  test('lets a browser run and load nothing but our own', async () => {
    const { headers } = await https.app.inject(path);
    const directives = directivesOf(headers['content-security-policy']);
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(Object.values(directives).join(' ')).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  test('demands HTTPS only where the site is served by it', async () => {
    const [secure, plain] = [await https.app.inject(path), await http.app.inject(path)];
    expect(secure.headers['strict-transport-security']).toMatch(/^max-age=15724800$/);
    expect(secure.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(plain.headers).not.toHaveProperty('strict-transport-security');
    expect(plain.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  test('has a number of its own, which a reader cannot choose', async () => {
    const headers = { 'x-request-id': 'mit-eget', 'request-id': 'mit-eget' };
    const answers = [await https.app.inject({ url: path, headers }), await https.app.inject({ url: path, headers })];
    const ids = answers.map((answer) => answer.headers['x-request-id']);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
