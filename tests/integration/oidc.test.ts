import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { findFreePort } from '../support/engine.ts';
import { readElement, readText } from '../support/html.ts';
import { type Account, CLIENT, type SignInService, startSignInService } from '../support/oidc.ts';
import { createUser, openBrowser, signIn, type TestBrowser } from '../support/session.ts';

let service: SignInService;
let site: TestSite;
beforeAll(async () => {
  service = await startSignInService('https://eksempel.dk/log-ind/organisation/retur');
  site = await startTestSite({
    OIDC_ISSUER: service.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_ROLES: 'integrationsservice=consultant,redaktion=editor,drift=admin',
  });
  // Somebody who keeps the site's administration going, whatever the tests do.
  await createUser(site, 'admin');
});
afterAll(async () => {
  await site.close();
  await service.close();
});

let number = 0;
let account: Account & { email: string };
beforeEach(() => {
  number += 1;
  account = {
    sub: `person-${number}`,
    email: `person-${number}@organisation.dk`,
    email_verified: true,
    name: `Person ${number}`,
    roles: ['integrationsservice', 'andet'],
  };
  service.signsIn(account);
});

const path = (url: string) => url.slice('https://eksempel.dk'.length);

/** Goes to the service and back, as far as the address that the service sends the browser to. */
async function visitService(browser: TestBrowser, back = ''): Promise<string> {
  const start = await browser.get(`/log-ind/organisation${back}`);
  expect(start.statusCode).toBe(303);
  return path(await service.visit(String(start.headers.location)));
}

async function signInThere(browser = openBrowser(site), back = '') {
  const answer = await browser.get(await visitService(browser, back));
  return { browser, answer };
}

const findUser = () =>
  site.deps.db.selectFrom('users').selectAll().where('email', '=', account.email).executeTakeFirstOrThrow();
const changesOf = async (id: number) => {
  const rows = site.deps.db.selectFrom('audit_log').select(['action', 'after']).where('object_id', '=', String(id));
  return rows.where('object_type', '=', 'user').orderBy('position').execute();
};

describe('signing in at the organisation’s own service', () => {
  test('is offered on the page that asks for sign-in', async () => {
    const { body } = await openBrowser(site).get('/log-ind?tilbage=/mit/konto');
    expect(body).toContain('href="/log-ind/organisation?tilbage=%2Fmit%2Fkonto"');
  });

  test('makes a user of the role that the service’s claim stands for, and writes it down', async () => {
    const { browser, answer } = await signInThere();
    expect(answer.headers.location).toBe('/mit');
    const page = await browser.get('/mit/konto');
    expect(readText(page.body)).toMatch(new RegExp(`Person ${number}.*Konsulent`));
    expect(page.body).not.toContain('name="password"');
    const { id, password_hash } = await findUser();
    expect(password_hash).toBeNull();
    expect(await changesOf(id)).toEqual([
      { action: 'user.create', after: { role: 'consultant', how: 'oidc' } },
      { action: 'user.sign_in', after: null },
    ]);
  });

  test('leads back to the page that was asked for', async () => {
    const { answer } = await signInThere(openBrowser(site), '?tilbage=/mit/konto');
    expect(answer.headers.location).toBe('/mit/konto');
  });

  test.each(['https://ond.dk/', '//ond.dk/', '/\\ond.dk', 'javascript:alert(1)'])(
    'never leads to another site: %s',
    async (back) => {
      const { answer } = await signInThere(openBrowser(site), `?tilbage=${encodeURIComponent(back)}`);
      expect(answer.headers.location).toBe('/mit');
    },
  );

  test('gives the browser another session than the one it came with', async () => {
    const browser = openBrowser(site);
    const back = await visitService(browser);
    const before = { ...browser.cookies };
    await browser.get(back);
    expect(browser.cookies).not.toEqual(before);
    const old = await site.app.inject({ url: '/mit/konto', cookies: before });
    expect(old.statusCode).toBe(303);
  });

  test('follows the role at the service: the next sign-in has the new one, and other sessions end', async () => {
    const { browser } = await signInThere();
    service.signsIn({ ...account, roles: 'redaktion' });
    const { browser: second } = await signInThere();
    expect(readText((await second.get('/mit/konto')).body)).toContain('Redaktør');
    expect((await browser.get('/mit/konto')).statusCode).toBe(303);
    const changes = await changesOf((await findUser()).id);
    expect(changes).toContainEqual({ action: 'user.change_role', after: { role: 'editor', how: 'oidc' } });
  });

  test('of several roles takes the one that allows most', async () => {
    service.signsIn({ ...account, roles: ['redaktion', 'integrationsservice'] });
    await signInThere();
    expect(await findUser()).toMatchObject({ role: 'editor' });
  });
});

describe('somebody the site knows already', () => {
  test('becomes the same user when the service vouches for the address, and the password ends', async () => {
    const user = await createUser(site, 'consultant', { email: account.email });
    const local = await signIn(site, user);
    await signInThere();
    expect(await findUser()).toMatchObject({ id: user.id, password_hash: null });
    expect((await local.get('/mit/konto')).statusCode).toBe(303);
    expect((await changesOf(user.id)).map(({ action }) => action)).toContain('user.link');
  });

  test.each([false, undefined])(
    'stays another when the service does not vouch for the address: %s',
    async (verified) => {
      const user = await createUser(site, 'editor', { email: account.email });
      const { email_verified: _, ...rest } = account;
      service.signsIn(verified === undefined ? rest : { ...rest, email_verified: verified });
      const { answer, browser } = await signInThere();
      expect(answer.statusCode).toBe(403);
      expect(readElement(answer.body, /<h1/)).toBe('E-mailen er allerede i brug her');
      expect((await browser.get('/mit/konto')).statusCode).toBe(303);
      expect(await findUser()).toMatchObject({ id: user.id, oidc_subject: null, role: 'editor' });
    },
  );

  test('is refused when suspended', async () => {
    await signInThere();
    const { id } = await findUser();
    await site.deps.db.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', id).execute();
    const { answer } = await signInThere();
    expect(answer.statusCode).toBe(403);
    expect(readElement(answer.body, /<h1/)).toBe('Din konto er spærret');
  });
});

describe('is refused', () => {
  const refusedWith = async (answer: { statusCode: number; body: string }, status: number, title: string) => {
    expect(answer.statusCode).toBe(status);
    expect(readElement(answer.body, /<h1/)).toBe(title);
    const found = await site.deps.db.selectFrom('users').select('id').where('email', '=', account.email).execute();
    expect(found).toEqual([]);
  };

  test.each([[[]], [['andet']], [undefined]])('without a role that means something here: %s', async (roles) => {
    const { roles: _, ...rest } = account;
    service.signsIn(roles ? { ...rest, roles } : rest);
    const { answer } = await signInThere();
    await refusedWith(answer, 403, 'Du har ikke adgang endnu');
    expect(readText(answer.body)).toContain(account.email);
  });

  test('without an e-mail address', async () => {
    const { email: _, ...rest } = account;
    service.signsIn(rest);
    const { answer } = await signInThere();
    await refusedWith(answer, 403, 'Vi mangler din e-mail');
  });

  test('with a state that is not the browser’s', async () => {
    const browser = openBrowser(site);
    const back = await visitService(browser);
    await refusedWith(await browser.get(back.replace(/state=[^&]+/, 'state=en-anden')), 400, FAILED);
  });

  test('in a browser that did not begin it', async () => {
    const back = await visitService(openBrowser(site));
    await refusedWith(await openBrowser(site).get(back), 400, FAILED);
  });

  test('with a token made for another sign-in (nonce)', async () => {
    const browser = openBrowser(site);
    const start = await browser.get('/log-ind/organisation');
    const href = String(start.headers.location).replace(/nonce=[^&]+/, 'nonce=en-anden');
    await refusedWith(await browser.get(path(await service.visit(href))), 400, FAILED);
  });

  test('with a code that was asked for with another secret (PKCE)', async () => {
    const browser = openBrowser(site);
    const start = await browser.get('/log-ind/organisation');
    const challenge = `code_challenge=${'a'.repeat(43)}`;
    const href = String(start.headers.location).replace(/code_challenge=[^&]+/, challenge);
    await refusedWith(await browser.get(path(await service.visit(href))), 400, FAILED);
  });

  test('the second time with the same code', async () => {
    const browser = openBrowser(site);
    const back = await visitService(browser);
    expect((await browser.get(back)).statusCode).toBe(303);
    expect((await openBrowser(site).get(back)).statusCode).toBe(400);
    expect((await browser.get(back)).statusCode).toBe(400);
    // Not even with a state that fits.
    const again = openBrowser(site);
    const start = await again.get('/log-ind/organisation');
    const state = new URL(String(start.headers.location)).searchParams.get('state') ?? '';
    expect((await again.get(back.replace(/state=[^&]+/, `state=${state}`))).statusCode).toBe(400);
  });

  test('when the person says no at the service', async () => {
    const browser = openBrowser(site);
    const start = await browser.get('/log-ind/organisation');
    const state = new URL(String(start.headers.location)).searchParams.get('state') ?? '';
    const answer = await browser.get(`/log-ind/organisation/retur?error=access_denied&state=${state}`);
    await refusedWith(answer, 400, FAILED);
  });
});

const FAILED = 'Det lykkedes ikke at logge ind';

test('the last administrator keeps that role, whatever the service says', async () => {
  const own = await startTestSite({
    OIDC_ISSUER: service.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_ROLES: 'integrationsservice=consultant',
  });
  const { id } = await createUser(own, 'admin', { email: account.email });
  const browser = openBrowser(own);
  const start = await browser.get('/log-ind/organisation');
  const answer = await browser.get(path(await service.visit(String(start.headers.location))));
  expect(readElement(answer.body, /<h1/)).toBe('Du er den eneste administrator');
  const user = await own.deps.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(user).toMatchObject({ role: 'admin', oidc_subject: null, password_hash: expect.any(String) });
  await own.close();
});

test('a site whose sign-in service is away starts, says so, and works when it is back', async () => {
  const port = await findFreePort();
  const lonely = await startTestSite({
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_ROLES: 'a=reader',
  });
  const browser = openBrowser(lonely);
  for (const _ of [1, 2]) {
    const answer = await browser.get('/log-ind/organisation');
    expect(answer.statusCode).toBe(503);
    expect(readElement(answer.body, /<h1/)).toBe('Din organisations log ind svarer ikke');
  }
  const back = await startSignInService('https://eksempel.dk/log-ind/organisation/retur', port);
  expect((await browser.get('/log-ind/organisation')).statusCode).toBe(303);
  await back.close();
  await lonely.close();
});

test('without OIDC_ISSUER there is no such sign-in', async () => {
  const plain = await startTestSite();
  expect((await plain.app.inject('/log-ind/organisation')).statusCode).toBe(404);
  expect((await plain.app.inject('/log-ind')).body).not.toContain('organisation');
  await plain.close();
});
