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
  expect(await visible(page, 'h1')).toBe(true);
  expect(await page.getByRole('heading', { name: 'Sammenfatning' }).isVisible()).toBe(true);
  expect(await page.getByRole('complementary', { name: 'Fakta' }).isVisible()).toBe(true);
  for (const part of ['nav', 'footer nav', '.skipnav', '[data-print]', '.related'])
    expect(await visible(page, part), part).toBe(false);
});

test('a printed search has its results and neither fields nor facets', async () => {
  const { page } = await browsed.visit('/erfaringer?q=partnerskaber&omraade=uddannelse');
  await page.emulateMedia({ media: 'print' });
  expect(await visible(page, '.entry-card-title')).toBe(true);
  for (const part of ['nav', '[type=search]', '[type=checkbox]', 'select', 'button'])
    expect(await visible(page, part), part).toBe(false);
});

test('the button to print is shown by the script that makes it work, and not without it', async () => {
  const button = (page: Page) => page.getByRole('button', { name: 'Udskriv' });
  const { page } = await browsed.visit(entry);
  expect(await button(page).isVisible()).toBe(true);
  const { page: plain } = await browsed.visit(entry, { javaScriptEnabled: false });
  expect(await button(plain).isVisible()).toBe(false);
});

/** Whether any element that `selector` finds can be seen. */
async function visible(page: Page, selector: string): Promise<boolean> {
  return (await page.locator(`${selector} >> visible=true`).count()) > 0;
}
