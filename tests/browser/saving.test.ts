import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { makeEntry } from '../support/entry-states.ts';
import { createUser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';

let browsed: BrowsedSite;
let author: SignedIn;
let editor: { id: number; role: 'editor' };
beforeAll(async () => {
  browsed = await startBrowsedSite();
  editor = { id: (await createUser(browsed.site, 'editor')).id, role: 'editor' };
});
afterAll(() => browsed?.close());

let path: string;
let id: number;
beforeEach(async () => {
  author = await signIn(browsed.site, 'partner');
  ({ id } = await makeEntry(browsed.site.deps, 'draft', { author: author.user, editor }, { summary: 'Først.' }));
  path = `/mit/erfaringer/${id}`;
});

const open = async () => (await visitAs(browsed, author, path)).page;
const summary = (page: Page) => page.getByRole('textbox', { name: /^Sammenfatning/ });
const status = (page: Page) => page.locator('[data-status]');
const stored = async () => {
  const draft = await browsed.site.deps.db
    .selectFrom('entry_drafts')
    .select('fields')
    .where('entry_id', '=', id)
    .executeTakeFirst();
  return draft?.fields?.summary;
};
const saysOffline = (page: Page) =>
  status(page).getByText('Ingen forbindelse. Det, du skriver, gemmes på denne computer.').waitFor();
const saysSaved = (page: Page) =>
  status(page)
    .getByText(/^Gemt kl\. \d\d\.\d\d$/)
    .waitFor();

describe('what is written', () => {
  test('is saved by itself after a pause, is there after a reload, and leaves nothing behind', async () => {
    const page = await open();
    await summary(page).fill('Så dette.');
    await saysSaved(page);
    expect(await stored()).toBe('Så dette.');
    await page.reload();
    expect(await summary(page).inputValue()).toBe('Så dette.');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('is saved again when more is written', async () => {
    const page = await open();
    for (const words of ['Et.', 'Et og to.', 'Et, to og tre.']) {
      await summary(page).fill(words);
      await expect.poll(stored, { timeout: 10_000 }).toBe(words);
    }
  });

  test('does not leave the focus or the place where it is written', async () => {
    const page = await open();
    await summary(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Mere');
    await saysSaved(page);
    await page.keyboard.type(' og mere');
    expect(await summary(page).inputValue()).toBe('Først. Mere og mere');
  });

  test('is told to those who cannot see it', async () => {
    const page = await open();
    expect(await status(page).getAttribute('role')).toBe('status');
  });
});

describe('a lost connection', () => {
  test('loses no word: they are kept, and saved when it is back', async () => {
    const page = await open();
    await page.context().setOffline(true);
    await summary(page).fill('Skrevet uden net.');
    await saysOffline(page);
    expect(await stored()).toBe('Først.');
    await page.context().setOffline(false);
    await saysSaved(page);
    expect(await stored()).toBe('Skrevet uden net.');
  });

  test('and a closed page lose no word: they are offered the next time', async () => {
    const page = await open();
    page.on('dialog', (dialog) => dialog.accept());
    // Pages arrive, what is sent does not.
    await page.route(`**${path}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await summary(page).fill('Skrevet uden net.');
    await saysOffline(page);
    await page.reload();
    await page.unroute(`**${path}`);
    await page.getByText(/nåede ikke at blive gemt/).waitFor();
    expect(await summary(page).inputValue()).toBe('Først.');
    await page.getByRole('button', { name: 'Hent det, du skrev' }).click();
    expect(await summary(page).inputValue()).toBe('Skrevet uden net.');
    await saysSaved(page);
    expect(await stored()).toBe('Skrevet uden net.');
  });

  test('in the middle of an answer makes no conflict with oneself', async () => {
    const page = await open();
    // The server saves, but its answer never arrives.
    const loseAnswer = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route(`**${path}`, loseAnswer, { times: 1 });
    await summary(page).fill('Gemt uden svar.');
    await saysOffline(page);
    expect(await stored()).toBe('Gemt uden svar.');
    await summary(page).fill('Gemt uden svar, og mere.');
    await saysSaved(page);
    expect(await stored()).toBe('Gemt uden svar, og mere.');
  });

  test('words that were offered and thrown away are not offered again', async () => {
    const page = await open();
    await page.evaluate(
      ([user, entry]) =>
        localStorage.setItem(
          `erfaring-${user}-${entry}`,
          JSON.stringify({ entries: [['summary', 'Gammelt']], basedOn: '1', at: Date.now() }),
        ),
      [author.user.id, id],
    );
    await page.reload();
    await page.getByRole('button', { name: 'Smid det væk' }).click();
    await page.reload();
    expect(await page.getByRole('button', { name: 'Smid det væk' }).count()).toBe(0);
    expect(await summary(page).inputValue()).toBe('Først.');
  });
});

describe('a session that ends while somebody writes', () => {
  test('loses no word: after signing in in another window they are saved', async () => {
    const page = await open();
    await browsed.site.deps.db.deleteFrom('sessions').where('user_id', '=', author.user.id).execute();
    await summary(page).fill('Skrevet efter log ud.');
    await status(page).getByText('Du er logget ud. Log ind i et nyt vindue, så gemmer vi.').waitFor();
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      status(page).getByRole('link', { name: 'Log ind' }).click(),
    ]);
    await window.getByLabel('E-mail').fill(author.user.email);
    await window.getByLabel('Adgangskode', { exact: true }).fill(PASSWORD);
    await window.getByRole('main').getByRole('button', { name: 'Log ind' }).click();
    await window.waitForURL('**/mit');
    await window.close();
    await page.bringToFront();
    await saysSaved(page);
    expect(await stored()).toBe('Skrevet efter log ud.');
  });

  test('and begins again as that of somebody else saves nothing in that name', async () => {
    const page = await open();
    const other = await signIn(browsed.site, 'editor');
    await page.context().clearCookies();
    const cookies = Object.entries(other.cookies).map(([name, value]) => ({
      name,
      value,
      url: `http://${browsed.host}`,
    }));
    await page.context().addCookies(cookies);
    await summary(page).fill('Skrevet af en anden?');
    await status(page)
      .getByText(/^Du er logget ind som en anden/)
      .waitFor();
    expect(await stored()).toBe('Først.');
  });
});

describe('leaving the page', () => {
  test('is warned of while words are not saved, and never otherwise', async () => {
    const page = await open();
    const warnings: string[] = [];
    page.on('dialog', (dialog) => {
      warnings.push(dialog.type());
      return dialog.dismiss();
    });
    await page.context().setOffline(true);
    await summary(page).fill('Ikke gemt.');
    await page.evaluate(`location.assign('/mit')`).catch(() => {});
    await expect.poll(() => warnings).toEqual(['beforeunload']);
    await page.context().setOffline(false);
    await saysSaved(page);
    await page.getByRole('link', { name: 'Mine erfaringer' }).first().click();
    await page.waitForURL('**/mit');
    expect(warnings).toEqual(['beforeunload']);
  });

  test('by a button of the page saves first', async () => {
    const page = await open();
    await summary(page).fill('Lige før.');
    await page.getByLabel('Metodens navn').fill('Naboskab');
    await page.getByRole('button', { name: 'Foreslå metoden' }).click();
    await page.getByText('Foreslået: Naboskab (venter)').waitFor();
    expect(await stored()).toBe('Lige før.');
  });
});

test('words for an entry that was sent to review meanwhile are kept, and their writer is told', async () => {
  const page = await open();
  await author.post(`${path}/indsendelse`);
  await summary(page).fill('For sent.');
  await status(page)
    .getByText('Der kan ikke skrives i erfaringen lige nu. Dine ord gemmes på denne computer.')
    .waitFor();
  expect(await stored()).toBeUndefined();
  expect(await page.evaluate(() => Object.values(localStorage).join())).toContain('For sent.');
});

test('a text that is too long is not saved, and its writer is told', async () => {
  const page = await open();
  await summary(page).fill('x'.repeat(100_001));
  await status(page).getByText('Ikke gemt. Teksten fylder 100.001 tegn. Der er plads til 100.000.').waitFor();
  await summary(page).fill('Kort.');
  await saysSaved(page);
  expect(await stored()).toBe('Kort.');
});

test('the way on opens when the first words are saved', async () => {
  const page = await open();
  await page.goto('/mit');
  await page.getByRole('button', { name: 'Skriv en ny erfaring' }).click();
  await page.waitForURL(/\/mit\/erfaringer\/\d+$/);
  expect(await page.getByRole('button', { name: 'Send til gennemsyn' }).count()).toBe(0);
  await page.getByRole('textbox', { name: /^Titel/ }).fill('Mentorer');
  await page.getByRole('button', { name: 'Send til gennemsyn' }).waitFor();
});
