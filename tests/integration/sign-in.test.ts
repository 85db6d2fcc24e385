import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findUserByEmail } from '#content/users/queries.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readElement, readLinks, readText } from '../support/html.ts';
import { createUser, openBrowser, PASSWORD, signIn } from '../support/session.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
});
afterAll(() => site.close());

const lastSignIn = async (id: number) =>
  site.deps.db.selectFrom('users').select('last_sign_in_at').where('id', '=', id).executeTakeFirstOrThrow();

describe('signing in', () => {
  test('leads to one’s own page, whose header names the reader and what the role allows', async () => {
    const admin = await signIn(site, 'admin');
    const { body } = await admin.get('/mit/konto');
    expect(readElement(body, /<div class="account-menu/)).toContain(admin.user.name);
    const menu = readLinks(body).map(({ text }) => text);
    expect(menu).toEqual(expect.arrayContaining(['Mine erfaringer', 'Redaktion', 'Administration']));
    const partner = await signIn(site, 'partner');
    const own = readLinks((await partner.get('/mit/konto')).body).map(({ text }) => text);
    expect(own).not.toEqual(expect.arrayContaining(['Redaktion']));
    expect(own).not.toEqual(expect.arrayContaining(['Administration']));
  });

  test('takes the address in any case and writes down when it was', async () => {
    const user = await createUser(site, 'reader');
    expect(await lastSignIn(user.id)).toEqual({ last_sign_in_at: null });
    await signIn(site, { ...user, email: user.email.toUpperCase() });
    expect(await lastSignIn(user.id)).toEqual({ last_sign_in_at: expect.any(Date) });
  });

  test('leads back to the page that was asked for', async () => {
    const user = await createUser(site, 'reader');
    const browser = openBrowser(site);
    const turned = await browser.get('/mit/konto?a=1');
    expect([turned.statusCode, turned.headers.location]).toEqual([303, '/log-ind?tilbage=%2Fmit%2Fkonto%3Fa%3D1']);
    const page = await browser.get(String(turned.headers.location));
    expect(page.body).toContain('name="tilbage" value="/mit/konto?a=1"');
    const answer = await browser.post('/log-ind', { email: user.email, password: PASSWORD, tilbage: '/mit/konto?a=1' });
    expect(answer.headers.location).toBe('/mit/konto?a=1');
  });

  test.each([
    'https://ond.dk',
    '//ond.dk',
    '///ond.dk',
    '/\\ond.dk',
    '\\\\ond.dk',
    '/\t/ond.dk',
    '/\n/ond.dk',
    ' /mit',
    'javascript:alert(1)',
    'data:text/html,x',
    '/..//ond.dk',
    '/./\\/ond.dk',
    '@ond.dk',
    'mit',
    '',
  ])('never leads to another site: tilbage=%j', async (tilbage) => {
    const user = await createUser(site, 'reader');
    const browser = openBrowser(site);
    const page = await browser.get(`/log-ind?tilbage=${encodeURIComponent(tilbage)}`);
    expect(page.body).toContain('name="tilbage" value=""');
    const answer = await browser.post('/log-ind', { email: user.email, password: PASSWORD, tilbage });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/mit']);
    const again = await browser.get(`/log-ind?tilbage=${encodeURIComponent(tilbage)}`);
    expect([again.statusCode, again.headers.location]).toEqual([303, '/mit']);
  });
});

describe('a wrong password, an unknown address and a suspended user', () => {
  const attempt = async (email: string, password = 'en forkert adgangskode') => {
    const browser = openBrowser(site);
    await browser.get('/log-ind');
    const began = performance.now();
    const { statusCode, body } = await browser.post('/log-ind', { email, password });
    const ms = performance.now() - began;
    return { statusCode, text: readText(body), body: body.replaceAll(email, ''), ms };
  };

  test('get the same answer, with the address that was typed', async () => {
    const { email } = await createUser(site, 'reader');
    const suspended = await createUser(site, 'reader');
    const invited = await createUser(site, 'reader');
    await site.deps.db.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', suspended.id).execute();
    await site.deps.db.updateTable('users').set({ password_hash: null }).where('id', '=', invited.id).execute();
    const answers = await Promise.all([
      attempt(email),
      attempt('ukendt@eksempel.dk'),
      attempt('slet ingen adresse\0'),
      attempt(suspended.email, PASSWORD),
      attempt(invited.email, PASSWORD),
    ]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const { statusCode, text, body } of answers) {
      expect(statusCode).toBe(422);
      expect(text).toContain('E-mail eller adgangskode er forkert.');
      expect(body).not.toContain('forkert adgangskode');
    }
  });

  test('take the same time: an unknown address costs a comparison too', async () => {
    const { email } = await createUser(site, 'reader');
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 7; round++) {
      known.push((await attempt(email)).ms);
      unknown.push((await attempt(`ukendt-${round}@eksempel.dk`)).ms);
    }
    // Without the comparison an unknown address would be answered in a tenth of the time.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
    expect(median(known)).toBeGreaterThan(median(unknown) / 2);
  });
});

describe('attempts are limited', () => {
  test('for one e-mail, wherever they come from, and the right password does not help', async () => {
    const user = await createUser(site, 'reader');
    const attempts = Array.from({ length: 10 }, () =>
      openBrowser(site).post('/log-ind', { email: user.email, password: 'forkert' }),
    );
    expect(new Set((await Promise.all(attempts)).map(({ statusCode }) => statusCode))).toEqual(new Set([422]));
    const { statusCode, body } = await openBrowser(site).post('/log-ind', { email: user.email, password: PASSWORD });
    expect(statusCode).toBe(429);
    expect(readText(body)).toContain('Vent et minut');
  });

  test('from one network address, whatever the e-mail', async () => {
    const browser = openBrowser(site);
    const statuses = [];
    for (let number = 0; number < 31; number++)
      statuses.push((await browser.post('/log-ind', { email: `a${number}@eksempel.dk`, password: 'x' })).statusCode);
    expect(statuses.slice(0, 30)).not.toContain(429);
    expect(statuses[30]).toBe(429);
  });
});

test('what is sent beside the fields changes nothing about the user', async () => {
  const user = await createUser(site, 'reader');
  const browser = openBrowser(site);
  const more = { role: 'admin', status: 'published', id: '1', user_id: '1', suspended_at: '' };
  await browser.post('/log-ind', { email: user.email, password: PASSWORD, ...more });
  await browser.get('/mit/konto');
  await browser.post('/mit/konto', {
    old: PASSWORD,
    password: 'en helt anden kode',
    again: 'en helt anden kode',
    ...more,
  });
  expect(await findUserByEmail(site.deps.db, user.email)).toEqual(user);
});

describe('signed-in pages', () => {
  test('are never kept by browsers or other search engines', async () => {
    const reader = await signIn(site, 'reader');
    for (const page of [await reader.get('/mit/konto'), await openBrowser(site).get('/log-ind')]) {
      expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
      expect(page.headers).not.toHaveProperty('etag');
      expect(page.body).toContain('<meta name="robots" content="noindex">');
    }
  });

  test('are never answered with 304, even to one who has today’s front page', async () => {
    const reader = await signIn(site, 'reader');
    const { etag } = (await site.app.inject('/')).headers;
    const headers = { 'if-none-match': String(etag) };
    expect((await site.app.inject({ url: '/', headers })).statusCode).toBe(304);
    for (const url of ['/mit/konto', '/log-ind', '/healthz', '/findes-ikke']) {
      const { statusCode } = await site.app.inject({ url, headers, cookies: reader.cookies });
      expect([url, statusCode]).not.toEqual([url, 304]);
    }
  });

  test('leave public pages alone: those set no cookie and are the same for everybody', async () => {
    const reader = await signIn(site, 'reader');
    for (const url of ['/', '/erfaringer', '/om']) {
      const [own, others] = [await reader.get(url), await site.app.inject(url)];
      expect(own.headers).not.toHaveProperty('set-cookie');
      expect(own.body).toBe(others.body);
      expect(readLinks(own.body)).toContainEqual({ text: 'Log ind', href: '/mit' });
    }
  });
});

test('every failed form leads from its summary to the field', async () => {
  const { body } = await openBrowser(site).post('/log-ind', { email: '', password: '' });
  expect(readLinks(body)).toContainEqual({ text: 'E-mail eller adgangskode er forkert.', href: '#email' });
  expect(body).toMatch(/<input[^>]*id="email"[^>]*aria-invalid="true"/);
});
