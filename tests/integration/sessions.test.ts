import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRole } from '#content/users/change-role.ts';
import { findSession, removeExpiredSessions, saveSession, startSession } from '#content/users/sessions.ts';
import { suspendUser } from '#content/users/suspend-user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createUser, openBrowser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let admin: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  admin = await signIn(site, 'admin');
});
afterAll(() => site.close());

const NAME = '__Host-session';
const isSignedIn = async ({ get }: Pick<SignedIn, 'get'>) => (await get('/mit/konto')).statusCode === 200;
const acting = () => ({ actor: { id: admin.user.id, role: 'admin' as const }, requestId: 'test' });

describe('the session cookie', () => {
  test('is out of reach of scripts, of other sites and of plain HTTP', async () => {
    const { headers } = await openBrowser(site).get('/log-ind');
    expect(headers['set-cookie']).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('goes without Secure where the site is served by plain HTTP', async () => {
    const plain = await startTestSite({ PUBLIC_URL: 'http://127.0.0.1:3000' });
    const { headers } = await plain.app.inject('/log-ind');
    expect(headers['set-cookie']).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    await plain.close();
  });

  test('cannot be made from what stands in the database', async () => {
    const { cookies } = await signIn(site, 'reader');
    const stored = JSON.stringify(await site.deps.db.selectFrom('sessions').selectAll().execute());
    expect(stored).not.toContain(cookies[NAME]);
    const [row] = await site.deps.db.selectFrom('sessions').select('id').execute();
    const answer = await site.app.inject({ url: '/mit/konto', cookies: { [NAME]: row?.id ?? '' } });
    expect(answer.statusCode).toBe(303);
  });

  test('that the site did not give is nobody’s', async () => {
    for (const value of ['x', 'a'.repeat(43), '', '%00', "' or 1=1 --"]) {
      const { statusCode } = await site.app.inject({ url: '/mit/konto', cookies: { [NAME]: value } });
      expect(statusCode).toBe(303);
    }
  });
});

describe('session fixation', () => {
  test('signing in gives another session, and the one before it ends', async () => {
    const user = await createUser(site, 'reader');
    const browser = openBrowser(site);
    await browser.get('/log-ind');
    const planted = { ...browser.cookies };
    await browser.post('/log-ind', { email: user.email, password: PASSWORD });
    expect(browser.cookies[NAME]).not.toBe(planted[NAME]);
    expect((await site.app.inject({ url: '/mit/konto', cookies: planted })).statusCode).toBe(303);
    expect(await findSession(site.deps.db, planted[NAME] ?? '')).toBeUndefined();
  });

  test('an identifier of one’s own choice is not taken', async () => {
    const user = await createUser(site, 'reader');
    const browser = openBrowser(site);
    browser.cookies[NAME] = 'a'.repeat(43);
    await browser.get('/log-ind');
    expect(browser.cookies[NAME]).not.toBe('a'.repeat(43));
    await browser.post('/log-ind', { email: user.email, password: PASSWORD });
    expect((await site.app.inject({ url: '/mit/konto', cookies: { [NAME]: 'a'.repeat(43) } })).statusCode).toBe(303);
  });
});

describe('a session ends', () => {
  test('at sign-out, for good', async () => {
    const reader = await signIn(site, 'reader');
    const before = { ...reader.cookies };
    const { statusCode, headers } = await reader.post('/log-ud');
    expect([statusCode, headers.location]).toEqual([303, '/']);
    expect(reader.cookies).toEqual({});
    expect((await site.app.inject({ url: '/mit/konto', cookies: before })).statusCode).toBe(303);
  });

  test('only once: to sign out again leads to the front page', async () => {
    const reader = await signIn(site, 'reader');
    await site.deps.db.deleteFrom('sessions').where('user_id', '=', reader.user.id).execute();
    const { statusCode, headers } = await reader.post('/log-ud');
    expect([statusCode, headers.location]).toEqual([303, '/']);
  });

  test('after twelve hours without a request, and not before', async () => {
    const { id } = await createUser(site, 'reader');
    const start = new Date('2030-01-01T08:00:00Z');
    const { token } = await startSession(site.deps.db, id, {}, start);
    const at = (hours: number) => findSession(site.deps.db, token, new Date(start.getTime() + hours * 3_600_000));
    expect(await at(11.9)).toMatchObject({ user: { id } });
    expect(await at(23.8)).toMatchObject({ user: { id } });
    expect(await at(35.9)).toBeUndefined();
  });

  test('and is removed from the database afterwards', async () => {
    const { id } = await createUser(site, 'reader');
    await startSession(site.deps.db, id, {}, new Date('2020-01-01T00:00:00Z'));
    await removeExpiredSessions(site.deps.db, new Date());
    const rows = await site.deps.db.selectFrom('sessions').select('id').where('user_id', '=', id).execute();
    expect(rows).toEqual([]);
  });

  test('in the middle of a request, and that request does not bring it back', async () => {
    const { db } = site.deps;
    const { id } = await startSession(db, null, {});
    await db.deleteFrom('sessions').where('id', '=', id).execute();
    await saveSession(db, id, { notice: 'x' });
    expect(await db.selectFrom('sessions').select('id').where('id', '=', id).execute()).toEqual([]);
  });
});

describe('all sessions of a user end at once', () => {
  const signInTwice = async () => {
    const first = await signIn(site, 'consultant');
    const second = await signIn(site, first.user);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([true, true]);
    return [first, second] as const;
  };

  test('when the role changes, and the next sign-in has the new one', async () => {
    const [first, second] = await signInTwice();
    await changeRole(site.deps.db, acting(), first.user.id, 'reader');
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, false]);
    expect((await (await signIn(site, first.user)).get('/redaktion')).statusCode).not.toBe(200);
  });

  test('when the user is suspended, who then cannot sign in', async () => {
    const [first, second] = await signInTwice();
    await suspendUser(site.deps.db, acting(), first.user.id, 'Er holdt op');
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, false]);
    await expect(signIn(site, first.user)).rejects.toThrow('Could not sign in');
  });

  test('when the password changes, but the one in which it was changed goes on', async () => {
    const [first, second] = await signInTwice();
    const password = 'en helt ny adgangskode';
    const answer = await first.post('/mit/konto', { old: PASSWORD, password, again: password });
    expect(answer.statusCode).toBe(303);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([true, false]);
  });

  test('and those of others do not', async () => {
    const other = await signIn(site, 'consultant');
    const [first] = await signInTwice();
    await suspendUser(site.deps.db, acting(), first.user.id, 'x');
    expect(await isSignedIn(other)).toBe(true);
    expect(await isSignedIn(admin)).toBe(true);
  });
});

test('a message is shown once', async () => {
  const reader = await signIn(site, 'reader');
  const password = 'en anden god adgangskode';
  await reader.post('/mit/konto', { old: PASSWORD, password, again: password });
  expect((await reader.get('/mit/konto')).body).toContain('Din adgangskode er ændret.');
  expect((await reader.get('/mit/konto')).body).not.toContain('Din adgangskode er ændret.');
});
