import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLink, makeLink, useLink } from '#content/users/account-links.ts';
import { inviteUser } from '#content/users/invite-user.ts';
import { suspendUser } from '#content/users/suspend-user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readElement, readLinks, readText } from '../support/html.ts';
import { readAction, readMails, readMailTo } from '../support/mail.ts';
import { createUser, openBrowser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let admin: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  admin = await signIn(site, 'admin');
});
afterAll(() => site.close());

const NEW = 'fire tilfældige ord her';
let number = 0;
const newAddress = () => `inviteret-${++number}@eksempel.dk`;
const acting = () => ({ actor: { id: admin.user.id, role: 'admin' as const }, requestId: 'test' });

async function invite(email = newAddress()) {
  await inviteUser(site.deps.db, acting(), { email, name: 'Ny Bruger', organisation: '', role: 'partner' });
  return { email, link: readAction(await readMailTo(site, email)) };
}

async function askForReset(email: string) {
  const browser = openBrowser(site);
  await browser.get('/glemt-adgangskode');
  const { statusCode, headers } = await browser.post('/glemt-adgangskode', { email });
  const { body } = await browser.get(String(headers.location));
  return { statusCode, location: headers.location, text: readText(body) };
}

async function choose(link: string, password = NEW, again = password) {
  const browser = openBrowser(site);
  await browser.get(link);
  return { browser, answer: await browser.post(link, { password, again }) };
}

describe('an invitation', () => {
  test('is mailed with one link, through which a password is chosen and one is signed in', async () => {
    const { email, link } = await invite();
    const mail = await readMailTo(site, email);
    expect(mail.subject).toBe('Du er inviteret til Erfaringsdatabasen');
    expect(mail.text).toContain(`https://eksempel.dk${link}`);
    const { browser, answer } = await choose(link);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/mit']);
    const page = await browser.get('/mit/konto');
    expect(readText(page.body)).toMatch(/Din adgangskode er gemt.*Ny Bruger.*Partner/);
  });

  test('works once', async () => {
    const { link } = await invite();
    await choose(link);
    const again = await openBrowser(site).get(link);
    expect([again.statusCode, readElement(again.body, /<h1/)]).toEqual([404, 'Linket virker ikke længere']);
    expect((await choose(link, 'en anden adgangskode')).answer.statusCode).toBe(404);
  });

  test('is not used up by a mail program that looks at it', async () => {
    const { link } = await invite();
    for (const _ of [1, 2, 3]) expect((await openBrowser(site).get(link)).statusCode).toBe(200);
    expect((await choose(link)).answer.statusCode).toBe(303);
  });

  test('sent again ends the first one', async () => {
    const { email, link } = await invite();
    const { id } = await site.deps.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    await admin.get('/mit/konto');
    expect((await admin.post(`/admin/brugere/${id}/invitation`)).statusCode).toBe(303);
    const second = readAction(await readMailTo(site, email));
    expect(second).not.toBe(link);
    expect((await openBrowser(site).get(link)).statusCode).toBe(404);
    expect((await choose(second)).answer.statusCode).toBe(303);
  });

  test('is of no use to a suspended user', async () => {
    const { email, link } = await invite();
    const { id } = await site.deps.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    await suspendUser(site.deps.db, acting(), id, 'Fejl');
    expect((await choose(link)).answer.statusCode).toBe(404);
  });
});

describe('a forgotten password', () => {
  test('is answered alike for a known and an unknown address, and only the known one gets a mail', async () => {
    const { email } = await createUser(site, 'reader');
    const before = (await readMails(site)).length;
    const known = await askForReset(email.toUpperCase());
    const unknown = await askForReset('ingen@eksempel.dk');
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({
      statusCode: 303,
      location: '/log-ind',
      text: expect.stringContaining('Er adressen kendt her'),
    });
    const mails = (await readMails(site)).slice(before);
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual([email]);
  });

  test('does nothing before the answer is sent, so that its time tells nothing', async () => {
    const { email, id } = await createUser(site, 'reader');
    let links = -1;
    site.deps.jobs.soon('look', async () => {
      const rows = await site.deps.db.selectFrom('account_links').select('user_id').where('user_id', '=', id).execute();
      links = rows.length;
    });
    await askForReset(email);
    await site.deps.jobs.settled();
    expect(links).toBe(0);
    expect(readAction(await readMailTo(site, email))).toMatch(/^\/adgangskode\//);
  });

  test('is replaced through the link: the old one ends, and so does every session', async () => {
    const reader = await signIn(site, 'reader');
    await askForReset(reader.user.email);
    const { answer } = await choose(readAction(await readMailTo(site, reader.user.email)));
    expect(answer.statusCode).toBe(303);
    expect((await reader.get('/mit/konto')).statusCode).toBe(303);
    const browser = openBrowser(site);
    expect((await browser.post('/log-ind', { email: reader.user.email, password: PASSWORD })).statusCode).toBe(422);
    expect((await browser.post('/log-ind', { email: reader.user.email, password: NEW })).statusCode).toBe(303);
  });

  test('asked for many times in a row sends one mail', async () => {
    const { email } = await createUser(site, 'reader');
    for (const _ of [1, 2, 3]) await askForReset(email);
    const mails = (await readMails(site)).filter(({ to }) => to?.[0]?.address === email);
    expect(mails).toHaveLength(1);
  });

  test('of somebody suspended, or who signs in elsewhere, sends none', async () => {
    const suspended = await createUser(site, 'reader');
    const external = await createUser(site, 'reader');
    const users = site.deps.db.updateTable('users');
    await users.set({ suspended_at: new Date() }).where('id', '=', suspended.id).execute();
    await users.set({ oidc_subject: 'https://x y' }).where('id', '=', external.id).execute();
    const before = (await readMails(site)).length;
    await askForReset(suspended.email);
    await askForReset(external.email);
    expect((await readMails(site)).length).toBe(before);
  });

  test('needs an address', async () => {
    const browser = openBrowser(site);
    await browser.get('/glemt-adgangskode');
    const { statusCode, body } = await browser.post('/glemt-adgangskode', { email: 'ikke en adresse' });
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: 'Skriv en e-mailadresse som navn@kommune.dk.', href: '#email' });
    expect(body).toContain('value="ikke en adresse"');
  });
});

describe('a link', () => {
  const hour = 3_600_000;
  const start = new Date('2030-01-01T00:00:00Z');
  const hoursLater = (hours: number) => new Date(start.getTime() + hours * hour);

  test.each([
    ['invitation', 7 * 24],
    ['reset', 2],
  ] as const)('to %s ends after %i hours', async (purpose, hours) => {
    const { id } = await createUser(site, 'reader');
    const token = await makeLink(site.deps.db, purpose, id, start);
    expect(await findLink(site.deps.db, token, hoursLater(hours - 0.01))).toMatchObject({ purpose, user: { id } });
    expect(await findLink(site.deps.db, token, hoursLater(hours + 0.01))).toBeUndefined();
    expect(await useLink(site.deps.db, token, hoursLater(hours + 0.01))).toBeUndefined();
  });

  test('is used by one of many who try at once', async () => {
    const { link } = await invite();
    const answers = await Promise.all([1, 2, 3, 4].map(() => choose(link)));
    const statuses = answers.map(({ answer }) => answer.statusCode).sort();
    expect(statuses).toEqual([303, 404, 404, 404]);
  });

  test('cannot be made from what stands in the database or in the log', async () => {
    const { link } = await invite();
    const token = link.split('/').at(-1) ?? '';
    const { db } = site.deps;
    const stored = [
      await db.selectFrom('account_links').selectAll().execute(),
      await db.selectFrom('mail_queue').selectAll().execute(),
      await db.selectFrom('audit_log').selectAll().execute(),
    ];
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test.each(['x', 'a'.repeat(43), '%00', '..%2f', "'--"])('that nobody made leads nowhere: %s', async (token) => {
    expect((await openBrowser(site).get(`/adgangskode/${token}`)).statusCode).toBe(404);
  });
});

describe('a password', () => {
  test.each([
    ['kort', 'Adgangskoden skal have mindst 12 tegn.'],
    ['', 'Vælg en adgangskode.'],
    ['x'.repeat(201), 'Adgangskoden må højst have 200 tegn.'],
  ])('that is no good is refused, and the link still works: %j', async (password, message) => {
    const { link } = await invite();
    const { answer } = await choose(link, password);
    expect(answer.statusCode).toBe(422);
    expect(readLinks(answer.body)).toContainEqual({ text: message, href: '#password' });
    expect((await choose(link)).answer.statusCode).toBe(303);
  });

  test('is not the e-mail address', async () => {
    const { email, link } = await invite();
    const { answer } = await choose(link, email.toUpperCase());
    expect(readText(answer.body)).toContain('Adgangskoden må ikke være din e-mailadresse.');
  });

  test('must be typed twice alike', async () => {
    const { link } = await invite();
    const { answer } = await choose(link, NEW, `${NEW}!`);
    expect(readLinks(answer.body)).toContainEqual({ text: 'De to adgangskoder er ikke ens.', href: '#again' });
  });

  test('keeps its spaces and its letters', async () => {
    const { email, link } = await invite();
    await choose(link, '  æøå 🙂 ord ord  ');
    const browser = openBrowser(site);
    expect((await browser.post('/log-ind', { email, password: 'æøå 🙂 ord ord' })).statusCode).toBe(422);
    expect((await browser.post('/log-ind', { email, password: '  æøå 🙂 ord ord  ' })).statusCode).toBe(303);
  });

  test('changes only for somebody who knows the old one', async () => {
    const reader = await signIn(site, 'reader');
    const answer = await reader.post('/mit/konto', { old: 'forkert', password: NEW, again: NEW });
    expect(answer.statusCode).toBe(422);
    expect(readLinks(answer.body)).toContainEqual({ text: 'Den nuværende adgangskode er forkert.', href: '#old' });
    expect(answer.body).not.toContain(NEW);
  });

  test('is stored as argon2id and written down without itself', async () => {
    const { email, link } = await invite();
    await choose(link);
    const { db } = site.deps;
    const user = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
    expect(user.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const rows = await db.selectFrom('audit_log').selectAll().where('object_id', '=', String(user.id)).execute();
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['user.create', 'user.set_password']));
    expect(JSON.stringify(rows)).not.toMatch(/argon2|ord her/);
  });
});
