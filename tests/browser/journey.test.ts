import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

const search = '/erfaringer?q=lektiehj%C3%A6lp';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  await publish(
    browsed.site.deps,
    exchangeEntry({ title: 'Frivillige lektiehjælpere', areas: ['uddannelse'] }),
    exchangeEntry({ title: 'Lektiehjælp i fritidsklubben', areas: ['kultur-og-fritid'] }),
    exchangeEntry({ title: 'Lektiehjælp på biblioteket', areas: ['uddannelse', 'kultur-og-fritid'] }),
  );
});
afterAll(() => browsed?.close());

describe.for([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('a reader searches, narrows down, widens again, opens a result and comes back to the list', async () => {
    const { page } = await browsed.visit('/', { javaScriptEnabled });
    await page.getByLabel('Søg i erfaringerne').fill('lektiehjælp');
    await page.getByRole('button', { name: 'Søg' }).click();
    await page.waitForURL(search);
    const all = await resultTitles(page);
    expect(all.length).toBeGreaterThan(1);

    await tick(page, 'Uddannelse', javaScriptEnabled);
    await page.waitForURL(`${search}&omraade=uddannelse`);
    const chip = page.getByRole('link', { name: 'Fjern område: Uddannelse' });
    await chip.waitFor();
    const narrowed = await resultTitles(page);
    expect(narrowed.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining(narrowed));

    await chip.click();
    await page.waitForURL(search);
    await chip.waitFor({ state: 'detached' });
    expect(await resultTitles(page)).toEqual(all);

    await page.getByRole('link', { name: all[1] as string, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: all[1] as string, exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL(search);
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
  const { page } = await browsed.visit(search);
  const before = await resultTitles(page);
  await tick(page, 'Uddannelse', true);
  await page.waitForURL(`${search}&omraade=uddannelse`);
  await page.goBack();
  await page.waitForURL(search);
  await expect.poll(() => resultTitles(page)).toEqual(before);
  expect(await areaBox(page, 'Uddannelse').isChecked()).toBe(false);
});

test('the new number of results is announced to those who cannot see it change', async () => {
  const { page } = await browsed.visit('/erfaringer');
  await tick(page, 'Uddannelse', true);
  await page.getByRole('link', { name: 'Fjern område: Uddannelse' }).waitFor();
  const count = await page
    .getByRole('region', { name: /erfaring/ })
    .getByRole('heading', { level: 2 })
    .textContent();
  await expect.poll(() => page.locator('[data-announce]').textContent()).toBe(count);
});

test('an address that was shared shows the choices it holds', async () => {
  const { page } = await browsed.visit(`${search}&omraade=uddannelse&omraade=kultur-og-fritid`);
  const checked = page.getByRole('group', { name: 'Område' }).getByRole('checkbox', { checked: true });
  expect(await checked.count()).toBe(2);
  expect(await page.getByRole('list', { name: 'Valgt afgrænsning' }).getByRole('link').count()).toBe(2);
});

/** Chooses an area; without scripts a button must send the choice. */
async function tick(page: Page, label: string, javaScriptEnabled: boolean): Promise<void> {
  await areaBox(page, label).check();
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Vis resultater' }).click();
}

/** The box of an area, whatever count stands beside its name. */
function areaBox(page: Page, label: string): Locator {
  return page.getByRole('group', { name: 'Område' }).getByRole('checkbox', { name: new RegExp(`^${label}\\b`) });
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
