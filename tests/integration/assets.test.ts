import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readTags } from '../support/html.ts';

let site: TestSite;
let folder: string;
beforeAll(async () => {
  site = await startTestSite();
  const { body } = await site.app.inject('/');
  const styles = readTags(body).find(({ attributes }) => attributes.href?.endsWith('/app.css'));
  folder = styles?.attributes.href?.replace('app.css', '') ?? '';
});
afterAll(() => site.close());

const source = (name: string) => readFileSync(new URL(`../../public/${name}`, import.meta.url));
const get = (url: string, accepted?: string) =>
  site.app.inject({ url, headers: accepted ? { 'accept-encoding': accepted } : {} });

describe('a file of the site', () => {
  test('lies under an address that may be kept for a year, since a new version has another', async () => {
    expect(folder).toMatch(/^\/assets\/[0-9a-f]{16}\/$/);
    const { statusCode, headers, rawPayload } = await get(`${folder}app.css`);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(rawPayload).toEqual(source('app.css'));
  });

  test('is today’s for an old page too, but not for a year', async () => {
    const { statusCode, headers, rawPayload } = await get('/assets/0123456789abcdef/app.css');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=60');
    expect(rawPayload).toEqual(source('app.css'));
  });

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('comes compressed to one who takes %s', async (accepted, encoding, decompress) => {
    const { headers, rawPayload } = await get(`${folder}app.css`, accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(decompress(rawPayload)).toEqual(source('app.css'));
    expect(rawPayload.length).toBeLessThan(source('app.css').length / 2);
  });

  test.each(['identity', 'zstd', 'brotli'])('comes as it is to one who takes %s', async (accepted) => {
    expect((await get(`${folder}app.css`, accepted)).headers).not.toHaveProperty('content-encoding');
  });

  test.each([
    ['app.js', 'text/javascript; charset=utf-8'],
    ['icons.svg', 'image/svg+xml; charset=utf-8'],
    ['favicon.svg', 'image/svg+xml; charset=utf-8'],
    ['dkfds/css/dkfds.min.css', 'text/css; charset=utf-8'],
    ['dkfds/fonts/IBMPlexSans/split/woff2/IBMPlexSans-Regular-Latin1.woff2', 'font/woff2'],
  ])('%s is %s', async (name, type) => {
    const { statusCode, headers } = await get(folder + name, 'br');
    expect({ statusCode, type: headers['content-type'] }).toEqual({ statusCode: 200, type });
    expect('content-encoding' in headers).toBe(type.includes('charset'));
  });

  test('brings along what its own links name', async () => {
    const styles = (await get(`${folder}dkfds/css/dkfds.min.css`)).body;
    const names = new Set([...styles.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map(([, name = '']) => name));
    const files = [...names].filter((name) => /\.(?:woff2?|svg|png)$/.test(name));
    expect(files.length).toBeGreaterThan(3);
    for (const name of files) {
      const { pathname } = new URL(name, `https://eksempel.dk${folder}dkfds/css/`);
      expect([pathname, (await get(pathname)).statusCode]).toEqual([pathname, 200]);
    }
  });
});

test.each([
  ...['../../package.json', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'dkfds/../../package.json'],
  ...['dkfds/../../../server/main.ts', '/etc/passwd', '..\\..\\package.json', 'app.css%00', '', 'dkfds/'],
  ...['.env', 'dkfds/package.json', 'constructor', '__proto__'],
])('nothing else can be had: %s', async (name) => {
  const { statusCode, body } = await site.app.inject({ url: folder + name });
  expect(statusCode).toBe(404);
  expect(body).toContain('<html lang="da">');
});
