import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { entriesFromManyMunicipalities } from './entries.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  const many = Array.from({ length: 45 }, (_, index) =>
    exchangeEntry({
      title: `Sprogcafé ${String(index + 1).padStart(2, '0')}`,
      areas: index % 3 ? ['uddannelse'] : ['sundhed', 'uddannelse'],
    }),
  );
  await publish(browsed.site.deps, ...many);
});
afterAll(() => browsed?.close());

let page: Page;
beforeEach(async () => {
  await open('/erfaringer?q=sprogcaf%C3%A9');
});

/** A page with a mark that does not survive loading another one. */
async function open(path: string): Promise<void> {
  ({ page } = await browsed.visit(path));
  await page.evaluate('window.stayed = true');
}
const stayed = () => page.evaluate('window.stayed === true');
const box = (label: string) =>
  page.getByRole('group', { name: 'Område' }).getByRole('checkbox', { name: new RegExp(`^${label}\\b`) });
const chip = (label: string) => page.getByRole('link', { name: `Fjern område: ${label}` });
const count = () => page.locator('#antal').textContent();
const titles = () => page.getByRole('heading', { level: 3 }).allInnerTexts();
const announced = () => page.locator('[data-announce]').textContent();
const focused = () => page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
const scrolled = () => page.evaluate('Math.round(scrollY)') as Promise<number>;
const results = () => page.locator('#resultater');

/** Lets the first answer to a question with `part` in its address wait until it is let go. */
async function holdBack(part: string) {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  let isHeld = false;
  await page.route(
    (url) => url.search.includes(part),
    async (route) => {
      if (!isHeld) {
        isHeld = true;
        await promise;
      }
      await route.continue().catch(() => {});
    },
  );
  return letGo;
}

describe('without loading the page anew', () => {
  test('boxes, order, links to remove a choice and page links show their results, each with its address', async () => {
    await box('Sundhed').check();
    await page.waitForURL('/erfaringer?q=sprogcaf%C3%A9&omraade=sundhed');
    expect(await count()).toBe('15 erfaringer');
    await page.getByRole('combobox', { name: 'Sortér' }).selectOption('Titel A-Å');
    await page.waitForURL('/erfaringer?q=sprogcaf%C3%A9&omraade=sundhed&sortering=titel');
    expect((await titles())[0]).toBe('Sprogcafé 01');
    await chip('Sundhed').click();
    await page.waitForURL('/erfaringer?q=sprogcaf%C3%A9&sortering=titel');
    expect(await count()).toBe('45 erfaringer');
    expect(await box('Sundhed').isChecked()).toBe(false);
    await page.getByRole('link', { name: 'Side 2', exact: true }).click();
    await page.waitForURL('/erfaringer?q=sprogcaf%C3%A9&sortering=titel&side=2');
    expect((await titles())[0]).toBe('Sprogcafé 21');
    expect(await stayed()).toBe(true);
  });

  test('back and forward show the results, the boxes and the title of each address', async () => {
    const all = await titles();
    await box('Sundhed').check();
    await chip('Sundhed').waitFor();
    await page.getByRole('combobox', { name: 'Sortér' }).selectOption('Titel A-Å');
    await page.waitForURL(/sortering=titel/);
    const sorted = await titles();

    await page.goBack();
    await page.goBack();
    await chip('Sundhed').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?q=sprogcaf%C3%A9');
    expect(await titles()).toEqual(all);
    expect(await box('Sundhed').isChecked()).toBe(false);
    await expect.poll(announced).toBe('45 erfaringer');

    await page.goForward();
    await page.goForward();
    await expect.poll(titles).toEqual(sorted);
    expect(await box('Sundhed').isChecked()).toBe(true);
    expect(await stayed()).toBe(true);
  });

  test('back leads to the place in the list that was left', async () => {
    await page.getByRole('link', { name: 'Side 2', exact: true }).scrollIntoViewIfNeeded();
    const place = await scrolled();
    expect(place).toBeGreaterThan(500);
    await page.getByRole('link', { name: 'Side 2', exact: true }).click();
    await page.waitForURL(/side=2/);
    await expect.poll(announced).toBe('Side 2 af 3');
    expect(await scrolled()).toBeLessThan(place);
    await page.goBack();
    await expect.poll(scrolled).toBe(place);
    expect(await stayed()).toBe(true);
  });

  test('words given up with a link leave the field too, and come back with the back button', async () => {
    await open('/erfaringer?q=zzzzzz&omraade=sundhed');
    await page.getByRole('link', { name: 'Behold afgrænsningen, og fjern søgeordene' }).click();
    await page.waitForURL('/erfaringer?omraade=sundhed');
    const field = page.getByRole('combobox', { name: 'Søg i erfaringer' });
    expect(await field.inputValue()).toBe('');
    await page.goBack();
    await expect.poll(() => field.inputValue()).toBe('zzzzzz');
    expect(await stayed()).toBe(true);
  });

  test('the back button leads on to the page before the search', async () => {
    await open('/');
    await page.getByRole('link', { name: 'Se alle erfaringer' }).click();
    await page.waitForURL('/erfaringer');
    await box('Sundhed').check();
    await chip('Sundhed').waitFor();
    await page.goBack();
    await chip('Sundhed').waitFor({ state: 'detached' });
    await page.goBack();
    await page.waitForURL('/');
    await page.getByRole('heading', { name: 'Nyeste erfaringer' }).waitFor();
  });
});

describe('the focus', () => {
  test('stays on a box that is ticked, and on the order chosen', async () => {
    await box('Sundhed').focus();
    await page.keyboard.press('Space');
    await chip('Sundhed').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('omraade-sundhed');
    await page.getByRole('combobox', { name: 'Sortér' }).selectOption('Titel A-Å');
    await page.getByRole('combobox', { name: 'Sortér' }).focus();
    await page.waitForURL(/sortering=titel/);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('sortering');
  });

  test('follows a value that is folded away when it is given up', async () => {
    await publish(browsed.site.deps, ...entriesFromManyMunicipalities());
    await open('/erfaringer?kommune=laesoe');
    await page.getByRole('checkbox', { name: /^Læsø/ }).focus();
    await page.keyboard.press('Space');
    await page.waitForURL('/erfaringer');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('kommune-laesoe');
    expect(await page.getByRole('checkbox', { name: /^Læsø/ }).isVisible()).toBe(true);
  });

  test('goes from a choice removed to the next one, and from the last one to the heading of the results', async () => {
    await open('/erfaringer?omraade=sundhed&omraade=uddannelse&omraade=beskaeftigelse');
    await chip('Sundhed').click();
    await chip('Sundhed').waitFor({ state: 'detached' });
    const left = () => page.locator('[data-chips] a').allTextContents();
    const [first, last] = await left();
    expect(await focused()).toBe(first);
    await page.locator('[data-chips] a').last().click();
    await expect.poll(left).toEqual([first]);
    expect(await focused()).toBe(first);
    expect(first).not.toBe(last);
    await page.keyboard.press('Enter');
    await expect.poll(left).toEqual([]);
    expect(await focused()).toBe(await count());
  });

  test('goes with a page link to the heading of the results, which then stands at the top', async () => {
    const next = page.getByRole('link', { name: 'Næste side' });
    await next.focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('45 erfaringer');
    const top = (await page.locator('#antal').boundingBox())?.y ?? -1;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(100);
    await expect.poll(announced).toBe('Side 2 af 3');
  });
});

test('the number of results and the order are announced', async () => {
  await box('Sundhed').check();
  await expect.poll(announced).toBe('15 erfaringer');
  await page.getByRole('combobox', { name: 'Sortér' }).selectOption('Nyeste først');
  await expect.poll(announced).toBe('15 erfaringer. Nyeste først.');
});

describe('while the answer is on its way', () => {
  test('the results say that they are old, and nothing moves', async () => {
    const letGo = await holdBack('omraade=sundhed');
    const place = () => box('Uddannelse').boundingBox();
    const before = [await place(), await results().boundingBox()];
    await box('Sundhed').check();
    await expect.poll(() => results().getAttribute('aria-busy')).toBe('true');
    expect([await place(), await results().boundingBox()]).toEqual(before);
    expect(await titles()).toHaveLength(20);
    letGo();
    await chip('Sundhed').waitFor();
    expect(await results().getAttribute('aria-busy')).toBe(null);
    expect(await stayed()).toBe(true);
  });

  test('a second tick takes over, and the first answer is not shown any more', async () => {
    const letGo = await holdBack('omraade=sundhed');
    await box('Sundhed').check();
    await expect.poll(() => results().getAttribute('aria-busy')).toBe('true');
    await box('Uddannelse').check();
    await chip('Uddannelse').waitFor();
    letGo();
    await page.waitForLoadState('networkidle');
    expect(new URL(page.url()).search).toBe('?q=sprogcaf%C3%A9&omraade=uddannelse&omraade=sundhed');
    expect(await count()).toBe('45 erfaringer');
    expect(await page.locator('[data-chips] a').count()).toBe(2);
    expect(await stayed()).toBe(true);
  });

  test('back and forward again leave what is shown', async () => {
    await box('Sundhed').check();
    await chip('Sundhed').waitFor();
    const letGo = await holdBack('?q=sprogcaf%C3%A9');
    await page.goBack();
    await expect.poll(() => results().getAttribute('aria-busy')).toBe('true');
    await page.goForward();
    await expect.poll(() => results().getAttribute('aria-busy')).toBe(null);
    letGo();
    await page.waitForLoadState('networkidle');
    expect(new URL(page.url()).search).toBe('?q=sprogcaf%C3%A9&omraade=sundhed');
    expect(await count()).toBe('15 erfaringer');
  });
});

test('where the answer fails, the browser loads the page itself', async () => {
  await page.route(
    (url) => url.search.includes('omraade=sundhed'),
    (route) => (route.request().isNavigationRequest() ? route.continue() : route.fulfill({ status: 500 })),
  );
  await box('Sundhed').check();
  await page.waitForURL(/omraade=sundhed/);
  await chip('Sundhed').waitFor();
  expect(await stayed()).toBe(false);
});

test('a link pressed together with the control key is left to the browser', async () => {
  // Stands in for the new tab, which this browser opens late or never when the machine is busy.
  await page.evaluate(`addEventListener('click', (event) => {
    document.documentElement.dataset.left = String(!event.defaultPrevented);
    event.preventDefault();
  })`);
  await page.getByRole('link', { name: 'Side 2', exact: true }).click({ modifiers: ['Control'] });
  await page.locator('html[data-left="true"]').waitFor();
  expect(new URL(page.url()).search).toBe('?q=sprogcaf%C3%A9');
});

describe('a result that is opened', () => {
  const clicks = () => page.waitForRequest('**/soegeklik', { timeout: 5000 });

  test('is counted for the words that found it, also after they were narrowed down', async () => {
    await box('Sundhed').check();
    await chip('Sundhed').waitFor();
    const counted = clicks();
    await page.getByRole('heading', { level: 3 }).first().getByRole('link').click();
    expect((await counted).postData()).toBe('q=sprogcaf%C3%A9');
    expect((await counted).method()).toBe('POST');
    await page.waitForURL(/\/erfaringer\/erfaring-/);
  });

  test('is not counted where there were no words', async () => {
    await open('/erfaringer');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('heading', { level: 3 }).first().getByRole('link').click();
    await page.waitForURL(/\/erfaringer\/.+/);
    expect(asked).not.toContain('/soegeklik');
  });
});
