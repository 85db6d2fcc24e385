import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { fillContract } from './contract-form.ts';
import { visitAs } from './signed-in.ts';

/** Many pages and four browsers, and perhaps a busy machine. */
const WALK_MS = 240_000;
const SUMMARY = 'Partnerskabet fandt arbejde til nye borgere sammen med virksomhederne på havnen. '.repeat(6);

let browsed: BrowsedSite;
let partner: SignedIn;
let consultant: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  partner = await signIn(browsed.site, await createUser(browsed.site, 'partner', { name: 'Petra Partner' }));
  consultant = await signIn(browsed.site, 'consultant');
  editor = await signIn(browsed.site, 'editor');
});
afterAll(() => browsed?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const hear = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });

test.for([
  [true, 1280],
  [false, 375],
] as const)(
  'a partnership from its first draft to an entry with its verdict, with scripts: %s, at a width of %i',
  { timeout: WALK_MS },
  async ([javaScriptEnabled, width]) => {
    const options = { javaScriptEnabled, viewport: { width, height: 800 } };
    const name = `Partnerskab ${width}`;
    const visit = async (who: SignedIn, path: string) => (await visitAs(browsed, who, path, options)).page;
    const check = async (page: Page) => {
      // axe is a script itself.
      if (javaScriptEnabled) expect(await accessibilityIssues(page)).toEqual([]);
    };

    // The editor makes it and says who writes for it.
    const office = await visit(editor, '/redaktion/partnerskaber/ny');
    await office.getByLabel('Navn').fill(name);
    await office.getByLabel('Første dag').fill('2006-01-01');
    await office.getByLabel('Sidste dag').fill('2007-12-31');
    await office.getByLabel('Den første kommune').selectOption('0630');
    await press(office, 'Opret partnerskabet');
    await office.waitForURL(/\/redaktion\/partnerskaber\/\d+\/skrivere$/);
    const id = new URL(office.url()).pathname.split('/')[3] ?? '';
    const home = `/mit/partnerskaber/${id}`;
    await office.getByLabel('Tilføj en, der skriver').fill(partner.user.email);
    await press(office, 'Tilføj');
    await office.getByText('Petra Partner').first().waitFor();

    // The partnership writes the contract and sends it.
    const writer = await visit(partner, `${home}/kontrakt?skriv=ja`);
    await fillContract(writer);
    await press(writer, 'Gem');
    await hear(writer, 'Kontrakten er gemt.');
    await check(writer);
    await press(writer, 'Send til ministeriet');
    await hear(writer, 'Teksten er sendt.');

    // The consultant proposes another figure; both sides sign.
    const ministry = await visit(consultant, `${home}/kontrakt?skriv=ja`);
    await ministry.getByLabel('Tallet, I vil nå').fill('30');
    await press(ministry, 'Gem');
    await hear(ministry, 'Kontrakten er gemt.');
    await press(ministry, 'Send til partnerskabet');
    await hear(ministry, 'Teksten er sendt.');
    await writer.goto(`${home}/kontrakt`);
    await writer.locator('ins', { hasText: '30' }).first().waitFor();
    for (const page of [writer, office]) {
      await page.goto(`${home}/kontrakt`);
      await page.getByLabel('Jeg har læst kontrakten og underskriver den').check();
      await press(page, 'Underskriv');
    }
    await hear(office, 'Kontrakten er underskrevet af begge parter.');
    const { slug } = await browsed.site.deps.db
      .selectFrom('partnerships')
      .select('slug')
      .where('id', '=', Number(id))
      .executeTakeFirstOrThrow();
    const reader = (await browsed.visit(`/partnerskaber/${slug}`, options)).page;
    await reader.getByRole('heading', { name, level: 1 }).waitFor();
    await check(reader);

    // A report is handed in, returned, mended, and approved.
    const report = `${home}/rapporter/2006-01-01`;
    await writer.goto(report);
    await field(writer, '.*i perioden').first().fill('24');
    await press(writer, 'Indsend rapporten');
    await hear(writer, 'Rapporten er indsendt til ministeriet.');
    await ministry.goto(report);
    await field(ministry, 'Hvad skal ændres').fill('Er alle talt med?');
    await press(ministry, 'Send tilbage');
    await hear(ministry, 'Rapporten er sendt tilbage.');
    await writer.goto(report);
    await field(writer, '.*i perioden').first().fill('22');
    await press(writer, 'Indsend rapporten');
    await hear(writer, 'Rapporten er indsendt til ministeriet.');
    await ministry.goto(report);
    await press(ministry, 'Godkend');
    await hear(ministry, 'Rapporten er godkendt.');

    // The ministry judges the year, the partnership answers, and it is sealed.
    const year = `${home}/bedoemmelser/2006`;
    await office.goto(year);
    await office.getByText('22 personer').first().waitFor();
    await office.getByLabel('Er målet nået?').selectOption('Delvist nået');
    await office.getByLabel('Begrundelse').first().fill('22 af 30 er i arbejde.');
    await office.getByLabel('Bedømmelse', { exact: true }).selectOption('Delvist nået');
    await press(office, 'Gem og send i høring');
    await office.getByRole('link', { name: 'Skriv en begrundelse.' }).waitFor();
    await check(office);
    await office.getByLabel('Begrundelse').last().fill('Godt på vej.');
    await press(office, 'Gem og send i høring');
    await hear(office, 'Bedømmelsen er sendt i høring.');
    await writer.goto(year);
    await field(writer, 'Svar').fill('Vi når resten næste år.');
    await press(writer, 'Gem svaret');
    await hear(writer, 'Svaret er gemt.');
    await office.goto(year);
    await office.getByText('Vi når resten næste år.').waitFor();
    await check(office);
    await office.getByLabel('Jeg har læst svaret').check();
    await press(office, 'Forsegl bedømmelsen');
    await hear(office, 'Bedømmelsen er forseglet og udgivet.');
    await reader.goto(`/partnerskaber/${slug}/bedoemmelser/2006`);
    await reader.getByText('Vi når resten næste år.').waitFor();
    await check(reader);

    // The contract is renegotiated; what was sealed stays.
    await writer.goto(`${home}/kontrakt`);
    await writer.getByText('Begynd en genforhandling').click();
    await writer.getByLabel('Hvilken forudsætning er ændret?').fill('Rederiet er lukket.');
    await writer.getByLabel('Den nye version skal gælde fra').fill('2007-01-01');
    await press(writer, 'Begynd genforhandling');
    await writer.getByRole('heading', { name: 'Skriv version 2 af kontrakten' }).waitFor();
    await reader.reload();
    await reader.getByText('30 personer senest').first().waitFor();

    // The result becomes an entry, which carries the verdict and is found by it.
    await writer.goto(year);
    await press(writer, 'Begynd en erfaring');
    await writer.waitForURL(/\/mit\/erfaringer\/\d+$/);
    const entry = new URL(writer.url()).pathname;
    await field(writer, 'En linies budskab').fill('Find virksomhederne, før kurset begynder.');
    await field(writer, 'Sammenfatning').fill(SUMMARY);
    await writer.getByRole('checkbox', { name: 'Beskæftigelse' }).check();
    await press(writer, 'Gem');
    await writer
      .getByText(/^Gemt /)
      .first()
      .waitFor();
    await writer.goto(entry);
    await press(writer, 'Send til gennemsyn');
    await hear(writer, 'Erfaringen er sendt til gennemsyn.');
    await ministry.goto(entry.replace('/mit/', '/redaktion/'));
    await press(ministry, 'Overtag');
    await hear(ministry, 'Du har overtaget erfaringen.');
    await press(ministry, 'Udgiv');
    await hear(ministry, 'Erfaringen er udgivet.');
    await browsed.site.deps.worker.settled();
    await reader.goto(`/erfaringer?q=${width}&bedoemmelse=delvist-naaet`);
    await reader.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await reader.getByText('Resultat bedømt: delvist nået, 2006').first().waitFor();
    await reader.getByText('22 personer').first().waitFor();
    await check(reader);
    await reader.goto(`/partnerskaber/${slug}`);
    await reader
      .getByRole('link', { name: new RegExp(`^${name}: resultater`) })
      .first()
      .waitFor();
  },
);
