import type { BrowserContextOptions, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { fillContract } from './contract-form.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

let browsed: BrowsedSite;
let writer: SignedIn;
let editor: SignedIn;
let consultant: SignedIn;
let active: MadePartnership;
let negotiated: MadePartnership;
let renegotiated: MadePartnership;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  [writer, editor, consultant] = await Promise.all([
    signIn(browsed.site, 'partner'),
    signIn(browsed.site, 'editor'),
    signIn(browsed.site, 'consultant'),
  ]);
  active = await make('active');
  negotiated = await make('with the partnership');
  await writer.post(`${pathOf(negotiated)}/kommentarer`, { part: 'goal:2', body: 'Kan vi nå det?\nVi er kun fire.' });
  renegotiated = await make('renegotiating');
  for (const fields of [{ title: 'Temadag for virksomheder', held_on: '2006-05-01', participants: '40', step: '2' }])
    await writer.post(`/mit/partnerskaber/${active.id}/formidling`, fields);
  const status = { activity: '1', status: 'running', note: 'Fem mentorer er i gang.' };
  await writer.post(`/mit/partnerskaber/${active.id}/aktiviteter`, status);
});
afterAll(() => browsed?.close());

const make = (state: PartnershipStateName, changes: Parameters<typeof makePartnership>[3] = {}) =>
  makePartnership(browsed.site.deps, state, { writer: writer.user, editor: editor.user }, changes);
const pathOf = ({ id }: MadePartnership) => `/mit/partnerskaber/${id}/kontrakt`;

describe.for<[kind: string, path: () => string]>([
  ['contract that is negotiated', () => pathOf(negotiated)],
  ['form of a contract', () => `${pathOf(negotiated)}?skriv=ja`],
  ['contract that is signed', () => pathOf(active)],
  ['contract that is renegotiated', () => pathOf(renegotiated)],
  ['form of a renegotiation', () => `${pathOf(renegotiated)}?skriv=ja`],
  ['plans', () => `/mit/partnerskaber/${active.id}/formidling`],
  ['contract for readers', () => `/partnerskaber/${active.slug}/kontrakt`],
])('the %s', ([, path]) => {
  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    await expectWellMade(browsed, await visitAs(browsed, writer, path()));
  });
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('with scripts: $javaScriptEnabled', (options) => {
  test('a contract is written, negotiated, signed by both sides, and read by everybody', async () => {
    const empty = contractContent({ text: '', goals: [], activities: [], dissemination: [] });
    const made = await make('drafting', { content: empty, name: 'Havnens partnerskab' });
    await writeContract(made, options);

    const { page: ministry } = await visitAs(browsed, consultant, pathOf(made), options);
    await ministry.getByText('Det er jer, der har ordet.').waitFor();
    await ministry.getByText('Skriv en kommentar til Flere i arbejde').click();
    await ministry.getByLabel('Kommentar til Flere i arbejde').fill('I kan nå flere.');
    await ministry.getByRole('button', { name: 'Gem kommentar' }).locator('visible=true').click();
    await ministry.getByText('I kan nå flere.').waitFor();
    await ministry.getByRole('link', { name: 'Skriv i kontrakten' }).click();
    await ministry.getByLabel('Tallet, I vil nå').fill('75');
    await ministry.getByRole('button', { name: 'Gem', exact: true }).click();
    await ministry.getByText('Kontrakten er gemt.').waitFor();
    await ministry.getByLabel('Følgebrev').fill('Se på målet.');
    await ministry.getByRole('button', { name: 'Send til partnerskabet' }).click();
    await ministry.getByText('Partnerskabet har ordet.').waitFor();

    const { page: partner } = await visitAs(browsed, writer, pathOf(made), options);
    await partner.getByRole('heading', { name: '2. forslag, fra ministeriet' }).waitFor();
    await partner.locator('del', { hasText: '60' }).waitFor();
    await partner.locator('ins', { hasText: '75' }).waitFor();
    await sign(partner, 'Du har underskrevet. Nu mangler den anden part.');

    const { page: signing } = await visitAs(browsed, editor, pathOf(made), options);
    await signing.getByText('Partnerskabet har underskrevet teksten, som den står.').waitFor();
    await signing.getByRole('button', { name: 'Underskriv' }).click();
    await signing.getByRole('link', { name: 'Sæt kryds, når du har læst kontrakten' }).waitFor();
    await sign(signing, 'Kontrakten er underskrevet af begge parter.');

    const { page: reader } = await browsed.visit(`/partnerskaber/${made.slug}/kontrakt`, options);
    await reader.getByText('75 personer senest 31. december 2007').waitFor();
    expect(await reader.getByText('I kan nå flere.').count()).toBe(0);
  });
});

async function writeContract(made: MadePartnership, options: BrowserContextOptions): Promise<void> {
  const { page } = await visitAs(browsed, writer, pathOf(made), options);
  await page.getByRole('link', { name: 'Skriv i kontrakten' }).click();
  await fillContract(page);
  const goal = page.getByRole('group', { name: 'Mål 1' });
  await goal.getByLabel('Tallet, I vil nå').fill('mange');
  await goal.getByLabel('Køn').check();
  await page.getByRole('button', { name: 'Tilføj et punkt' }).click();
  await page.getByRole('button', { name: 'Fjern punkt 2' }).click();
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  // What is wrong is told, leads to its field, and nothing is lost.
  await page.getByRole('link', { name: '»mange« er ikke et tal.' }).click();
  expect(await goal.getByLabel('Tallet, I vil nå').evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await goal.getByLabel('Hvad skal nås?').inputValue()).toBe('Flere i arbejde');
  expect(await goal.getByLabel('Køn').isChecked()).toBe(true);
  await goal.getByLabel('Tallet, I vil nå').fill('60');
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByText('Kontrakten er gemt.').waitFor();
  await page.getByRole('button', { name: 'Send til ministeriet' }).click();
  await page.getByText('Teksten er sendt.').waitFor();
  await page.getByText('Ministeriet har ordet.').waitFor();
}

async function sign(page: Page, notice: string): Promise<void> {
  await page.getByLabel('Jeg har læst kontrakten og underskriver den').check();
  await page.getByRole('button', { name: 'Underskriv' }).click();
  await page.getByText(notice).waitFor();
}

test('a form that is refused, and two texts that differ, are accessible', async () => {
  const made = await make('drafting');
  const { page } = await visitAs(browsed, writer, `${pathOf(made)}?skriv=ja`);
  await page.getByRole('group', { name: 'Mål 1' }).getByLabel('Udgangspunkt').fill('tolv');
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByRole('link', { name: '»tolv« er ikke et tal.' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  const { page: other } = await visitAs(browsed, writer, `${pathOf(made)}?skriv=ja`);
  await other.getByLabel('Kontrakten i almindelige ord').fill('Den anden tekst.');
  await other.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByRole('group', { name: 'Mål 1' }).getByLabel('Udgangspunkt').fill('12');
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByRole('heading', { name: 'Teksten er gemt et andet sted imens' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gem min udgave' }).click();
  await page.getByText('Udgangspunkt 12 personer').or(page.getByText('12 personer (30. juni 2005)')).first().waitFor();
});

test('a renegotiation is begun with its reason, shows what it changes, and can be abandoned', async () => {
  const made = await make('active');
  const { page } = await visitAs(browsed, writer, pathOf(made));
  await page.getByText('Begynd en genforhandling').click();
  await page.getByRole('button', { name: 'Begynd genforhandling' }).click();
  await page.getByRole('link', { name: 'Skriv, hvilken forudsætning der er ændret.' }).waitFor();
  await page.getByLabel('Hvilken forudsætning er ændret?').fill('Rederiet er lukket.');
  await page.getByLabel('Den nye version skal gælde fra').fill('2007-01-01');
  await page.getByRole('button', { name: 'Begynd genforhandling' }).click();
  await page.getByRole('heading', { name: 'Skriv version 2 af kontrakten' }).waitFor();
  await page.getByLabel('Hvilken forudsætning er ændret?').fill('Rederiet er flyttet.');
  await page.getByRole('button', { name: 'Fjern mål 3' }).click();
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByText('Ændret, men ikke sendt endnu').click();
  await page.getByRole('heading', { name: 'Fjernet mål: Ventetiden på sprogundervisning bliver kortere' }).waitFor();
  await page.getByText('Rederiet er flyttet.').waitFor();

  await page.locator('summary', { hasText: 'Opgiv genforhandlingen' }).click();
  await page.getByRole('button', { name: 'Opgiv genforhandlingen' }).click();
  await page.getByRole('link', { name: 'Sæt kryds, når I er sikre på' }).click();
  expect(await page.getByLabel('Vi vil opgive genforhandlingen').evaluate((box) => box.matches(':focus'))).toBe(true);
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByLabel('Vi vil opgive genforhandlingen').check();
  await page.getByRole('button', { name: 'Opgiv genforhandlingen' }).click();
  await page.getByText('Genforhandlingen er opgivet.').waitFor();
  await page.getByRole('heading', { name: 'Opgivne genforhandlinger' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByText('Begynd en genforhandling').click();
  await page.getByLabel('Hvilken forudsætning er ændret?').fill('Skolen er flyttet.');
  await page.getByLabel('Den nye version skal gælde fra').fill('2007-01-01');
  await page.getByRole('button', { name: 'Begynd genforhandling' }).click();
  await page.getByRole('heading', { name: 'Skriv version 2 af kontrakten' }).waitFor();
});

test('a contract goes on paper with all that was agreed, and nothing to press', async () => {
  const { page } = await browsed.visit(`/partnerskaber/${active.slug}/kontrakt`);
  const document = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  const paper = text.replace(/\s+/g, ' ');
  for (const words of [
    'Resultatkontrakt',
    'Partnerskabet på havnen',
    'Flere kommer i ordinært arbejde',
    '60 personer senest 30. juni 2008',
    'Jobcentrets register',
    'Sprogmentorer på havnen',
    'En artikel i fagbladet',
    'Underskrevet af ministeriet',
  ])
    expect(paper).toContain(words);
  expect(paper).not.toMatch(/Udskriv|Log ind|Hovedmenu/);
  expect(totalPages).toBeLessThanOrEqual(3);
});
