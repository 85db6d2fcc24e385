import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
});
afterAll(() => browsed?.close());

const entry = '/erfaringer/resultatkontrakter-som-styringsredskab';

test('a printed entry has its text and facts, and nothing to click through', async () => {
  const { page } = await browsed.visit(entry);
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Sammenfatning' }).waitFor();
  await page.getByRole('heading', { name: 'Fakta' }).waitFor();
  await expectNone(page, 'navigation', 'button', 'searchbox');
});

test('a printed search has its results and neither fields nor facets', async () => {
  const { page } = await browsed.visit('/erfaringer?q=partnerskaber&omraade=uddannelse');
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { level: 3 }).first().waitFor();
  await expectNone(page, 'navigation', 'button', 'searchbox', 'checkbox', 'combobox');
});

test('the button to print is shown by the script that makes it work, and not without it', async () => {
  const button = (page: Page) => page.getByRole('button', { name: 'Udskriv' });
  const { page } = await browsed.visit(entry);
  expect(await button(page).isVisible()).toBe(true);
  const { page: plain } = await browsed.visit(entry, { javaScriptEnabled: false });
  expect(await button(plain).isVisible()).toBe(false);
});

/** Nothing that can be seen has one of these roles. */
async function expectNone(page: Page, ...roles: ('navigation' | 'button' | 'searchbox' | 'checkbox' | 'combobox')[]) {
  for (const role of roles) expect(await page.getByRole(role).count(), role).toBe(0);
}
