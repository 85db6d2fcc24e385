import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
});
afterAll(() => browsed?.close());

describe.for([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('a reader searches, narrows down, widens again, opens a result and comes back to the list', async () => {
    const { page } = await browsed.visit('/', { javaScriptEnabled });
    await page.getByRole('searchbox', { name: 'Søg i erfaringerne' }).fill('partnerskaber');
    await page.getByRole('button', { name: 'Søg' }).click();
    await page.waitForURL('/erfaringer?q=partnerskaber');
    const all = await resultTitles(page);
    expect(all.length).toBeGreaterThan(1);

    await tick(page, 'Uddannelse', javaScriptEnabled);
    await page.waitForURL('/erfaringer?q=partnerskaber&omraade=uddannelse');
    const chip = page.getByRole('link', { name: 'Fjern område: Uddannelse' });
    await chip.waitFor();
    const narrowed = await resultTitles(page);
    expect(narrowed.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining(narrowed));

    await chip.click();
    await page.waitForURL('/erfaringer?q=partnerskaber');
    await chip.waitFor({ state: 'detached' });
    expect(await resultTitles(page)).toEqual(all);

    await page.getByRole('link', { name: all[1] as string, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: all[1] as string, exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL('/erfaringer?q=partnerskaber');
    expect(await resultTitles(page)).toEqual(all);
  });

  test('the order chosen is the order of the list and stands in the address', async () => {
    const { page } = await browsed.visit('/erfaringer', { javaScriptEnabled });
    await page.getByRole('combobox', { name: 'Sortér' }).selectOption('Titel A-Å');
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Søg' }).click();
    await page.waitForURL('/erfaringer?sortering=titel');
    await expect.poll(() => resultTitles(page).then(isInDanishOrder)).toBe(true);
  });
});

test('the back button takes back a choice that showed its results at once', async () => {
  const { page } = await browsed.visit('/erfaringer?q=partnerskaber');
  const before = await resultTitles(page);
  await tick(page, 'Uddannelse', true);
  await page.waitForURL('/erfaringer?q=partnerskaber&omraade=uddannelse');
  await page.goBack();
  await page.waitForURL('/erfaringer?q=partnerskaber');
  await expect.poll(() => resultTitles(page)).toEqual(before);
  expect(await page.getByRole('checkbox', { name: 'Uddannelse' }).isChecked()).toBe(false);
});

test('the new number of results is announced to those who cannot see it change', async () => {
  const { page } = await browsed.visit('/erfaringer');
  await tick(page, 'Uddannelse', true);
  await page.getByRole('link', { name: 'Fjern område: Uddannelse' }).waitFor();
  const count = await page
    .getByRole('region', { name: /erfaring/ })
    .getByRole('heading', { level: 2 })
    .innerText();
  await expect.poll(() => page.locator('[data-announce]').textContent()).toBe(count);
});

test('an address that was shared shows the choices it holds', async () => {
  const { page } = await browsed.visit('/erfaringer?q=partnerskaber&omraade=uddannelse&omraade=beskaeftigelse');
  const checked = page.getByRole('group', { name: 'Område' }).getByRole('checkbox', { checked: true });
  expect(await checked.count()).toBe(2);
  expect(await page.getByRole('list', { name: 'Valgt afgrænsning' }).getByRole('link').count()).toBe(2);
});

/** Chooses a facet's value; without scripts a button must send the choice. */
async function tick(page: Page, label: string, javaScriptEnabled: boolean): Promise<void> {
  await page.getByRole('checkbox', { name: label }).check();
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Vis resultater' }).click();
}

function resultTitles(page: Page): Promise<string[]> {
  return page
    .getByRole('region', { name: /erfaring/i })
    .getByRole('heading', { level: 3 })
    .allInnerTexts();
}

function isInDanishOrder(titles: string[]): boolean {
  return titles.join('\n') === titles.toSorted(new Intl.Collator('da').compare).join('\n');
}
