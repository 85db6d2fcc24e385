import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrialState } from '#content/db/schema.ts';
import { enqueueIndexing } from '#content/queue.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { addTrial, makeAssessment, restOn } from '../support/outcomes.ts';
import { createUser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

let browsed: BrowsedSite;
let reader: SignedIn;
let consultant: SignedIn;
let entry: MadeEntry;
const trials = {} as Record<TrialState, string>;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  const { site } = browsed;
  const { db } = site.deps;
  reader = await signIn(site, 'reader');
  consultant = await signIn(site, 'consultant');
  entry = await makeTried('Mentorer til nye familier');
  await restOn(db, entry.id, await makeAssessment(db, { verdict: 'partly' }));
  for (const [code, state] of [
    ['0630', 'published'],
    ['0751', 'published'],
    ['0101', 'submitted'],
    ['0147', 'returned'],
  ] as [string, TrialState][]) {
    const texts = {
      outcome: 'Halvdelen af familierne fik en mentor, som de stadig ser.\n\nResten flyttede.',
      changes: 'Vi begyndte allerede den første uge.',
      cost: '40.000 kr. og en halv stilling i et halvt år.',
      reason: state === 'returned' ? 'Hvor mange familier var med?' : '',
      contact_name: 'Åse Ågård',
      contact_email: 'aase@eksempel.dk',
    };
    const id = await addTrial(db, entry.id, reader.user.id, { municipality_code: code, state, ...texts });
    trials[state] = `/mit/afproevninger/${id}`;
  }
  await enqueueIndexing(db, [entry.id]);
  site.deps.worker.wake();
  await site.deps.worker.settled();
  await site.deps.database.changes.caughtUp();
});
afterAll(() => browsed?.close());

async function makeTried(title: string): Promise<MadeEntry> {
  const author = await createUser(browsed.site, 'partner');
  return makeEntry(
    browsed.site.deps,
    'published',
    { author, editor: await createUser(browsed.site, 'editor') },
    { title },
  );
}

describe.for<[kind: string, who: () => SignedIn | undefined, path: () => string]>([
  ['entry that was tried and judged', () => undefined, () => `/erfaringer/${entry.slug}`],
  ['search with both facets', () => undefined, () => '/erfaringer?bedoemmelse=delvist-naaet&afproevet=ja'],
  ['form for a new trial', () => reader, () => `/mit/afproevninger/ny?erfaring=${entry.slug}`],
  ['own trial that waits', () => reader, () => trials.submitted],
  ['own trial that was returned', () => reader, () => trials.returned],
  ['own trial that is published', () => reader, () => trials.published],
  ['own page with trials', () => reader, () => '/mit'],
  ['list of trials', () => consultant, () => '/redaktion/afproevninger'],
  ['trial to decide', () => consultant, () => trials.submitted],
])('the %s', ([, who, path]) => {
  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    const user = who();
    await expectWellMade(browsed, await (user ? visitAs(browsed, user, path()) : browsed.visit(path())));
  });
});

describe.for<BrowserContextOptions>([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('with scripts: $javaScriptEnabled', (options) => {
  test('a reader comes from an entry, signs in, tells how it went, and everybody reads it once a consultant has', async () => {
    const { slug } = await makeTried(`Sprogcafé ${options.javaScriptEnabled}`);
    const user = await createUser(browsed.site, 'reader', { name: 'Bo Birk' });
    const { page } = await browsed.visit(`/erfaringer/${slug}`, options);
    await page.getByRole('link', { name: 'Har I prøvet det? Fortæl om det' }).click();
    await page.getByLabel('E-mail').fill(user.email);
    await page.getByLabel('Adgangskode').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log ind' }).click();

    // What is missing is asked for, and nothing typed is lost.
    await page.getByLabel('Hvornår begyndte I?').fill('marts 2024');
    await page.getByRole('button', { name: 'Send ind' }).click();
    await page.getByRole('link', { name: 'Skriv, hvad der kom ud af det.' }).click();
    expect(await page.getByLabel('Hvad kom der ud af det?').evaluate((field) => field.matches(':focus'))).toBe(true);
    expect(await page.getByLabel('Hvornår begyndte I?').inputValue()).toBe('marts 2024');
    // Whoever checks a page does so with a script.
    if (options.javaScriptEnabled) expect(await accessibilityIssues(page)).toEqual([]);
    await page.getByLabel('Kommune').selectOption({ label: 'Vejle' });
    await page.getByLabel('Hvad kom der ud af det?').fill('Ti kom hver uge.');
    await page.getByText('Delvist', { exact: true }).click();
    expect(await page.getByLabel('Navn').inputValue()).toBe('Bo Birk');
    await page.getByRole('button', { name: 'Send ind' }).click();
    await page.getByText('Tak. En konsulent ser på det, før læserne gør.').waitFor();
    const path = new URL(page.url()).pathname;

    const review = await visitAs(browsed, consultant, '/redaktion', options);
    await review.page.getByRole('link', { name: /afprøvninger? venter/ }).click();
    await review.page.locator(`a[href="${path}"]`).click();
    await review.page.getByText('Ti kom hver uge.').waitFor();
    await review.page.getByRole('button', { name: 'Udgiv' }).click();
    await review.page.getByText('Afprøvningen i Vejle er udgivet.').waitFor();

    await page.goto(`/erfaringer/${slug}`);
    await page.getByRole('heading', { name: 'Afprøvet i 1 kommune' }).waitFor();
    await page.getByText('Ti kom hver uge.').waitFor();
    await page.goto(path);
    await page.getByText('Læserne ser den nu').waitFor();
  }, 60_000);
});

test.for([1280, 375])(
  'what was typed while a consultant published the trial is shown beside what readers see (%i wide)',
  async (width) => {
    const { slug } = await makeTried(`Lektiehjælp ${width}`);
    const { db } = browsed.site.deps;
    const { id: entryId } = await db
      .selectFrom('entries')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    const id = await addTrial(db, entryId, reader.user.id, { state: 'submitted', outcome: 'Ti kom hver uge.' });
    const options = { viewport: { width, height: 800 } };
    const { page, complaints } = await visitAs(browsed, reader, `/mit/afproevninger/${id}`, options);
    await db.updateTable('trials').set({ state: 'published', version: 2 }).where('id', '=', id).execute();
    await page.getByLabel('Hvad kom der ud af det?').fill('Tyve kom hver uge.');
    await page.getByRole('button', { name: 'Gem ændringerne' }).click();
    await page.getByRole('heading', { name: 'Det, du skrev, er ikke gemt' }).waitFor();
    for (const text of ['Ti kom hver uge.', 'Tyve kom hver uge.'])
      await page.getByText(text, { exact: true }).waitFor();
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.getByLabel('Hvorfor trækkes den tilbage?').fill('Der kom flere.');
    await page.getByRole('button', { name: 'Træk tilbage, og send rettelsen ind' }).click();
    await page.getByText('En konsulent ser på det, du har rettet.').waitFor();
    expect(await page.getByLabel('Hvad kom der ud af det?').inputValue()).toBe('Tyve kom hver uge.');
    // The browser notes that the answer was 409.
    expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  },
);

test('a reader narrows a search to what was judged, and comes to the assessment', async () => {
  const { page } = await browsed.visit('/erfaringer');
  await page.getByRole('group', { name: 'Bedømt resultat' }).getByLabel('Delvist nået').check();
  await page.getByRole('heading', { name: '1 erfaring', exact: true }).waitFor();
  await page.getByText('Resultat bedømt: delvist nået, 2007').waitFor();
  await page.getByRole('link', { name: 'Mentorer til nye familier' }).click();
  const badge = page.getByRole('link', { name: 'Resultat bedømt: delvist nået, 2007' });
  expect(await badge.getAttribute('href')).toMatch(/^\/partnerskaber\/.*\/bedoemmelser\/2007$/);
  await page.getByRole('link', { name: 'Afprøvet i 2 kommuner' }).click();
  expect(new URL(page.url()).hash).toBe('#afproevet');
});
