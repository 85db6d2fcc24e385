import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { entriesFromManyMunicipalities, richEntry } from './entries.ts';

const pages: [kind: string, path: string, status: number][] = [
  ['front page', '/', 200],
  ['search without words', '/erfaringer', 200],
  ['second page of a search', '/erfaringer?side=2', 200],
  ['search with words and filters', '/erfaringer?q=mentor&omraade=beskaeftigelse&kommune=vejle', 200],
  ['search without results', '/erfaringer?q=zzzzzz&omraade=sundhed', 200],
  ['search with a value that does not exist', '/erfaringer?kommune=atlantis', 200],
  ['entry of the starter content', '/erfaringer/resultatkontrakter-som-styringsredskab', 200],
  ['entry with every field', '/erfaringer/alt-udfyldt', 200],
  ['withdrawn entry', '/erfaringer/trukket-tilbage', 410],
  ['collections without any', '/temaer', 200],
  ['missing collection', '/temaer/findes-ikke', 404],
  ['partnerships without any', '/partnerskaber', 200],
  ['partnerships of a municipality without any', '/partnerskaber?kommune=vejle', 200],
  ['missing partnership', '/partnerskaber/findes-ikke', 404],
  ['about', '/om', 200],
  ['contact', '/kontakt', 200],
  ['privacy', '/privatliv', 200],
  ['cookies', '/cookies', 200],
  ['API description', '/api/docs', 200],
  ['missing page', '/findes-ikke', 404],
  ['missing entry', '/erfaringer/findes-ikke', 404],
  ['internal error', '/test/fejl', 500],
  ['search engine away', '/test/uden-soegning', 503],
];

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await startBrowsedSite(({ app }) => {
    app.get('/test/fejl', { config: { access: 'public' } }, () => {
      throw new Error('made by a test');
    });
    app.get('/test/uden-soegning', { config: { access: 'public' } }, () => {
      throw Object.assign(new Error('made by a test'), { statusCode: 503 });
    });
  });
  await publish(
    browsed.site.deps,
    ...entriesFromManyMunicipalities(),
    richEntry({ slug: 'alt-udfyldt' }),
    exchangeEntry({ slug: 'trukket-tilbage', status: 'withdrawn' }),
  );
});
afterAll(() => browsed?.close());

describe.for(pages)('%s', ([, path, status]) => {
  test('answers with its status', async () => {
    const response = await browsed.site.app.inject(path);
    expect(response.statusCode).toBe(status);
  });

  // One browser for all: to start it takes longer than all that it is asked.
  test('is accessible wide and narrow, fits a width of 320, and asks no other host for anything', async () => {
    const { page, hosts, complaints } = await browsed.visit(path, { viewport: { width: 1280, height: 800 } });
    await page.waitForLoadState('networkidle');
    expect([1280, await accessibilityIssues(page)]).toEqual([1280, []]);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.reload();
    expect([375, await accessibilityIssues(page)]).toEqual([375, []]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect([...hosts]).toEqual([browsed.host]);
    const ownStatus = new RegExp(`the server responded with a status of ${status} `);
    expect(complaints.filter((text) => !ownStatus.test(text))).toEqual([]);
  });
});

test('the facets opened on a phone are accessible and fit its width', async () => {
  const { page } = await browsed.visit('/erfaringer?omraade=beskaeftigelse', {
    viewport: { width: 320, height: 700 },
  });
  await page.locator('summary').filter({ hasText: 'Afgræns (1 valgt)' }).click();
  await page.locator('summary').getByText('Kommune', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Find kommune' }).waitFor();
  expect(await accessibilityIssues(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
});
