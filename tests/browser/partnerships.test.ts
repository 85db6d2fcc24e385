import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { saveForm } from '../support/forms.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

let browsed: BrowsedSite;
let writer: SignedIn;
let editor: SignedIn;
let made: MadePartnership;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  writer = await signIn(browsed.site, 'partner');
  editor = await signIn(browsed.site, 'editor');
  const people = { writer: writer.user, editor: editor.user };
  made = await makePartnership(browsed.site.deps, 'sealed', people);
  await makePartnership(browsed.site.deps, 'drafting', people, { name: 'Under forberedelse' });
  await saveForm(editor, `/redaktion/partnerskaber/${made.id}/tilskud`, {
    commitment_2006: '1.250.000',
    paid_2006: '900.000',
  });
});
afterAll(() => browsed?.close());

const visitAsEditor = (path: string, options?: BrowserContextOptions) => visitAs(browsed, editor, path, options);
const visitAsWriter = (path: string, options?: BrowserContextOptions) => visitAs(browsed, writer, path, options);

describe.for<[kind: string, who: 'reader' | 'writer' | 'editor', path: () => string]>([
  ['list for readers', 'reader', () => '/partnerskaber'],
  ['list narrowed down', 'reader', () => '/partnerskaber?kommune=vejle'],
  ['partnership for readers', 'reader', () => `/partnerskaber/${made.slug}`],
  ['workbench', 'writer', () => `/mit/partnerskaber/${made.id}`],
  ['form for what a partnership says of itself', 'editor', () => `/mit/partnerskaber/${made.id}/oplysninger`],
  ['own page', 'writer', () => '/mit'],
  ['list for editors', 'editor', () => '/redaktion/partnerskaber'],
  ['form for a new partnership', 'editor', () => '/redaktion/partnerskaber/ny'],
  ['list of writers', 'editor', () => `/redaktion/partnerskaber/${made.id}/skrivere`],
  ['form for grants', 'editor', () => `/redaktion/partnerskaber/${made.id}/tilskud`],
  ['question whether to close', 'editor', () => `/redaktion/partnerskaber/${made.id}/afslutning`],
  ['list of programmes', 'editor', () => '/redaktion/ordninger'],
  ['form for a programme', 'editor', () => '/redaktion/ordninger/1'],
])('the %s', ([, who, path]) => {
  const visits = {
    reader: (...all: Parameters<BrowsedSite['visit']>) => browsed.visit(...all),
    writer: visitAsWriter,
    editor: visitAsEditor,
  };

  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    await expectWellMade(browsed, await visits[who](path()));
  });
});

test('a reader finds a partnership of a municipality without scripts, and what it has reached', async () => {
  const { page } = await browsed.visit('/', { javaScriptEnabled: false });
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Partnerskaber' }).click();
  await page.getByLabel('Kommune').selectOption('Vejle');
  await page.getByRole('button', { name: 'Vis' }).click();
  await page.getByRole('link', { name: 'Partnerskabet på havnen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Partnerskabet på havnen' }).waitFor();
  await page.getByRole('heading', { name: 'Flere kommer i ordinært arbejde' }).waitFor();
  const grants = page.getByRole('table', { name: 'Tilskud år for år' });
  expect(await grants.getByRole('row', { name: '2006' }).textContent()).toContain('1.250.000 kr.');
  await page.getByRole('link', { name: 'Bedømmelse 2006' }).click();
  await page.getByText('Delvist nået').first().waitFor();
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('with scripts: $javaScriptEnabled', (options) => {
  const name = options.javaScriptEnabled ? 'Sammen om arbejde' : 'Sammen uden scripts';

  test('an editor makes a partnership, lets somebody write for it, and that one names its members', async () => {
    const { page } = await visitAsEditor('/redaktion/partnerskaber', options);
    await page.getByRole('link', { name: 'Nyt partnerskab' }).click();
    await page.getByLabel('Navn').fill(name);
    await page.getByLabel('Første dag').fill('2026-01-01');
    await page.getByLabel('Sidste dag').fill('2027-12-31');
    await page.getByLabel('Den første kommune').selectOption('Vejle Kommune');
    await page.getByRole('button', { name: 'Opret partnerskabet' }).click();
    await page.getByText(`»${name}« er oprettet.`).waitFor();
    await page.getByLabel('Tilføj en, der skriver').fill(writer.user.email);
    await page.getByRole('button', { name: 'Tilføj' }).click();
    await page.getByText('kan nu skrive for partnerskabet.').waitFor();

    const { page: own } = await visitAsWriter('/mit', options);
    await own.getByRole('main').getByRole('link', { name, exact: true }).click();
    await own.getByRole('link', { name: 'Skriv kontrakten' }).waitFor();
    await own.getByRole('link', { name: 'Oplysninger og medlemmer' }).click();
    const second = own.getByRole('group', { name: 'Medlem 2', exact: true });
    await second.getByLabel('Navn').fill('Vejle Kommune');
    await second.getByLabel('Type').selectOption('Virksomhed');
    await own.getByRole('button', { name: 'Tilføj flere rækker' }).click();
    await own.getByRole('group', { name: 'Medlem 7' }).getByLabel('Navn').waitFor();
    await own.getByRole('button', { name: 'Gem', exact: true }).last().click();
    await own.getByRole('link', { name: '»Vejle Kommune« står her i to roller' }).click();
    // axe itself is a script.
    if (options.javaScriptEnabled) expect(await accessibilityIssues(own)).toEqual([]);
    await second.getByLabel('Navn').fill('Havnens Rengøring');
    await own.getByRole('button', { name: 'Gem', exact: true }).last().click();
    await own.getByText('Oplysningerne er gemt.').waitFor();
  });
});

test('an editor changes an appropriation, is told of the sum, and mends it', async () => {
  const { page } = await visitAsEditor('/redaktion/ordninger/1');
  const lines = page.getByLabel('Årene og beløbene').last();
  const before = await lines.inputValue();
  await lines.fill(before.replace('- Lønninger; 1,0', '- Lønninger; 1,5'));
  await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
  await page.getByRole('link', { name: 'Linje 2, 2005: Der står 11,0, men delene giver 11,5 tilsammen.' }).click();
  expect(await lines.evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await accessibilityIssues(page)).toEqual([]);
  await lines.fill(before.replace('; 11,0;', '; 11,5;').replace('- Lønninger; 1,0', '- Lønninger; 1,5'));
  await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
  await page.getByText('»Integrationspartnerskaber« er gemt og udgivet.').waitFor();
});
