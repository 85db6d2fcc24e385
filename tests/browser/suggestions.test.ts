import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  await publish(
    browsed.site.deps,
    exchangeEntry({ slug: 'vejledere', title: 'Vejledere på arbejdspladsen' }),
    exchangeEntry({ slug: 'vejviser', title: 'Vejviser <b>for</b> nye borgere', municipalities: ['Vejle'] }),
  );
});
afterAll(() => browsed?.close());

const field = (page: Page) => page.getByRole('combobox', { name: /^Søg i erfaringer/ });
const list = (page: Page) => page.getByRole('listbox', { name: 'Forslag' });
const options = (page: Page) => list(page).getByRole('option');
const option = (page: Page, name: string) => page.getByRole('option', { name, exact: true });
const isOpen = (page: Page) => list(page).isVisible();

/** Types into the field of a page and waits for its suggestions. */
async function type(path: string, text: string, width = 1280): Promise<Page> {
  const { page } = await browsed.visit(path, { viewport: { width, height: 800 }, hasTouch: width < 500 });
  await field(page).pressSequentially(text);
  await options(page).first().waitFor();
  return page;
}

/** What the field tells those who cannot see the list; which option it says is the active one. */
async function told(page: Page) {
  const { role, expanded, text } = (await page.evaluate(`(() => {
    const field = document.activeElement;
    const active = document.getElementById(field.getAttribute('aria-activedescendant'));
    const text = active && active.getAttribute('aria-selected') === 'true' ? active.textContent : null;
    return { role: field.getAttribute('role'), expanded: field.getAttribute('aria-expanded'), text };
  })()`)) as { role: string; expanded: string; text: string | null };
  return { role, isExpanded: expanded === 'true', active: text };
}

describe.for(['/', '/erfaringer'])('the search field of %s', (path) => {
  test('offers names and entries for what is typed, each with its kind', async () => {
    const page = await type(path, 'vej');
    const [first, second, ...others] = await options(page).allTextContents();
    expect([first, second]).toEqual(['Vejen Kommune', 'Vejle Kommune']);
    expect(others).toContain('Vejledere på arbejdspladsen Erfaring');
    expect(others).toContain('Vejviser <b>for</b> nye borgere Erfaring');
    expect(others.filter((text) => !text.endsWith(' Erfaring'))).toEqual([]);
  });

  test.for([1280, 375])('is accessible with its list open at a width of %i, and fits it', async (width) => {
    const page = await type(path, 'vej', width);
    await field(page).press('ArrowDown');
    expect(await accessibilityIssues(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test('without scripts is a plain field that searches', async () => {
    const { page } = await browsed.visit(path, { javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('vejviser');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('/erfaringer?q=vejviser');
  });
});

describe('with the keyboard', () => {
  test('the arrows go through the suggestions in both directions, while focus and text stay in the field', async () => {
    const page = await type('/', 'vejl');
    const [first, second] = await options(page).allTextContents();
    expect(await told(page)).toEqual({ role: 'combobox', isExpanded: true, active: null });
    await page.keyboard.press('ArrowDown');
    expect(await told(page)).toEqual({ role: 'combobox', isExpanded: true, active: first });
    await page.keyboard.press('ArrowDown');
    expect((await told(page)).active).toBe(second);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect((await told(page)).active).toBe(await options(page).last().textContent());
    expect(await field(page).inputValue()).toBe('vejl');
    expect(await list(page).getByRole('option', { selected: true }).count()).toBe(1);
  });

  test('Enter opens the entry chosen', async () => {
    const page = await type('/', 'vejledere');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('/erfaringer/vejledere');
  });

  test('Enter searches for the text while nothing is chosen, also where the caret was moved', async () => {
    const page = await type('/', 'vejl');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    expect((await told(page)).active).toBe(null);
    await page.keyboard.press('Enter');
    await page.waitForURL('/erfaringer?q=vejl');
  });

  test('Escape closes the list and keeps the text; the arrow opens it again at the first', async () => {
    const page = await type('/', 'vejl');
    const [first] = await options(page).allTextContents();
    await page.keyboard.press('Escape');
    expect(await isOpen(page)).toBe(false);
    expect(await field(page).inputValue()).toBe('vejl');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => told(page)).toEqual({ role: 'combobox', isExpanded: true, active: first });
  });

  test('Tab leaves the field and closes the list', async () => {
    const page = await type('/', 'vejl');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Søg');
    expect(await isOpen(page)).toBe(false);
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('a choice', () => {
  test('of a municipality by its former name shows what it is now, and finds that', async () => {
    const page = await type('/', 'søller');
    await option(page, 'Søllerød Kommune, nu Rudersdal').click();
    await page.waitForURL('/erfaringer?kommune=rudersdal');
  });

  test('keeps the words before it as a search', async () => {
    const page = await type('/', 'vejviser i vejl');
    await option(page, 'Vejle Kommune, sammen med »vejviser«').click();
    await page.waitForURL('/erfaringer?q=vejviser&kommune=vejle');
    await page.getByRole('heading', { level: 2, name: '1 erfaring', exact: true }).waitFor();
  });

  test('keeps what else is chosen on the page', async () => {
    const page = await type('/erfaringer?omraade=beskaeftigelse&sortering=titel', 'vejl');
    await option(page, 'Vejle Kommune').click();
    await page.waitForURL('/erfaringer?omraade=beskaeftigelse&kommune=vejle&sortering=titel');
  });

  test('is made with a finger too', async () => {
    const page = await type('/', 'vejviser', 375);
    await options(page).first().tap();
    await page.waitForURL('/erfaringer/vejviser');
  });
});

test('what was typed is bold in the suggestions, whichever way its letters were written, and a title is no HTML', async () => {
  const page = await type('/', 'aero');
  expect(await option(page, 'Ærø Kommune').locator('b').allTextContents()).toEqual(['Ærø']);
  await field(page).fill('vejviser f');
  const entry = page.getByRole('option', { name: 'Vejviser <b>for</b> nye borgere Erfaring' });
  await entry.waitFor();
  expect(await entry.locator('b').allTextContents()).toEqual(['Vejviser', 'f']);
});

test('the number of suggestions is announced', async () => {
  const page = await type('/', 'søller');
  await page.getByRole('status').getByText('1 forslag. Brug piletasterne.', { exact: true }).waitFor();
  await field(page).fill('zzzzzz');
  await page.getByRole('status').getByText('Ingen forslag.', { exact: true }).waitFor();
  expect(await isOpen(page)).toBe(false);
  expect((await told(page)).isExpanded).toBe(false);
});

describe('the server', () => {
  /** A page that keeps the texts asked for; answers to `slow` wait until they are let go. */
  async function watch(slow = '') {
    const { page } = await browsed.visit('/');
    const asked: string[] = [];
    const { promise, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/forslag?*', async (route) => {
      const text = new URL(route.request().url()).searchParams.get('q') ?? '';
      asked.push(text);
      if (text === slow) await promise;
      await route.continue().catch(() => {});
    });
    return { page, asked, letGo };
  }

  test('is asked when typing pauses, once for each text, and not for a single letter', async () => {
    const { page, asked } = await watch();
    await field(page).pressSequentially('v');
    await field(page).pressSequentially('ejl', { delay: 5 });
    await option(page, 'Vejle Kommune').waitFor();
    await field(page).fill('søller');
    await option(page, 'Søllerød Kommune, nu Rudersdal').waitFor();
    await field(page).fill('vejl');
    await option(page, 'Vejle Kommune').waitFor();
    await field(page).fill('v');
    await expect.poll(() => isOpen(page)).toBe(false);
    expect(asked).toEqual(['vejl', 'søller']);
  });

  test('is not heard when it answers about an older text', async () => {
    const { page, asked, letGo } = await watch('vejl');
    await field(page).fill('vejl');
    await expect.poll(() => asked).toEqual(['vejl']);
    await field(page).fill('søller');
    await option(page, 'Søllerød Kommune, nu Rudersdal').waitFor();
    letGo();
    await page.waitForLoadState('networkidle');
    expect(await options(page).allTextContents()).toEqual(['Søllerød Kommune, nu Rudersdal']);
  });

  test('does not open the list again that was closed meanwhile', async () => {
    const { page, asked, letGo } = await watch('vejl');
    await field(page).fill('vejl');
    await expect.poll(() => asked).toEqual(['vejl']);
    await page.keyboard.press('Tab');
    const answered = page.waitForResponse('**/forslag?*');
    letGo();
    await (await answered).finished();
    expect(await isOpen(page)).toBe(false);
  });
});

test('where suggestions fail, the field searches as before', async () => {
  const { page } = await browsed.visit('/');
  await page.route('**/forslag?*', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await field(page).fill('vejviser');
  await failed;
  expect(await isOpen(page)).toBe(false);
  await field(page).press('Enter');
  await page.waitForURL('/erfaringer?q=vejviser');
});
