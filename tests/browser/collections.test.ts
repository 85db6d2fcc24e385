import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

let browsed: BrowsedSite;
let editor: SignedIn;
/** The collection that every page is looked at with. */
let made: string;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  editor = await signIn(browsed.site, 'editor');
  const slugs = Array.from({ length: 23 }, (_, index) => `havekursus-${index + 1}`);
  await publish(
    browsed.site.deps,
    ...slugs.map((slug, index) =>
      exchangeEntry({ slug, title: `Havekursus ${index + 1}`, one_liner: 'Man lærer navne på alt i haven.' }),
    ),
  );
  const { headers } = await editor.post('/redaktion/temaer', {
    title: 'Haver og grønne fællesskaber',
    text: '# Derfor haver\n\nI en have er der **altid** noget at tale om.\n\n- Man lærer ord\n- Man lærer naboer at kende',
    search: '?q=havekursus&omraade=beskaeftigelse',
    first_entries: 'havekursus-7\nhavekursus-3',
  });
  made = String(headers.location);
  await editor.post(`${made}/udgivelse`, { decision: 'publish', based_on: '1' });
});
afterAll(() => browsed?.close());

const visitAsEditor = (path: string, options?: BrowserContextOptions) => visitAs(browsed, editor, path, options);

describe.for<[kind: string, path: () => string]>([
  ['list for readers', () => '/temaer'],
  ['collection for readers', () => '/temaer/haver-og-groenne-faellesskaber'],
  ['second page of a collection', () => '/temaer/haver-og-groenne-faellesskaber?side=2'],
  ['page that a collection does not have', () => '/temaer/haver-og-groenne-faellesskaber?side=9'],
  ['front page with collections', () => '/'],
  ['list for editors', () => '/redaktion/temaer'],
  ['form for a new collection', () => '/redaktion/temaer/ny'],
  ['form with a search brought along', () => '/redaktion/temaer/ny?q=kontrakt&omraade=sundhed&kommune=vejle'],
  ['form for a collection', () => made],
  ['preview', () => `${made}/visning`],
  ['question whether to delete', () => `${made}/sletning`],
])('the %s', ([, path]) => {
  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    const isPublic = !path().startsWith('/redaktion');
    const visit = isPublic ? browsed.visit : visitAsEditor;
    await expectWellMade(browsed, await visit(path()));
  });
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('an editor with scripts: $javaScriptEnabled', (options) => {
  const title = options.javaScriptEnabled ? 'Kontrakter, der virker' : 'Kontrakter uden scripts';
  const slug = options.javaScriptEnabled ? 'kontrakter-der-virker' : 'kontrakter-uden-scripts';

  test('makes a page of a search, looks at it, publishes it, and takes it away again', async () => {
    const { page } = await visitAsEditor('/redaktion', options);
    const main = page.getByRole('main');
    await main.getByRole('link', { name: 'Temaer' }).click();
    await page.getByRole('link', { name: 'Nyt tema' }).click();

    // A search is made where searches are made, and its address is copied.
    await page.getByRole('link', { name: 'Gå til søgesiden' }).click();
    await page.goto('/erfaringer?q=resultatkontrakt&omraade=beskaeftigelse&side=1');
    const address = page.url();
    await page.goto('/redaktion/temaer/ny');
    await page.getByLabel('Søgning').fill(address);
    await page.getByLabel('Tekst').fill('Kontrakter **binder** penge til mål. Her er hvordan.');
    await page.getByRole('button', { name: 'Se, hvad søgningen finder' }).click();
    const found = page.getByRole('region', { name: /^Søgningen finder nu \d+ erfaringer$/ });
    expect(await found.getByRole('link').count()).toBeGreaterThan(1);
    await found.getByText('Område: Beskæftigelse').waitFor();
    expect(await page.getByLabel('Tekst').inputValue()).toBe('Kontrakter **binder** penge til mål. Her er hvordan.');

    // What is missing is asked for, and nothing typed is lost.
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByRole('link', { name: 'Skriv en titel.' }).waitFor();
    await page.getByLabel('Titel').fill(title);
    await page.getByLabel('Begynd her').fill(`http://${browsed.host}/erfaringer/statusskema-for-en-indsats`);
    await page.getByRole('button', { name: 'Gem og vis' }).click();

    await page.getByText('Sådan ser temaet ud for læserne.').waitFor();
    await page
      .getByRole('region', { name: 'Begynd her' })
      .getByRole('link', { name: /Statusskema/ })
      .waitFor();
    expect((await page.request.get(`/temaer/${slug}`)).status()).toBe(404);
    await page.getByRole('button', { name: 'Udgiv' }).click();
    await page.getByText(`»${title}« er udgivet.`).waitFor();

    await page.getByRole('link', { name: `/temaer/${slug}` }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText('Kontrakter binder penge til mål.').waitFor();
    await page.goto('/temaer');
    await page.getByText('Kontrakter binder penge til mål.').first().waitFor();

    await page.goto('/redaktion/temaer');
    await main.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('button', { name: 'Tag temaet af siden' }).click();
    await page.getByText(`»${title}« er ikke længere udgivet.`).waitFor();
    expect((await page.request.get(`/temaer/${slug}`)).status()).toBe(404);
    await page.getByRole('link', { name: 'Slet temaet' }).click();
    await page.getByRole('link', { name: 'Behold det' }).click();
    await page.getByRole('link', { name: 'Slet temaet' }).click();
    await page.getByRole('button', { name: 'Slet temaet' }).click();
    await page.getByText(`»${title}« er slettet.`).waitFor();
    expect(await main.getByRole('link', { name: title, exact: true }).count()).toBe(0);
  });
});

test('a form that is refused is accessible, and leads to the field', async () => {
  const { page } = await visitAsEditor('/redaktion/temaer/ny');
  await page.getByLabel('Titel').fill('Uden søgning');
  await page.getByLabel('Begynd her').fill('findes-ikke, men det siges først bagefter');
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByRole('link', { name: 'Indsæt adressen på en søgning' }).click();
  expect(await page.getByLabel('Søgning').evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await page.getByLabel('Titel').inputValue()).toBe('Uden søgning');
  await page.getByRole('link', { name: 'Linje 1: »findes-ikke, men' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
});

test('the Enter key saves', async () => {
  const { page } = await visitAsEditor('/redaktion/temaer/ny?q=havekursus');
  await page.getByLabel('Titel').fill('Gemt med et tryk');
  await page.getByLabel('Titel').press('Enter');
  await page.getByText('»Gemt med et tryk« er gemt som kladde.').waitFor();
});

test('a reader comes from the front page to a collection, reads on, and searches on in it', async () => {
  const { page } = await browsed.visit('/');
  await page.getByRole('link', { name: 'Haver og grønne fællesskaber' }).click();
  const first = page.getByRole('region', { name: 'Begynd her' }).getByRole('heading', { level: 3 });
  expect(await first.allInnerTexts()).toEqual(['Havekursus 7', 'Havekursus 3']);
  const others = page.getByRole('region', { name: '21 erfaringer mere' }).getByRole('heading', { level: 3 });
  expect(await others.count()).toBe(20);
  expect(await others.allInnerTexts()).not.toContain('Havekursus 7');
  await page.getByRole('link', { name: 'Næste side' }).click();
  await page.waitForURL(/side=2$/);
  expect(await others.count()).toBe(1);
  await page.getByRole('link', { name: 'Søg videre i disse erfaringer' }).click();
  await page.waitForURL('/erfaringer?q=havekursus&omraade=beskaeftigelse');
  await page.getByRole('link', { name: 'Fjern område: Beskæftigelse' }).waitFor();
});

test('two versions of a collection can be compared and settled, and the page is accessible', async () => {
  const { page } = await visitAsEditor(made);
  await page.getByLabel('Titel').fill('Min titel på haverne');
  await editor.post(made, {
    title: 'Den anden titel på haverne',
    text: 'Kortere.',
    search: '?q=havekursus&omraade=beskaeftigelse',
    first_entries: 'havekursus-7\nhavekursus-3',
    based_on: '1',
  });
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByRole('heading', { name: 'Teksten er gemt et andet sted imens' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gem min udgave' }).click();
  await page.getByText('»Min titel på haverne« er gemt.').waitFor();
});
