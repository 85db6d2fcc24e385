import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLink } from '#content/users/account-links.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { readAction, readMailTo } from '../support/mail.ts';
import { createUser, PASSWORD, type SignedIn, signIn, storageState } from '../support/session.ts';

let browsed: BrowsedSite;
let admin: SignedIn;
let token: string;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  admin = await signIn(browsed.site, 'admin');
  const { id } = await createUser(browsed.site, 'partner', { name: 'Åse Ærø', organisation: 'Ærø Kommune' });
  token = await makeLink(browsed.site.deps.db, 'invitation', id);
});
afterAll(() => browsed?.close());

const visitAsAdmin = (path: string, options: BrowserContextOptions = {}) =>
  browsed.visit(path, { storageState: storageState(admin), ...options });

const pages: [kind: string, path: () => string, visit: 'anybody' | 'admin'][] = [
  ['sign-in', () => '/log-ind?tilbage=/mit/konto', 'anybody'],
  ['forgotten password', () => '/glemt-adgangskode', 'anybody'],
  ['choice of a password', () => `/adgangskode/${token}`, 'anybody'],
  ['link that is of no use', () => '/adgangskode/brugt', 'anybody'],
  ['own account', () => '/mit/konto', 'admin'],
  ['administration', () => '/admin', 'admin'],
  ['users', () => '/admin/brugere', 'admin'],
  ['user', () => `/admin/brugere/${admin.user.id + 1}`, 'admin'],
  ['audit log', () => '/admin/log', 'admin'],
  ['audit log without rows', () => '/admin/log?objekt=ingen', 'admin'],
];

describe.for(pages)('the page of %s', ([, path, who]) => {
  const visit = (options: BrowserContextOptions) =>
    who === 'admin' ? visitAsAdmin(path(), options) : browsed.visit(path(), options);

  test.for([1280, 375])('is accessible at a width of %i', async (width) => {
    const { page } = await visit({ viewport: { width, height: 800 } });
    expect(await accessibilityIssues(page)).toEqual([]);
  });

  test('fits a width of 320, asks no other host, and gives the browser no cause to complain', async () => {
    const { page, hosts, complaints } = await visit({ viewport: { width: 320, height: 700 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect([...hosts]).toEqual([browsed.host]);
    expect(complaints.filter((text) => !/status of 404/.test(text))).toEqual([]);
  });
});

describe.for([true, false])('with scripts: %s', (javaScriptEnabled) => {
  const options = { javaScriptEnabled };
  /** axe is a script itself. */
  const check = async (page: Page) => {
    if (javaScriptEnabled) expect(await accessibilityIssues(page)).toEqual([]);
  };
  const invite = async (page: Page, email: string) => {
    await page.getByLabel('Navn').fill('Bo Bæk');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Rolle').selectOption('Konsulent');
    await page.getByRole('button', { name: 'Send invitation' }).click();
  };

  test('an administrator invites a consultant, who chooses a password, signs out and in again', async () => {
    const email = `bo-${javaScriptEnabled}@kommune.dk`;
    const { page } = await visitAsAdmin('/admin/brugere', options);
    await invite(page, email);
    await page.getByRole('status').filter({ hasText: 'Bo Bæk er inviteret.' }).waitFor();
    await check(page);

    const { page: own } = await browsed.visit(readAction(await readMailTo(browsed.site, email)), options);
    await own.getByLabel('Ny adgangskode', { exact: true }).fill('kort');
    await own.getByLabel('Gentag den nye adgangskode').fill('kort');
    await own.getByRole('button', { name: 'Gem og log ind' }).click();
    await own.getByRole('link', { name: 'Adgangskoden skal have mindst 12 tegn.' }).click();
    await check(own);
    await own.getByLabel('Ny adgangskode', { exact: true }).fill(PASSWORD);
    await own.getByLabel('Gentag den nye adgangskode').fill(PASSWORD);
    await own.getByRole('button', { name: 'Gem og log ind' }).click();
    await own.waitForURL('/mit');

    await own.getByRole('button', { name: 'Log ud' }).click();
    await own.waitForURL('/');
    await own.getByRole('link', { name: 'Log ind' }).click();
    await own.getByLabel('E-mail').fill(email);
    await own.getByLabel('Adgangskode').fill(PASSWORD);
    await own.getByRole('button', { name: 'Log ind' }).click();
    await own.waitForURL('/mit');
    await own.getByRole('link', { name: 'Redaktion' }).waitFor();
  });

  test('a form that was sent after the session had ended goes on after a new sign-in', async () => {
    const writer = await signIn(browsed.site, 'admin');
    const { page } = await browsed.visit('/admin/brugere', { storageState: storageState(writer), ...options });
    await browsed.site.deps.db.deleteFrom('sessions').where('user_id', '=', writer.user.id).execute();
    await invite(page, `sent-${javaScriptEnabled}@kommune.dk`);
    await page.getByText('Det, du skrev, er ikke gået tabt.').waitFor();
    await check(page);
    await page.getByLabel('E-mail').fill(writer.user.email);
    await page.getByLabel('Adgangskode').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log ind' }).click();
    await page.getByRole('heading', { name: 'Du er logget ind igen' }).waitFor();
    await check(page);
    await page.getByRole('button', { name: 'Fortsæt, hvor du slap' }).click();
    await page.getByRole('status').filter({ hasText: 'Bo Bæk er inviteret.' }).waitFor();
  });
});

test('who forgot the password gets a mail and a new one', async () => {
  const user = await createUser(browsed.site, 'reader');
  const { page } = await browsed.visit('/log-ind');
  await page.getByRole('link', { name: 'Har du glemt din adgangskode?' }).click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByRole('button', { name: 'Send link' }).click();
  await page.getByText('Er adressen kendt her').waitFor();
  await page.goto(readAction(await readMailTo(browsed.site, user.email)));
  expect(await page.getByText(user.email).isVisible()).toBe(true);
});
