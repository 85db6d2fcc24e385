import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';

let browsed: BrowsedSite;
let editor: SignedIn;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  editor = await signIn(browsed.site, 'editor');
  const { searchCounter, db } = browsed.site.deps;
  const counts = [
    { query: 'fædregruppe i almene boligområder', searches: 12, hits: 0 },
    { query: 'resultatkontrakt', searches: 40, hits: 6 },
  ];
  await searchCounter.flush();
  const day = new Date().toISOString().slice(0, 10);
  await db
    .insertInto('search_counts')
    .values(counts.map((count) => ({ day, clicks: 0, ...count })))
    .execute();
  await editor.post('/redaktion/oensker', { title: 'Fædregrupper', note: 'Vejle har en.', query: 'fædregruppe' });
});
afterAll(() => browsed?.close());

const visit = (path: string, options?: BrowserContextOptions) => visitAs(browsed, editor, path, options);

describe.for([
  ['thesaurus', '/redaktion/synonymer'],
  ['thesaurus without a hit', '/redaktion/synonymer?q=zzzz'],
  ['line', '/redaktion/synonymer/1'],
  ['new line', '/redaktion/synonymer/ny?ord=mentor'],
  ['searches', '/redaktion/soegninger'],
  ['wishes', '/redaktion/oensker'],
  ['wish', '/redaktion/oensker/1'],
])('the page of the %s', ([, path]) => {
  test.for([1280, 375])('is accessible at a width of %i, and the browser has no cause to complain', async (width) => {
    const { page, complaints, hosts } = await visit(path as string, { viewport: { width, height: 800 } });
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect([complaints, [...hosts]]).toEqual([[], [browsed.host]]);
  });
});

test('the effect of a line, and a line that is refused, are accessible', async () => {
  const { page } = await visit('/redaktion/synonymer/ny');
  await page.getByLabel('Ord, der betyder det samme').fill('bilag, resultatkontrakt, bolig');
  await page.getByRole('button', { name: 'Vis virkningen' }).click();
  await page.getByRole('heading', { name: 'Virkning' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gem linjen' }).click();
  await page.getByText('Ja, bolig skal stå begge steder').waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
});

describe.for([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
])('an editor with scripts: $javaScriptEnabled', (options) => {
  const word = options.javaScriptEnabled ? 'kvittering' : 'faktura';
  const meant = options.javaScriptEnabled ? 'resultatkontrakt' : 'statusskema';

  test('sees what a line does before saving it, and saves it', async () => {
    const { page } = await visit('/redaktion/synonymer', options);
    await page.getByRole('link', { name: 'Tilføj en linje' }).click();
    await page.getByLabel('Ord, der betyder det samme').fill(`${word}, ${meant}`);
    await page.getByLabel('Prøv med en søgning').fill(word);
    // The Enter key tries, it never saves.
    await page.getByLabel('Prøv med en søgning').press('Enter');
    await page.getByRole('heading', { name: 'Virkning' }).waitFor();
    await page.getByText(new RegExp(`»${word}« finder \\d+ erfaring.*, før`)).waitFor();
    expect(await page.getByText('Ny', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByLabel('Ord, der betyder det samme').inputValue()).toBe(`${word}, ${meant}`);
    await page.getByRole('button', { name: 'Gem linjen' }).click();
    await page.getByText('Linjen er gemt.').waitFor();
    await page.getByRole('link', { name: `${word}, ${meant}` }).waitFor();
  });

  const taken = options.javaScriptEnabled ? 'sport' : 'klub';

  test('is led to the other line that has a word, and can keep both', async () => {
    const { page } = await visit('/redaktion/synonymer/ny', options);
    await page.getByLabel('Ord, der betyder det samme').fill(`${word}sværk, ${taken}`);
    await page.getByRole('button', { name: 'Gem linjen' }).click();
    await page.getByRole('link', { name: `»${taken}« står også i linjen` }).click();
    // The design system's own box lies over the field.
    await page.getByText(`Ja, ${taken} skal stå begge steder`).click();
    await page.getByRole('button', { name: 'Gem linjen' }).click();
    await page.getByText('Linjen er gemt.').waitFor();
  });

  test('turns a search that finds nothing into a wish', async () => {
    const { page } = await visit('/redaktion/soegninger', options);
    await page.getByRole('link', { name: 'Lav et ønske om fædregruppe i almene boligområder' }).first().click();
    await page.getByLabel('Note').fill(`Savnet ${word}`);
    await page.getByRole('button', { name: 'Tilføj' }).click();
    await page.getByText('Ønsket er gemt.').waitFor();
    await page.getByText(`Savnet ${word}`).waitFor();
  });
});
