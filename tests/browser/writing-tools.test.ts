import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DraftFields } from '#content/entries/draft.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { makeEntry } from '../support/entry-states.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';

let browsed: BrowsedSite;
let author: SignedIn;
let editor: { id: number; role: 'editor' };
beforeAll(async () => {
  browsed = await startBrowsedSite();
  author = await signIn(browsed.site, 'partner');
  editor = { id: (await createUser(browsed.site, 'editor')).id, role: 'editor' };
});
afterAll(() => browsed?.close());

let id: number;
let page: Page;
async function open(changes: Partial<DraftFields> = {}): Promise<void> {
  ({ id } = await makeEntry(browsed.site.deps, 'draft', { author: author.user, editor }, changes));
  ({ page } = await visitAs(browsed, author, `/mit/erfaringer/${id}`));
}

async function saved(): Promise<DraftFields> {
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page
    .locator('[data-status]')
    .getByText(/^Gemt kl\./)
    .waitFor();
  const { fields } = await browsed.site.deps.db
    .selectFrom('entry_drafts')
    .select('fields')
    .where('entry_id', '=', id)
    .executeTakeFirstOrThrow();
  return fields as DraftFields;
}

describe('the field for municipalities', () => {
  const field = () => page.getByRole('combobox', { name: 'Kommuner' });
  const options = () => page.getByRole('listbox', { name: 'Forslag' }).getByRole('option').allTextContents();
  const chips = () => page.getByRole('button', { name: /^Fjern / });

  test('suggests while one types, also by former names, and takes the choice of the keyboard', async () => {
    await open();
    await field().pressSequentially('jell');
    expect(await options()).toEqual(['Vejle (det tidligere Jelling)']);
    expect(await field().getAttribute('aria-expanded')).toBe('true');
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    const active = await field().getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await chips().allTextContents()).toEqual(['Vejle ×']);
    expect(await field().getAttribute('aria-expanded')).toBe('false');
    await page.getByText('Vejle er valgt. 1 kommune i alt.').waitFor({ state: 'attached' });
    expect((await saved()).municipalities).toBe('Vejle');
  });

  test('takes a choice of the mouse and keeps the focus', async () => {
    await open();
    await field().pressSequentially('aarh');
    await page.getByRole('option', { name: 'Aarhus' }).click();
    expect(await chips().allTextContents()).toEqual(['Aarhus ×']);
    expect(await field().evaluate((input) => input.matches(':focus'))).toBe(true);
  });

  test('says what a former municipality that was split has become, and keeps it as it was typed', async () => {
    await open();
    await field().pressSequentially('Give,');
    expect(await chips().allTextContents()).toEqual(['Give (nu Billund og Vejle) ×']);
    expect((await saved()).municipalities).toBe('Give');
    await page.reload();
    expect(await chips().allTextContents()).toEqual(['Give (nu Billund og Vejle) ×']);
  });

  test('keeps what is no municipality, and says so', async () => {
    await open({ municipalities: 'Vejle, Andeby' });
    expect(await chips().allTextContents()).toEqual(['Vejle ×', 'Andeby (findes ikke) ×']);
    await field().fill('Gåserød');
    await page.keyboard.press('Tab');
    expect(await field().inputValue()).toBe('Gåserød');
    expect((await saved()).municipalities).toBe('Vejle, Andeby, Gåserød');
  });

  test('lets each be removed', async () => {
    await open({ municipalities: 'Vejle, Aarhus' });
    await page.getByRole('button', { name: 'Fjern Vejle' }).click();
    await page.getByText('Vejle er fjernet. 1 kommune i alt.').waitFor({ state: 'attached' });
    expect((await saved()).municipalities).toBe('Aarhus');
  });

  test('closes its list with Escape, which leaves what is typed', async () => {
    await open();
    await field().pressSequentially('ve');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(await field().inputValue()).toBe('ve');
  });
});

describe('the toolbar of a text', () => {
  const area = () => page.locator('#results');
  const tool = (name: string) =>
    page.getByRole('toolbar', { name: 'Formatér Resultater' }).getByRole('button', { name });
  const select = (words: string) =>
    area().evaluate((element, wanted) => {
      const field = element as unknown as { value: string; setSelectionRange(from: number, to: number): void };
      const start = field.value.indexOf(wanted);
      field.setSelectionRange(start, start + wanted.length);
    }, words);

  test.each([
    ['Fed', 'job', 'Vi fik **job**.\nDet gik godt.'],
    ['Kursiv', 'job', 'Vi fik *job*.\nDet gik godt.'],
    ['Overskrift', 'gik', 'Vi fik job.\n## Det gik godt.'],
    ['Liste', 'job.\nDet', '- Vi fik job.\n- Det gik godt.'],
    ['Citat', 'Vi', '> Vi fik job.\nDet gik godt.'],
    ['Link', 'job', 'Vi fik [job](https://).\nDet gik godt.'],
  ])('%s around »%s«', async (name, words, result) => {
    await open({ results: 'Vi fik job.\nDet gik godt.' });
    await area().focus();
    await select(words);
    await tool(name).click();
    expect(await area().inputValue()).toBe(result);
    expect(await area().evaluate((field) => field.matches(':focus'))).toBe(true);
    expect((await saved()).results).toBe(result);
  });

  test('takes its marks away again, and can be undone', async () => {
    await open({ results: 'Vi fik job.' });
    await area().focus();
    await select('job');
    await tool('Fed').click();
    await tool('Fed').click();
    expect(await area().inputValue()).toBe('Vi fik job.');
    await page.keyboard.press('Control+z');
    expect(await area().inputValue()).toBe('Vi fik **job**.');
  });

  test('is one stop of the Tab key, with arrows within it', async () => {
    await open();
    await tool('Fed').focus();
    await page.keyboard.press('ArrowRight');
    expect(await tool('Kursiv').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('End');
    expect(await tool('Billede').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Tab');
    expect(await area().evaluate((field) => field.matches(':focus'))).toBe(true);
  });
});

describe('the form', () => {
  beforeEach(() => open());

  test('counts words and judges the text while it is written', async () => {
    const advice = page.locator('[data-advice="summary"]');
    await page.locator('#summary').fill('ord '.repeat(40));
    await advice.getByText('Sammenfatningen har 40 ord. Skriv 75–150.').waitFor();
    await page.locator('#summary').fill('ord '.repeat(80));
    await advice.getByText(/^80 ord\. Teksten er meget svær \(LIX 80\)/).waitFor();
  });

  test('has one empty row for links, and gives another when asked', async () => {
    expect(await page.getByRole('textbox', { name: /^Adresse på link/ }).count()).toBe(1);
    await page.getByLabel('Navn på link 1').fill('Rapport');
    await page.getByLabel('Adresse på link 1').fill('https://eksempel.dk/a');
    await page.getByRole('button', { name: 'Tilføj link' }).click();
    expect(await page.getByLabel('Navn på link 2').evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.getByLabel('Adresse på link 2').fill('https://eksempel.dk/b');
    expect((await saved()).links).toEqual([
      { title: 'Rapport', url: 'https://eksempel.dk/a' },
      { title: '', url: 'https://eksempel.dk/b' },
    ]);
  });

  test('takes a photograph as a browser or a camera writes it, and shows it the same size', async () => {
    const url = await page.evaluate(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
      canvas.getContext('2d').fillRect(5, 5, 10, 10);
      return canvas.toDataURL('image/jpeg');
    })()`);
    const buffer = Buffer.from(String(url).split(',')[1] ?? '', 'base64');
    await page.getByLabel('Læg filer på').setInputFiles({ name: 'foto.jpeg', mimeType: 'image/jpeg', buffer });
    await page.getByLabel('Hvad viser billedet?').fill('En mentor');
    await page.getByRole('button', { name: 'Læg på' }).click();
    const href = await page.getByRole('link', { name: 'foto.jpg' }).getAttribute('href');
    const size = await page.evaluate(`new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
      image.onerror = reject;
      image.src = '${href}';
    })`);
    expect(size).toEqual([30, 20]);
  });
});
