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
    const accounts = ['SMTP_URL', 'MAIL_FROM', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_ROLE_CLAIM', 'OIDC_ROLES'];
    for (const blank of ['', '  ']) {
      const environment = Object.fromEntries([...names, ...others, ...accounts].map((name) => [name, blank]));
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
    ['SMTP_URL', 'mail.kommune.dk'],
    ['MAIL_FROM', 'Erfaringsdatabasen <a@b.dk>'],
    ['OIDC_ISSUER', 'http://log-ind.kommune.dk'],
    ['OIDC_ISSUER', 'log-ind.kommune.dk'],
    ['OIDC_ROLES', 'redaktion'],
    ['OIDC_ROLES', 'redaktion=king'],
    ['OIDC_ROLES', 'redaktion=editor=admin'],
    ['OIDC_ROLES', '=editor'],
  ])('with %s=%s is refused in one line that names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} [^\n]+$`));
  });

  test('with several bad values is refused in one line that names them all', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT [^\n]+; LOG_LEVEL [^\n]+$/);
  });
});

describe('the organisation’s own sign-in', () => {
  const given = {
    OIDC_ISSUER: 'https://log-ind.kommune.dk',
    OIDC_CLIENT_ID: 'erfaringer',
    OIDC_ROLES: 'Integrationsservice = consultant, redaktion=editor',
  };

  test('is read with who gets which role', () => {
    expect(readConfig(given).oidc).toEqual({
      issuer: 'https://log-ind.kommune.dk',
      clientId: 'erfaringer',
      clientSecret: undefined,
      roleClaim: 'roles',
      roles: new Map([
        ['Integrationsservice', 'consultant'],
        ['redaktion', 'editor'],
      ]),
    });
  });

  test('is left out when nothing is said of it', () => {
    expect(readConfig({}).oidc).toBeUndefined();
  });

  test.each(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000'])(
    'may be on this machine: %s',
    (url) => {
      expect(readConfig({ ...given, OIDC_ISSUER: url }).oidc?.issuer).toBe(url);
    },
  );

  test.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_ROLES'])('is refused when %s is missing', (name) => {
    expect(() => readConfig({ ...given, [name]: '' })).toThrow(name);
  });
});

test('mails come from an address of the public name unless another is given', () => {
  expect(readConfig({ PUBLIC_URL: 'https://erfaringer.dk:8443' }).mailFrom).toBe('erfaringsdatabasen@erfaringer.dk');
  expect(readConfig({ MAIL_FROM: 'svar@ministeriet.dk' }).mailFrom).toBe('svar@ministeriet.dk');
});
