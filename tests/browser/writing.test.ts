import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { makeEntry } from '../support/entry-states.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { smallPng } from '../support/upload.ts';
import { overflow, visitAs } from './signed-in.ts';

/** It looks at ten pages, most of them with axe. */
const WALK_MS = 90_000;
const SUMMARY = 'Tre virksomheder gav hver ny medarbejder en mentor. '.repeat(10).trim();

let browsed: BrowsedSite;
let author: SignedIn;
let editor: { id: number; role: 'editor' };
beforeAll(async () => {
  browsed = await startBrowsedSite();
  author = await signIn(browsed.site, 'partner');
  editor = { id: (await createUser(browsed.site, 'editor')).id, role: 'editor' };
});
afterAll(() => browsed?.close());

const text = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });

describe.for([
  [true, 1280],
  [true, 375],
  [false, 1280],
  [false, 375],
] as const)('with scripts: %s, at a width of %i', ([javaScriptEnabled, width]) => {
  const options = { javaScriptEnabled, viewport: { width, height: 800 } };

  test('an author begins an entry, writes it, adds a picture, looks at it, sends it to review and takes it back', {
    timeout: WALK_MS,
  }, async () => {
    const { page, complaints } = await visitAs(browsed, author, '/mit', options);
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('button', { name: 'Skriv en ny erfaring' }).click();
    await page.waitForURL(/\/mit\/erfaringer\/\d+$/);
    const address = page.url();
    const id = Number(address.split('/').at(-1));
    await expectAccessible(page, javaScriptEnabled);

    await text(page, 'Titel').fill('Mentorer på arbejdspladsen');
    await text(page, 'En linies budskab').fill('Aftal opgaverne før den første dag.');
    await text(page, 'Sammenfatning').fill(SUMMARY);
    await page.getByRole('checkbox', { name: 'Beskæftigelse' }).check();
    if (javaScriptEnabled) {
      await page.getByRole('combobox', { name: 'Kommuner' }).fill('Jelling');
      await page.keyboard.press('Enter');
    } else await text(page, 'Kommuner').fill('Jelling');
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page
      .getByText(/^Gemt /)
      .first()
      .waitFor();
    await page.goto(address);
    expect(await text(page, 'Sammenfatning').inputValue()).toBe(SUMMARY);
    expect(await page.getByText('80 ord.').count()).toBe(1);

    await page.getByLabel('Læg filer på').setInputFiles({
      name: 'mentor.png',
      mimeType: 'image/png',
      buffer: Buffer.from(smallPng),
    });
    await page.getByLabel('Hvad viser billedet?').fill('En mentor');
    await page.getByRole('button', { name: 'Læg på' }).click();
    await page.getByText('Filen er lagt på.').waitFor();
    await placePicture(page, javaScriptEnabled);
    await expectAccessible(page, javaScriptEnabled);

    await page.getByRole('button', { name: 'Gem og vis' }).click();
    await page.waitForURL(/\/visning$/);
    const shown = await readArticle(page);
    expect(shown).toContain('Vejle');
    const picture = page.getByRole('img', { name: 'En mentor' });
    expect(await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('link', { name: 'Skriv videre' }).click();

    await page.getByRole('button', { name: 'Send til gennemsyn' }).click();
    await page.getByText('Erfaringen er sendt til gennemsyn.').waitFor();
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('button', { name: 'Tag indsendelsen tilbage' }).click();
    await page.getByText('Erfaringen er din igen.').waitFor();

    expect(await readPublished(page, id)).toBe(shown);
    // What was asked for and no longer wanted when the page was left.
    expect(complaints.filter((text) => !text.endsWith('net::ERR_ABORTED'))).toEqual([]);
  });

  test('what is refused is accessible, and its summary leads to the field', async () => {
    const { id } = await makeEntry(browsed.site.deps, 'draft', { author: author.user, editor }, { one_liner: '' });
    const { page } = await visitAs(browsed, author, `/mit/erfaringer/${id}`, options);
    await page.getByRole('button', { name: 'Send til gennemsyn' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    await expectAccessible(page, javaScriptEnabled);
    await alert.getByRole('link', { name: /^Skriv en linies budskab/ }).click();
    expect(new URL(page.url()).hash).toBe('#one_liner');
  });

  test('two authors of one text see both when the second saves', async () => {
    const { id } = await makeEntry(browsed.site.deps, 'draft', { author: author.user, editor });
    const other = await signIn(browsed.site, 'partner');
    await author.post(`/mit/erfaringer/${id}/forfattere`, { email: other.user.email });
    const path = `/mit/erfaringer/${id}`;
    const [{ page: first }, { page: second }] = (await Promise.all(
      [author, other].map((who) => visitAs(browsed, who, path, options)),
    )) as [Awaited<ReturnType<typeof visitAs>>, Awaited<ReturnType<typeof visitAs>>];
    await text(first, 'Sammenfatning').fill('Den første.');
    await first.getByRole('button', { name: 'Gem', exact: true }).click();
    await first
      .getByText(/^Gemt /)
      .first()
      .waitFor();
    await text(second, 'Sammenfatning').fill('Den anden.');
    await second.getByRole('button', { name: 'Gem', exact: true }).click();
    await second.getByRole('heading', { level: 1, name: 'Teksten er gemt et andet sted imens' }).waitFor();
    await expectAccessible(second, javaScriptEnabled);
    expect(await second.getByRole('main').textContent()).toMatch(/Den anden\..*Den første\./s);
    await second.getByRole('button', { name: 'Gem min udgave' }).click();
    await second.waitForURL(new RegExp(`${path}$`));
    expect(await text(second, 'Sammenfatning').inputValue()).toBe('Den anden.');
    expect(await second.getByRole('button', { name: 'Hent det, du skrev' }).count()).toBe(0);
  });
});

/** axe is a script itself. */
async function expectAccessible(page: Page, javaScriptEnabled: boolean): Promise<void> {
  if (!javaScriptEnabled) return;
  expect(await accessibilityIssues(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

test.for([1280, 375])('the form without its scripts is accessible at a width of %i', async (width) => {
  const { id } = await makeEntry(browsed.site.deps, 'draft', { author: author.user, editor }, { municipalities: 'By' });
  const { page } = await visitAs(browsed, author, '/mit/konto', { viewport: { width, height: 800 } });
  await page.route('**/assets/**/*.js', (route) => route.abort());
  await page.goto(`/mit/erfaringer/${id}`);
  expect(await page.getByRole('toolbar').count()).toBe(0);
  await expectAccessible(page, true);
});

/** With scripts by the toolbar; without them by hand, as the page says. */
async function placePicture(page: Page, javaScriptEnabled: boolean): Promise<void> {
  if (!javaScriptEnabled) {
    await page.getByText('Sæt billedet ind i teksten').click();
    const [markdown = ''] = await page.getByText(/^!\[En mentor\]/).allTextContents();
    return text(page, 'Metode').first().fill(markdown);
  }
  await text(page, 'Metode').first().focus();
  const toolbar = page.getByRole('toolbar', { name: 'Formatér Metode' });
  await toolbar.getByRole('button', { name: 'Billede' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'En mentor' }).click();
  // The dialog closes first, and only then is the picture put in.
  await expect.poll(() => text(page, 'Metode').first().inputValue()).toMatch(/^\n\n!\[En mentor\]\(\/filer\/.*\)\n\n$/);
}

/** The article as readers get it, once an editor has published it. */
async function readPublished(page: Page, id: number): Promise<string> {
  const { db, getTaxonomy } = browsed.site.deps;
  const order = { kind: 'minor', changeNote: '', dueAt: null, overrideReason: '' } as const;
  await publishEntry(db, { actor: editor, requestId: 'test' }, id, order, await getTaxonomy());
  const { slug } = await db.selectFrom('entries').select('slug').where('id', '=', id).executeTakeFirstOrThrow();
  await page.goto(`/erfaringer/${slug}`);
  return readArticle(page);
}

/** The words of the article, but for the links that are of use once it is published. */
async function readArticle(page: Page): Promise<string> {
  const [words = ''] = await page.getByRole('article').allInnerTexts();
  return words
    .replace(/Har I prøvet det\? Fortæl om det\s+/, '')
    .replace(/\s*Historik\s+Hent som Markdown(\s+Udskriv)?\s*$/, '')
    .trim();
}
