import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askContacts } from '#content/contacts/ask-contacts.ts';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { submitChange } from '../support/changes.ts';
import { makeEntry } from '../support/entry-states.ts';
import { readAction, readMailTo } from '../support/mail.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { overflow, visitAs } from './signed-in.ts';

/** It looks at ten pages, most of them with axe. */
const WALK_MS = 120_000;

let browsed: BrowsedSite;
let author: SignedIn;
let consultant: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  author = await signIn(browsed.site, await createUser(browsed.site, 'partner', { name: 'Anna Forfatter' }));
  consultant = await signIn(browsed.site, await createUser(browsed.site, 'consultant', { name: 'Karen Konsulent' }));
  editor = await signIn(browsed.site, await createUser(browsed.site, 'editor', { name: 'Erik Redaktør' }));
});
afterAll(() => browsed?.close());

const notice = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const open = (page: Page, summary: string) => page.locator('summary').filter({ hasText: summary }).first().click();

describe.for([
  [true, 1280],
  [true, 375],
  [false, 1280],
  [false, 375],
] as const)('with scripts: %s, at a width of %i', ([javaScriptEnabled, width]) => {
  const options = { javaScriptEnabled, viewport: { width, height: 800 } };
  const title = `Lektiehjælp ${javaScriptEnabled} ${width}`;
  const submitted = () =>
    makeEntry(
      browsed.site.deps,
      'submitted',
      { author: author.user, editor: editor.user },
      { title, results: 'Ti børn kom hver uge.', contact_email: 'b@eksempel.dk' },
    );

  test('a reviewer takes an entry, comments and returns it; the author sees why; it is published in the end', {
    timeout: WALK_MS,
  }, async () => {
    const entry = await submitted();
    const { page, complaints } = await visitAs(browsed, consultant, '/redaktion', options);
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('link', { name: title }).click();
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('button', { name: 'Overtag' }).click();
    await notice(page, 'Du har overtaget erfaringen.');

    await open(page, 'Skriv en kommentar til Resultater');
    await page.getByRole('textbox', { name: 'Kommentar til Resultater' }).fill('Hvor mange blev ved?');
    await page.getByRole('textbox', { name: 'Kommentar til Resultater' }).press('Tab');
    await page.getByRole('button', { name: 'Gem kommentar' }).locator('visible=true').click();
    await page.waitForURL(/#results$/);
    await page.getByText('Hvor mange blev ved?').waitFor();

    await open(page, 'Send tilbage til forfatteren');
    await page.getByRole('button', { name: 'Send tilbage' }).click();
    await page.getByRole('link', { name: 'Skriv, hvad der skal ændres.' }).click();
    expect(await page.locator('#return_reason').isVisible()).toBe(true);
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('textbox', { name: 'Hvad skal ændres?' }).fill('Skriv også, hvordan det gik bagefter.');
    await page.getByRole('button', { name: 'Send tilbage' }).click();
    await page.waitForURL(/\/redaktion$/);
    await notice(page, 'Erfaringen er sendt tilbage');

    const { page: own } = await visitAs(browsed, author, `/mit/erfaringer/${entry.id}`, options);
    await own.getByText('Skriv også, hvordan det gik bagefter.').waitFor();
    expect(await own.getByText('Hvor mange blev ved?').count()).toBeGreaterThan(0);

    await submitChange(browsed.site.deps, author.user, entry, { results: 'Ti børn kom, og ni blev ved.' });
    await page.goto(`/redaktion/erfaringer/${entry.id}`);
    expect(await page.getByText('Sendt tilbage af Karen Konsulent').count()).toBe(1);
    await page.getByRole('button', { name: 'Overtag' }).click();
    await notice(page, 'Du har overtaget erfaringen.');
    await page.getByRole('button', { name: 'Udgiv' }).click();
    await notice(page, 'Erfaringen er udgivet.');
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('link', { name: 'Se siden, som læserne ser den' }).click();
    await page.getByText('Ti børn kom, og ni blev ved.').waitFor();
    expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
  });

  test('a change is planned for a day, taken back, published as major, and can be read in the history', {
    timeout: WALK_MS,
  }, async () => {
    const entry = await makeEntry(
      browsed.site.deps,
      'published',
      { author: author.user, editor: editor.user },
      { title: `${title} igen`, results: 'Ti børn kom hver uge.' },
    );
    await submitChange(browsed.site.deps, author.user, entry, { results: 'Tyve børn kom hver uge.' });
    const { page } = await visitAs(browsed, consultant, `/redaktion/erfaringer/${entry.id}`, options);
    await page.getByRole('button', { name: 'Overtag' }).click();
    await notice(page, 'Du har overtaget erfaringen.');
    expect(await page.locator('ins').filter({ hasText: 'Tyve' }).count()).toBe(1);
    expect(await page.locator('#due_date').isVisible()).toBe(false);

    await page.getByRole('radio', { name: 'På et bestemt tidspunkt' }).check();
    await page.locator('#due_date').fill('2099-03-29');
    await page.locator('#due_time').fill('02:30');
    await page.getByRole('button', { name: 'Udgiv' }).click();
    await page.getByRole('link', { name: /sommertid/ }).click();
    expect(await page.locator('#due_date').inputValue()).toBe('2099-03-29');
    await expectAccessible(page, javaScriptEnabled);
    await page.locator('#due_time').fill('09:00');
    await page.getByRole('button', { name: 'Udgiv' }).click();
    await notice(page, 'søndag 29. marts 2099 kl. 9.00');
    await expectAccessible(page, javaScriptEnabled);
    await page.getByRole('button', { name: 'Fortryd planlagt udgivelse' }).click();
    await notice(page, 'Erfaringen bliver ikke udgivet af sig selv.');

    await page.getByRole('radio', { name: 'Større ændring' }).check();
    await page.getByRole('textbox', { name: 'Hvad er nyt?' }).fill('Nu med tallene for 2026.');
    await page.getByRole('button', { name: 'Udgiv' }).click();
    await notice(page, 'Erfaringen er udgivet.');

    await page.getByRole('link', { name: 'Historik' }).click();
    await page.getByText('Nu med tallene for 2026.').waitFor();
    await page.getByRole('button', { name: 'Sammenlign' }).click();
    await page.waitForURL(/\?fra=1&til=2#sammenligning$/);
    expect(await page.locator('ins').filter({ hasText: 'Tyve' }).textContent()).toBe('tilføjet: Tyve');
    await expectAccessible(page, javaScriptEnabled);
  });

  test('an editor withdraws an entry, which its readers see, and restores it', { timeout: WALK_MS }, async () => {
    const people = { author: author.user, editor: editor.user };
    const { id, slug } = await makeEntry(browsed.site.deps, 'published', people);
    const { page } = await visitAs(browsed, editor, `/redaktion/erfaringer/${id}`, options);
    await open(page, 'Træk erfaringen tilbage');
    await page.getByRole('textbox', { name: 'Begrundelse til læserne' }).fill('Den holder ikke længere.');
    await page.getByRole('button', { name: 'Træk tilbage' }).click();
    await notice(page, 'Erfaringen er trukket tilbage.');
    await expectAccessible(page, javaScriptEnabled);
    const { page: reader } = await browsed.visit(`/erfaringer/${slug}`, options);
    await reader.getByText('Den holder ikke længere.').waitFor();
    await page.getByRole('button', { name: 'Genopret' }).click();
    await notice(page, 'Erfaringen er genoprettet.');
    await reader.reload();
    await reader.getByRole('heading', { name: 'Sammenfatning' }).waitFor();
  });

  test('a contact hands an entry over from her mail; an editor erases the new contact', {
    timeout: WALK_MS,
  }, async () => {
    const { deps } = browsed.site;
    const email = `kontakt-${javaScriptEnabled}-${width}@eksempel.dk`;
    const people = { author: author.user, editor: editor.user };
    const contact = { contact_name: 'Bente Sørensen', contact_email: email };
    const { id, slug } = await makeEntry(deps, 'published', people, { title: `${title} med kontakt`, ...contact });
    await deps.db
      .updateTable('entries')
      .set({ confirmed_at: new Date('2020-01-01') })
      .where('id', '=', id)
      .execute();
    await askContacts(deps.db, new Date());
    const { page } = await browsed.visit(readAction(await readMailTo(browsed.site, email)), options);
    await expectAccessible(page, javaScriptEnabled);
    await open(page, 'Giv kontakten videre');
    await page.locator('#new_name').fill('Carl Nyby');
    await page.getByRole('button', { name: 'Giv videre' }).click();
    await page.getByRole('link', { name: /Skriv en e-mailadresse/ }).click();
    expect(await page.locator('#new_name').inputValue()).toBe('Carl Nyby');
    await expectAccessible(page, javaScriptEnabled);
    await page.locator('#new_email').fill(`carl-${email}`);
    await page.getByRole('button', { name: 'Giv videre' }).click();
    await notice(page, 'Den nye kontakt får nu en mail.');
    await expectAccessible(page, javaScriptEnabled);
    await page.goto(`/erfaringer/${slug}`);
    await page.getByText('Carl Nyby').waitFor();

    const { page: erasing } = await visitAs(browsed, editor, '/redaktion/kontaktpersoner', options);
    await expectAccessible(erasing, javaScriptEnabled);
    await erasing.getByRole('searchbox', { name: 'Navn eller e-mail' }).fill(`carl-${email}`);
    await erasing.getByRole('button', { name: 'Søg' }).click();
    await erasing.getByRole('checkbox', { name: /Carl Nyby/ }).check();
    await erasing.getByRole('button', { name: 'Slet kontaktoplysningerne' }).click();
    await erasing.getByRole('link', { name: 'Sæt kryds, når du er sikker.' }).waitFor();
    await expectAccessible(erasing, javaScriptEnabled);
    await erasing.getByRole('checkbox', { name: /Jeg er sikker/ }).check();
    await erasing.getByRole('button', { name: 'Slet kontaktoplysningerne' }).click();
    await notice(erasing, 'Kontaktoplysningerne er slettet 1 sted.');
    await page.reload();
    await page.getByRole('heading', { name: 'Kontakt', exact: true }).waitFor();
    expect(await page.getByText('Carl Nyby').count()).toBe(0);
  });
});

/** axe is a script, so it looks where scripts run; the pages are the same. */
async function expectAccessible(page: Page, javaScriptEnabled: boolean): Promise<void> {
  if (!javaScriptEnabled) return;
  expect(await accessibilityIssues(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}
