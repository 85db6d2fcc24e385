import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { entriesFromManyMunicipalities } from './entries.ts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  await publish(
    browsed.site.deps,
    ...entriesFromManyMunicipalities(),
    exchangeEntry({ title: 'Lektiehjælp i Holte', municipalities: ['Søllerød'] }),
  );
});
afterAll(() => browsed?.close());

const municipalityFacet = (page: Page) => page.getByRole('group', { name: 'Kommune', exact: true });
const filterField = (page: Page) => page.getByRole('textbox', { name: 'Find kommune' });

test('a municipality is found by the name it had before the reform, which is shown beside it', async () => {
  const { page } = await browsed.visit('/erfaringer');
  await filterField(page).fill('Søllerød');
  const options = municipalityFacet(page).getByRole('checkbox');
  expect(await options.count()).toBe(1);
  const rudersdal = page.getByRole('checkbox', { name: /Rudersdal.*Søllerød/ });
  await page.getByText('1 passer', { exact: true }).waitFor();

  await rudersdal.check();
  await page.getByRole('link', { name: 'Fjern kommune: Rudersdal' }).waitFor();
  expect(await page.getByRole('region', { name: '1 erfaring' }).getByRole('heading', { level: 3 }).textContent()).toBe(
    'Lektiehjælp i Holte',
  );
});

test('aa and å find the same municipality', async () => {
  const { page } = await browsed.visit('/erfaringer');
  for (const spelling of ['århus', 'Aarhus']) {
    await filterField(page).fill(spelling);
    expect(await municipalityFacet(page).getByRole('checkbox').count(), spelling).toBe(1);
    expect(await page.getByRole('checkbox', { name: /^Aarhus/ }).isVisible(), spelling).toBe(true);
  }
});

test('letters that no municipality has are answered with a hint; emptying the field brings the list back', async () => {
  const { page } = await browsed.visit('/erfaringer');
  const before = await municipalityFacet(page).getByRole('checkbox').count();
  await filterField(page).fill('zzz');
  await page.getByText('Ingen passer. Prøv færre bogstaver.').waitFor();
  expect(await municipalityFacet(page).getByRole('checkbox').count()).toBe(0);
  await filterField(page).fill('');
  expect(await municipalityFacet(page).getByRole('checkbox').count()).toBe(before);
});

test('Enter in the filter field does not send the search', async () => {
  const { page } = await browsed.visit('/erfaringer');
  await filterField(page).fill('Læsø');
  await filterField(page).press('Enter');
  expect(new URL(page.url()).search).toBe('');
  expect(await filterField(page).inputValue()).toBe('Læsø');
});

test('without scripts every municipality is reached by opening the whole list', async () => {
  const { page } = await browsed.visit('/erfaringer', { javaScriptEnabled: false });
  expect(await filterField(page).isVisible()).toBe(false);
  const option = page.getByRole('checkbox', { name: /^Rudersdal/ });
  expect(await option.isVisible()).toBe(false);
  await municipalityFacet(page).locator('summary').click();
  expect(await option.isVisible()).toBe(true);
});
