import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { pdfFile } from '../support/attachments.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

/** Many pages, three browsers, and perhaps a busy machine. */
const WALK_MS = 90_000;

let browsed: BrowsedSite;
let writer: SignedIn;
let consultant: SignedIn;
let editor: SignedIn;
let made: MadePartnership;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  writer = await signIn(browsed.site, 'partner');
  consultant = await signIn(browsed.site, 'consultant');
  editor = await signIn(browsed.site, 'editor');
});
afterAll(() => browsed?.close());
beforeEach(() => make('active'));

async function make(state: PartnershipStateName): Promise<void> {
  made = await makePartnership(browsed.site.deps, state, { writer: writer.user, editor: editor.user });
}

const path = (period = made.period) => `/mit/partnerskaber/${made.id}/rapporter/${period}`;
const visitAsWriter = (url: string, options?: BrowserContextOptions) => visitAs(browsed, writer, url, options);
const visitAsConsultant = (url: string, options?: BrowserContextOptions) => visitAs(browsed, consultant, url, options);
const visitAnybody = (url: string, options?: BrowserContextOptions) => browsed.visit(url, options);

describe.for<[string, PartnershipStateName, typeof visitAsWriter, () => string]>([
  ['empty form', 'active', visitAsWriter, () => path()],
  ['form of a report that came back', 'returned', visitAsWriter, () => path()],
  ['form with the figures of the period before', 'approved', visitAsWriter, () => path('2006-07-01')],
  ['report that is handed in', 'submitted', visitAsWriter, () => path()],
  ['report to decide on', 'submitted', visitAsConsultant, () => path()],
  ['approved report', 'approved', visitAsConsultant, () => path()],
  ['report that nobody has handed in', 'active', visitAsConsultant, () => path()],
  ['public page with goals and figures', 'approved', visitAnybody, () => `/partnerskaber/${made.slug}`],
])('the %s', ([, state, visit, url]) => {
  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    await make(state);
    await expectWellMade(browsed, await visit(url()));
  });
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('with scripts: $javaScriptEnabled', (options) => {
  test('a report is written with evidence, refused, handed in, returned, mended, approved, and read by all', {
    timeout: WALK_MS,
  }, async () => {
    const { page } = await visitAsWriter(path(), options);
    const fill = async (number: number, figure: string) =>
      page
        .getByRole('textbox', { name: /i perioden$/ })
        .nth(number - 1)
        .fill(figure);
    await fill(1, 'enogtyve');
    await page.getByLabel('Kvinder').fill('12');
    await page.getByLabel('Mænd').fill('8');
    await page.getByLabel('Bemærkning').first().fill('De fleste kom i rengøring.');

    // Evidence brings along what has been typed.
    const pdf = { name: 'tal.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdfFile([['Tal']])) };
    await page.getByLabel('Filer').setInputFiles(pdf);
    await page
      .getByLabel('Hvilket mål handler de om?')
      .selectOption({ label: 'Mål 1: Flere kommer i ordinært arbejde' });
    await page.getByRole('button', { name: 'Læg på' }).click();
    await page.getByText('Filen er lagt på.').waitFor();
    await page.getByRole('link', { name: 'tal.pdf' }).waitFor();

    await fill(2, '120');
    await page.getByRole('button', { name: 'Indsend rapporten' }).click();
    await page.getByRole('heading', { name: 'Der er 3 fejl' }).waitFor();
    await page.getByRole('link', { name: 'Mål 1: »enogtyve« er ikke et tal.' }).click();
    const figure = page.getByRole('textbox', { name: /i perioden$/ }).first();
    expect(await figure.evaluate((field) => field.matches(':focus'))).toBe(true);
    // Without scripts in the page axe cannot look at it.
    if (options.javaScriptEnabled) expect(await accessibilityIssues(page)).toEqual([]);
    expect(await page.getByLabel('Bemærkning').first().inputValue()).toBe('De fleste kom i rengøring.');

    await fill(1, '21');
    await fill(2, '31,5');
    await fill(3, '60');
    await page.getByRole('button', { name: 'Indsend rapporten' }).click();
    await page.getByRole('link', { name: 'Mål 1: Grupperne giver 20 personer, men tallet er 21.' }).click();
    await page.getByLabel('Mænd').fill('9');
    await page.getByRole('button', { name: 'Indsend rapporten' }).click();
    await page.getByText('Rapporten er indsendt til ministeriet.').waitFor();

    const ministry = (await visitAsConsultant(path(), options)).page;
    await ministry.getByText('Kvinder: 12, Mænd: 9').waitFor();
    await ministry.getByLabel('Hvad skal ændres?').fill('Er alle talt med?');
    await ministry.getByRole('button', { name: 'Send tilbage' }).click();
    await ministry.getByText('Rapporten er sendt tilbage.').waitFor();

    await page.goto(path());
    await page.getByText('Er alle talt med?').waitFor();
    await fill(1, '22');
    await page.getByLabel('Mænd').fill('10');
    await page.getByRole('button', { name: 'Indsend rapporten' }).click();
    await page.getByText('Rapporten er indsendt til ministeriet.').waitFor();
    await ministry.goto(path());
    await ministry.getByRole('button', { name: 'Godkend' }).click();
    await ministry.getByText('Rapporten er godkendt.').waitFor();

    const reader = (await browsed.visit(`/partnerskaber/${made.slug}`, options)).page;
    await reader.getByText('36 % af vejen').waitFor();
    await reader.getByRole('img', { name: 'til 22 personer 30. juni 2006. Målet er 60 personer.' }).waitFor();
    await reader.getByText('Alle tal for målet »Flere kommer i ordinært arbejde«').click();
    await reader.getByRole('row', { name: '1. halvår 2006 22 personer 12 10 De fleste kom i rengøring.' }).waitFor();
  });
});

test('the Enter key saves, and hands nothing in', async () => {
  const { page } = await visitAsWriter(path());
  const figure = page.getByRole('textbox', { name: /i perioden$/ }).first();
  await figure.fill('7');
  await figure.press('Enter');
  await page.getByText('Kladden er gemt.').waitFor();
  expect(
    await page
      .getByRole('textbox', { name: /i perioden$/ })
      .first()
      .inputValue(),
  ).toBe('7');
});

test('a file that is too large is refused before it is sent, and what was typed stays', async () => {
  const { page } = await visitAsWriter(path());
  await page.getByLabel('Bemærkning').first().fill('Skrevet først');
  const large = { name: 'film.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
  await page.getByLabel('Filer').setInputFiles(large);
  await page.getByRole('alert').getByText('»film.pdf« fylder for meget. Hver fil må højst fylde 10 MB.').waitFor();
  expect(await page.getByLabel('Filer').inputValue()).toBe('');
  const small = { name: 'tal.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdfFile([['Tal']])) };
  await page.getByLabel('Filer').setInputFiles(small);
  await page.getByRole('alert').waitFor({ state: 'hidden' });
  await page.getByLabel('Hvilket mål handler de om?').selectOption('2');
  await page.getByRole('button', { name: 'Læg på' }).click();
  await page.getByText('Filen er lagt på.').waitFor();
  expect(await page.getByLabel('Bemærkning').first().inputValue()).toBe('Skrevet først');
});

test('evidence is taken away again, and what was typed stays', async () => {
  const { page } = await visitAsWriter(path());
  const pdf = { name: 'tal.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdfFile([['Tal']])) };
  await page.getByLabel('Filer').setInputFiles(pdf);
  await page.getByLabel('Hvilket mål handler de om?').selectOption('2');
  await page.getByRole('button', { name: 'Læg på' }).click();
  await page.getByLabel('Bemærkning').nth(1).fill('Skrevet bagefter');
  await page.getByRole('button', { name: 'Fjern tal.pdf' }).click();
  await page.getByText('Filen er fjernet.').waitFor();
  expect(await page.getByRole('link', { name: 'tal.pdf' }).count()).toBe(0);
  expect(await page.getByLabel('Bemærkning').nth(1).inputValue()).toBe('Skrevet bagefter');
});

test('two versions of a report are shown side by side and settled, and the page is accessible', async () => {
  const { page } = await visitAsWriter(path());
  await page.getByLabel('Bemærkning').first().fill('Min bemærkning');
  await writer.post(path(), { version: '0', actual_1: '7', note_1: 'Den andens bemærkning' });
  await page.getByRole('button', { name: 'Gem kladde' }).click();
  await page.getByRole('heading', { name: 'Teksten er gemt et andet sted imens' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gem min udgave' }).click();
  await page.getByText('Kladden er gemt.').waitFor();
  expect(await page.getByLabel('Bemærkning').first().inputValue()).toBe('Min bemærkning');
});

test('what was typed into a report that somebody else has handed in meanwhile is shown, not lost', async () => {
  const { page } = await visitAsWriter(path());
  await page.getByLabel('Bemærkning').first().fill('Kom for sent');
  const figures = { version: '0', actual_1: '7', actual_2: '30', actual_3: '50' };
  await writer.post(`${path()}/indsendelse`, figures);
  await page.getByRole('button', { name: 'Indsend rapporten' }).click();
  await page.getByText('Rapporten for perioden er allerede indsendt.').waitFor();
  expect(await page.getByLabel('Bemærkning').first().inputValue()).toBe('Kom for sent');
  expect(await page.getByRole('button', { name: 'Indsend rapporten' }).count()).toBe(0);
  expect(await accessibilityIssues(page)).toEqual([]);
});
