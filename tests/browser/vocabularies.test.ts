import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeMethod } from '#content/terms/propose-term.ts';
import type { User } from '#content/users/user.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { makeEntry } from '../support/entry-states.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';

let browsed: BrowsedSite;
let editor: SignedIn;
let author: User;
let proposalPath: string;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  editor = await signIn(browsed.site, 'editor');
  author = await createUser(browsed.site, 'partner', { name: 'Bente Sørensen' });
  proposalPath = await propose('Familievejledning');
});
afterAll(() => browsed?.close());

/** Proposes a method for a new entry; returns the address where it is decided. */
async function propose(label: string): Promise<string> {
  const { deps } = browsed.site;
  const { id } = await makeEntry(deps, 'draft', { author, editor: editor.user }, { title: `Vi savnede ${label}` });
  const acting = { actor: author, requestId: '' };
  await proposeMethod(deps.db, acting, id, { label, description: '' }, await deps.getTaxonomy());
  const proposal = await deps.db
    .selectFrom('term_proposals')
    .select('id')
    .where('label', '=', label)
    .executeTakeFirstOrThrow();
  return `/redaktion/metodeforslag/${proposal.id}`;
}

const visitAsEditor = (path: string, options?: BrowserContextOptions) => visitAs(browsed, editor, path, options);

describe.for([
  ['vocabularies', '/redaktion/ordlister'],
  ['vocabulary with proposals', '/redaktion/ordlister/metode'],
  ['vocabulary', '/redaktion/ordlister/omraade'],
  ['term', '/redaktion/ordlister/omraade/sundhed'],
  ['proposal', ''],
] as const)('the page of a %s', ([, fixedPath]) => {
  test.for([1280, 375])('is accessible at a width of %i, and the browser has no cause to complain', async (width) => {
    const path = fixedPath || proposalPath;
    const { page, complaints, hosts } = await visitAsEditor(path, { viewport: { width, height: 800 } });
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect([complaints, [...hosts]]).toEqual([[], [browsed.host]]);
  });
});

test('a form that is refused is accessible, and leads to the field', async () => {
  const { page } = await visitAsEditor('/redaktion/ordlister/metode');
  await page.getByLabel('Navn').fill('mentor');
  await page.getByRole('button', { name: 'Tilføj' }).click();
  const reason = page.getByRole('link', { name: '»Mentor« findes allerede.' });
  await reason.click();
  expect(await page.getByLabel('Navn').evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await page.getByLabel('Navn').inputValue()).toBe('mentor');
  expect(await accessibilityIssues(page)).toEqual([]);
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('an editor with scripts: $javaScriptEnabled', (options) => {
  const name = options.javaScriptEnabled ? 'Naboskab' : 'Frivillignet';
  const rows = (page: Page) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
  const current = (page: Page) => rows(page).getByRole('heading', { level: 3 }).allInnerTexts();

  test('adds a term, moves it, renames it, and lets another take its place', async () => {
    const { page } = await visitAsEditor('/redaktion/ordlister/omraade', options);
    await page.getByLabel('Navn').fill(name);
    await page.getByLabel('Beskrivelse').fill('Mennesker, der bor ved siden af hinanden.');
    await page.getByRole('button', { name: 'Tilføj' }).click();
    await page.getByText(`»${name}« er tilføjet.`).waitFor();
    const before = await current(page);
    expect(before.at(-1)).toBe(name);

    await page.getByRole('button', { name: `Flyt ${name} op` }).click();
    await expect.poll(() => current(page)).toEqual([...before.slice(0, -2), name, before.at(-2)]);

    await page.getByRole('link', { name, exact: true }).click();
    await page.getByLabel('Navn').fill(`${name} 2`);
    await page.getByRole('button', { name: 'Gem' }).click();
    await page.getByText(`»${name} 2« er gemt.`).waitFor();

    await page.getByRole('link', { name: `${name} 2`, exact: true }).click();
    await page.getByLabel('Brug i stedet').selectOption('Modtagelse');
    await page.getByRole('button', { name: `Brug ikke »${name} 2« mere` }).click();
    await page.getByText(`»${name} 2« bruges ikke mere.`).waitFor();
    expect(await current(page)).toEqual(before.slice(0, -1));
    await page.goto(`/erfaringer?omraade=${name.toLowerCase()}`);
    expect(new URL(page.url()).search).toBe('?omraade=modtagelse');
  });

  test('approves a proposed method with other words', async () => {
    await propose(`${name}smetode`);
    const { page } = await visitAsEditor('/redaktion/ordlister', options);
    await page.getByRole('link', { name: `${name}smetode` }).click();
    await page.getByText(`Vi savnede ${name}smetode`).waitFor();
    await page.getByLabel('Navn').fill(`${name} som metode`);
    await page.getByRole('button', { name: 'Godkend' }).click();
    await page.getByText(`»${name} som metode« er godkendt og sat på erfaringen.`).waitFor();
    expect(await current(page)).toContain(`${name} som metode`);
  });

  test('turns a proposed method down, not without a reason', async () => {
    const path = await propose(`${name}savn`);
    const { page } = await visitAsEditor(path, options);
    await page.getByRole('button', { name: 'Afvis' }).click();
    await page.getByRole('link', { name: 'Skriv til forfatteren, hvorfor.' }).waitFor();
    await page.getByLabel('Begrundelse til forfatteren').fill('Brug Mentor.');
    await page.getByRole('button', { name: 'Afvis' }).click();
    await page.getByText('Forslaget er afvist.').waitFor();
    expect(await current(page)).not.toContain(`${name}savn`);
  });
});
