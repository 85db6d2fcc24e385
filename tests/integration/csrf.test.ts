import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#server/paths.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readElement, readTags, readText } from '../support/html.ts';
import { openBrowser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let admin: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  admin = await signIn(site, 'admin');
});
afterAll(() => site.close());

const invitation = { name: 'Ærlig "Æble" <b>Østergård</b>', email: 'ny@eksempel.dk', role: 'reader' };
const isInvited = async (email = invitation.email) => {
  const rows = await site.deps.db.selectFrom('users').select('id').where('email', '=', email).execute();
  return rows.length > 0;
};

/** What the hidden fields of the form that goes to `action` hold, by name. */
function readFields(html: string, action: string): Record<string, string[]> {
  const form = html.split('<form ').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields: Record<string, string[]> = {};
  for (const { name, attributes } of readTags(`<form ${form.slice(0, form.indexOf('</form>'))}`))
    if (name === 'input' && attributes.name)
      fields[attributes.name] = [...(fields[attributes.name] ?? []), attributes.value ?? ''];
  return fields;
}

describe('a change is refused', () => {
  // A click on a result adds one to a number: it knows no session, so there is none to misuse.
  const unsafe = () => site.app.routeTable.filter(({ method, url }) => method !== 'GET' && url !== paths.searchClick());

  test('without a token, on every address that changes something', async () => {
    expect(unsafe().length).toBeGreaterThan(5);
    for (const { url, method } of unsafe()) {
      const path = url.replaceAll(/:\w+/g, '1');
      const { statusCode, body } = await site.app.inject({
        method: method as 'POST',
        url: path,
        cookies: admin.cookies,
        headers: { origin: 'https://eksempel.dk', host: 'eksempel.dk' },
      });
      // An object that is not there may be said first; nothing may be done.
      expect([path, [403, 404]]).toEqual([path, expect.arrayContaining([statusCode])]);
      expect(body).toMatch(/for gammel|stået åben for længe|findes ikke/);
    }
  });

  test.each([
    ['the token of another session', async () => (await signIn(site, 'admin')).csrf()],
    ['a token of one’s own making', async () => 'abcdefgh-0123456789'],
    ['an empty token', async () => ''],
  ])('with %s', async (_what, makeToken) => {
    const { statusCode } = await admin.post('/admin/brugere', { ...invitation, _csrf: await makeToken() });
    expect(statusCode).toBe(403);
    expect(await isInvited()).toBe(false);
  });

  test.each([
    { origin: 'https://ond.dk' },
    { origin: 'https://eksempel.dk.ond.dk' },
    { origin: 'null' },
    { origin: 'https://eksempel.dk:8443' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[])('when another site sends it, even with the right token: %o', async (headers) => {
    await admin.get('/admin/brugere');
    const { statusCode, body } = await admin.post('/admin/brugere', invitation, headers);
    expect(statusCode).toBe(403);
    expect(body).not.toContain('Østergård');
    expect(await isInvited()).toBe(false);
  });

  test('when another site signs a reader out', async () => {
    await admin.get('/mit/konto');
    expect((await admin.post('/log-ud', {}, { origin: 'https://ond.dk' })).statusCode).toBe(403);
    expect((await admin.get('/mit/konto')).statusCode).toBe(200);
  });
});

test('a script may send the token as a header', async () => {
  await admin.get('/mit/konto');
  const { statusCode } = await admin.post('/admin/brugere', { _csrf: '' }, { 'x-csrf-token': admin.csrf() });
  expect(statusCode).toBe(422);
});

test('a form with files may hold the token as one of its parts', async () => {
  await admin.get('/mit/konto');
  const form = new FormData();
  form.set('_csrf', admin.csrf());
  form.set('fil', new Blob(['x']), 'x.txt');
  const { statusCode } = await site.app.inject({
    method: 'POST',
    url: '/admin/brugere',
    cookies: admin.cookies,
    headers: { host: 'eksempel.dk', origin: 'https://eksempel.dk' },
    payload: form,
  });
  expect(statusCode).toBe(422);
});

describe('no word is lost', () => {
  test('when the page was too old: one button sends it again', async () => {
    const writer = await signIn(site, 'admin');
    const stale = { ...invitation, email: 'stale@eksempel.dk', _csrf: 'gammel' };
    const answer = await writer.post('/admin/brugere', stale);
    expect(answer.statusCode).toBe(403);
    expect(readElement(answer.body, /<h1/)).toBe('Siden var for gammel');
    const { _csrf: [token = ''] = [], ...kept } = readFields(answer.body, '/admin/brugere');
    expect(kept).toEqual({ name: [invitation.name], email: [stale.email], role: ['reader'] });
    expect((await writer.post('/admin/brugere', { ...kept, _csrf: token })).statusCode).toBe(303);
    expect(await isInvited(stale.email)).toBe(true);
  });

  test('when the session has ended: sign in again, and one button sends it', async () => {
    const writer = await signIn(site, 'admin');
    await site.deps.db.deleteFrom('sessions').where('user_id', '=', writer.user.id).execute();
    const words = { ...invitation, email: 'udloebet@eksempel.dk', organisation: 'To linjer\r\nog æøå' };
    const asked = await writer.post('/admin/brugere', words);
    expect(asked.statusCode).toBe(401);
    expect(readText(asked.body)).toContain('Det, du skrev, er ikke gået tabt.');

    const form = readFields(asked.body, '/log-ind');
    const wrong = await writer.post('/log-ind', { ...form, email: writer.user.email, password: 'forkert' });
    expect(wrong.statusCode).toBe(422);
    const second = readFields(wrong.body, '/log-ind');
    const answer = await writer.post('/log-ind', { ...second, email: writer.user.email, password: PASSWORD });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/log-ind/fortsaet']);

    const page = await writer.get('/log-ind/fortsaet');
    expect(readElement(page.body, /<h1/)).toBe('Du er logget ind igen');
    const { _csrf, ...kept } = readFields(page.body, '/admin/brugere');
    expect(kept).toEqual(Object.fromEntries(Object.entries(words).map(([name, value]) => [name, [value]])));
    const sent = await writer.post('/admin/brugere', { ...kept, organisation: 'Én linje', _csrf: _csrf ?? [] });
    expect(sent.statusCode).toBe(303);
    expect(await isInvited(words.email)).toBe(true);
    // It is done, so it is not offered again.
    expect((await writer.get('/log-ind/fortsaet')).headers.location).toBe('/mit');
  });

  test('when even the page to sign in was too old', async () => {
    const writer = openBrowser(site);
    const asked = await writer.post('/admin/brugere', { ...invitation, email: 'laenge@eksempel.dk' });
    const form = readFields(asked.body, '/log-ind');
    const stale = await writer.post('/log-ind', { ...form, email: 'a@b.dk', password: 'hemmelig', _csrf: 'gammel' });
    expect(stale.statusCode).toBe(403);
    expect(stale.body).not.toContain('hemmelig');
    expect(readFields(stale.body, '/log-ind')).toMatchObject({ felter: form.felter, handling: ['/admin/brugere'] });
  });

  test('when sign-in is at another service, where a form cannot go', async () => {
    const oidc = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'x', OIDC_ROLES: 'a=reader' };
    const other = await startTestSite(oidc);
    const writer = openBrowser(other);
    const asked = await writer.post('/mit/konto', { ord: 'mange ord' });
    const form = readFields(asked.body, '/log-ind');
    const { headers } = await writer.post('/log-ind/fortsaet', form);
    expect(headers.location).toBe('/log-ind?tilbage=%2Flog-ind%2Ffortsaet');
    expect((await writer.get(String(headers.location))).body).toContain(
      '/log-ind/organisation?tilbage=%2Flog-ind%2Ffortsaet',
    );
    const rows = await other.deps.db.selectFrom('sessions').select('data').execute();
    expect(rows).toEqual([
      {
        data: expect.objectContaining({
          kept: { path: '/mit/konto', fields: [['ord', 'mange ord']], hadFiles: false },
        }),
      },
    ]);
    await other.close();
  });

  test('of files only that they must be chosen again', async () => {
    const form = new FormData();
    form.set('alt', 'Et billede af en have');
    form.set('fil', new Blob(['indhold']), 'have.png');
    const request = new Response(form);
    const type = request.headers.get('content-type') ?? '';
    const headers = { host: 'eksempel.dk', origin: 'https://eksempel.dk', 'content-type': type };
    const payload = Buffer.from(await request.arrayBuffer());
    const { statusCode, body } = await site.app.inject({ method: 'POST', url: '/admin/brugere', headers, payload });
    expect(statusCode).toBe(401);
    expect(readText(body)).toContain('Filer kan ikke gemmes her.');
    const kept = readFields(body, '/log-ind');
    expect(JSON.parse(kept.felter?.[0] ?? '')).toEqual([['alt', 'Et billede af en have']]);
  });

  test('but never a password', async () => {
    const { body } = await openBrowser(site).post('/mit/konto', {
      old: 'hemmelig',
      password: 'ny hemmelig',
      again: 'x',
    });
    expect(body).not.toMatch(/hemmelig|name="felter"/);
  });

  test('and nobody can put theirs into a form of ours', async () => {
    const headers = { host: 'eksempel.dk', 'content-type': 'application/x-www-form-urlencoded' };
    const payload = 'name=Ond&email=ond%40ond.dk&role=admin';
    const answer = await site.app.inject({ method: 'POST', url: '/admin/brugere', headers, payload });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).not.toContain('ond.dk');
    const browser = openBrowser(site);
    await browser.get('/log-ind');
    for (const handling of ['https://ond.dk/', '//ond.dk', '/\\ond.dk', 'javascript:alert(1)']) {
      const { body } = await browser.post('/log-ind', {
        email: 'a@b.dk',
        password: 'x',
        handling,
        felter: '[["a","b"]]',
      });
      expect(body).not.toMatch(/name="handling"|ond\.dk/);
    }
  });

  test.each(['', '{', '[]x', '{"a":1}', '[["a"]]', '[["a",1]]', 'null'])(
    'and what cannot be read is left out: felter=%j',
    async (felter) => {
      const browser = openBrowser(site);
      await browser.get('/log-ind');
      const email = `felter-${felter.length}@eksempel.dk`;
      const { statusCode } = await browser.post('/log-ind', { email, password: 'x', handling: '/mit', felter });
      expect(statusCode).toBe(422);
    },
  );

  test('whatever characters it holds', async () => {
    const writer = await signIn(site, 'admin');
    await site.deps.db.deleteFrom('sessions').where('user_id', '=', writer.user.id).execute();
    const asked = await writer.post('/admin/brugere', { name: 'a\0b', email: '🙂' });
    const form = readFields(asked.body, '/log-ind');
    const felter = `${form.felter?.[0]?.slice(0, -1)},["ensom","\\ud800 \\u0000"]]`;
    const sent = { ...form, felter, email: writer.user.email, password: PASSWORD };
    expect((await writer.post('/log-ind', sent)).statusCode).toBe(303);
    const { body } = await writer.get('/log-ind/fortsaet');
    expect(readFields(body, '/admin/brugere')).toMatchObject({ name: ['ab'], email: ['🙂'] });
  });
});

test('a form larger than a megabyte is refused in Danish', async () => {
  const { statusCode, body } = await admin.post('/admin/brugere', { name: 'x'.repeat(1_100_000) });
  expect(statusCode).toBe(413);
  expect(readText(body)).toContain('fylder for meget');
});

test('a file larger than ten megabytes, or more than twelve, are refused in Danish', async () => {
  await admin.get('/mit/konto');
  const send = async (files: Blob[]) => {
    const form = new FormData();
    form.set('_csrf', admin.csrf());
    for (const file of files) form.append('fil', file, 'x.bin');
    const headers = { host: 'eksempel.dk', origin: 'https://eksempel.dk' };
    const { cookies } = admin;
    return site.app.inject({ method: 'POST', url: '/admin/brugere', cookies, headers, payload: form });
  };
  const large = new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]);
  const many = Array.from({ length: 13 }, () => new Blob(['x']));
  for (const { statusCode, body } of [await send([large]), await send(many)]) {
    expect(statusCode).toBe(413);
    expect(readText(body)).toContain('fylder for meget');
  }
});
