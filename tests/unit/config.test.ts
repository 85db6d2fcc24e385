import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';

describe('the environment', () => {
  test('may be empty: the site then runs on its own in ./data', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      meiliUrl: undefined,
      meiliApiKey: undefined,
      publicUrl: 'http://127.0.0.1:3000',
      trustProxy: false,
      rateLimit: 300,
      logLevel: 'info',
    });
  });

  test('counts an empty or blank value as none', () => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'MEILI_URL', 'MEILI_API_KEY', 'MEILI_INDEX_PREFIX'];
    const others = ['PUBLIC_URL', 'RATE_LIMIT', 'LOG_LEVEL', 'CONTACT_EMAIL', 'TRUST_PROXY', 'ACCESSIBILITY_URL'];
    for (const blank of ['', '  ']) {
      const environment = Object.fromEntries([...names, ...others].map((name) => [name, blank]));
      expect(readConfig(environment)).toEqual(readConfig({}));
    }
  });

  test('gives a public address without a slash at its end', () => {
    expect(readConfig({ PUBLIC_URL: 'https://erfaringer.dk/' }).publicUrl).toBe('https://erfaringer.dk');
  });

  test('puts an IPv6 address into brackets where it is part of an address', () => {
    expect(readConfig({ HOST: '::1', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080');
  });

  test('may switch the rate limit off and leave the choice of a port to the system', () => {
    expect(readConfig({ RATE_LIMIT: '0', PORT: '0' })).toMatchObject({ rateLimit: 0, port: 0 });
  });

  test.each([
    ['PORT', 'otte'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['DATABASE_URL', 'mysql://localhost/db'],
    ['DATABASE_URL', 'localhost:5432'],
    ['MEILI_URL', 'localhost:7700'],
    ['MEILI_URL', 'ftp://localhost'],
    ['MEILI_INDEX_PREFIX', 'æbler'],
    ['MEILI_INDEX_PREFIX', 'a/b'],
    ['PUBLIC_URL', 'erfaringer.dk'],
    ['ACCESSIBILITY_URL', 'javascript:alert(1)'],
    ['CONTACT_EMAIL', 'ingen'],
    ['TRUST_PROXY', 'ja'],
    ['RATE_LIMIT', 'mange'],
    ['RATE_LIMIT', '-5'],
    ['LOG_LEVEL', 'verbose'],
  ])('with %s=%s is refused in one line that names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} [^\n]+$`));
  });

  test('with several bad values is refused in one line that names them all', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT [^\n]+; LOG_LEVEL [^\n]+$/);
  });
});
