import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
});
afterAll(() => browsed?.close());

test('the first stop is a link past the header, and it is seen when it has focus', async () => {
  const { page } = await browsed.visit('/');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Gå til indholdet');
  const box = await page.getByRole('link', { name: 'Gå til indholdet' }).boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('indhold');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
});

test('the tab key goes through the search page in the order of reading', async () => {
  const { page } = await browsed.visit('/erfaringer?omraade=uddannelse');
  const stops = await tabStops(page, 60);
  const expected = [
    ...['Gå til indholdet', 'Erfaringsdatabasen', 'Erfaringer', 'Forside', 'Søg i erfaringer', 'Søg'],
    ...['Område', 'Uddannelse', 'Sortér', 'Fjern område: Uddannelse', 'Ryd afgrænsning'],
  ];
  expect(stops.filter((stop) => expected.includes(stop))).toEqual(expected);
});

test('the element that has focus is always marked', async () => {
  const { page } = await browsed.visit('/erfaringer');
  for (let stop = 0; stop < 15; stop++) {
    await page.keyboard.press('Tab');
    const isMarked = await page.evaluate(`(() => {
      const element = document.activeElement;
      const label = element.matches('[type=checkbox]') ? element.labels[0] : element;
      return [[element], [label], [label, '::before']].some(([target, part]) => {
        const { outlineStyle, boxShadow } = getComputedStyle(target, part);
        return outlineStyle !== 'none' || boxShadow !== 'none';
      });
    })()`);
    expect(isMarked, await focused(page)).toBe(true);
  }
});

test('Enter in the search field searches', async () => {
  const { page } = await browsed.visit('/');
  await page.getByRole('combobox', { name: 'Søg i erfaringerne' }).focus();
  await page.keyboard.type('resultatkontrakt');
  await page.keyboard.press('Enter');
  await page.waitForURL('/erfaringer?q=resultatkontrakt');
});

test('a facet ticked with the space bar keeps the focus while the results change', async () => {
  const { page } = await browsed.visit('/erfaringer');
  const box = page.getByRole('group', { name: 'Område' }).getByRole('checkbox', { name: /^Uddannelse\b/ });
  await box.focus();
  await page.keyboard.press('Space');
  await page.getByRole('link', { name: 'Fjern område: Uddannelse' }).waitFor();
  expect(await box.isChecked()).toBe(true);
  expect(await focused(page)).toBe('Uddannelse');
});

/** The names of the next `count` elements that take focus. */
async function tabStops(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  while (names.length < count) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  }
  return names;
}

/** What the focused element is called: by its label, else by its text, without the count beside it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { labels, textContent } = document.activeElement;
    const name = (labels?.[0]?.textContent ?? textContent).replace(/\\s+/g, ' ').trim();
    return name.replace(/ (\\d[\\d.]*|\\(\\d+ valgt\\))$/, '');
  })()`);
}
