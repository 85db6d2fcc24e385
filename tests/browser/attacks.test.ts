import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Acting } from '#content/audit.ts';
import { eachText } from '#content/entries/fields.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { commentOnField } from '#content/entries/review-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { addTerm } from '#content/terms/add-term.ts';
import { proposeMethod } from '#content/terms/propose-term.ts';
import { attacks } from '../support/attacks.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { finishedDraft, makeEntry } from '../support/entry-states.ts';
import { createUser, PASSWORD } from '../support/session.ts';

// In one line, since titles and names are, and without NUL, which no field takes.
const all = attacks.join(' ').replaceAll(/\s+/g, ' ');
const paragraphs = attacks.join('\n\n');

let browsed: BrowsedSite;
let places: string[];
let email: string;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  ({ places, email } = await attackEverywhere(browsed));
});
afterAll(() => browsed?.close());

test('nothing that is written anywhere runs on any page, with the content security policy off', async () => {
  const { page } = await browsed.visit('/log-ind', { bypassCSP: true });
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(`${dialog.type()} on ${page.url()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') ran.push(`${request.url()} from ${page.url()}`);
  });
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL('**/mit');
  for (const place of places) {
    const response = await page.goto(place);
    expect([place, response?.status()]).toEqual([place, 200]);
    await provoke(page);
    await page.waitForLoadState('networkidle');
    expect([place, new URL(page.url()).pathname]).toEqual([place, place.split('?')[0]]);
  }
  expect(ran).toEqual([]);
});

test('the same page runs a script that stands in it unescaped, so the test above would notice', async () => {
  const { page } = await browsed.visit('/om', { bypassCSP: true });
  let ran = '';
  page.on('dialog', async (dialog) => {
    ran = dialog.message();
    await dialog.dismiss();
  });
  await page.evaluate(`document.querySelector('main').innerHTML = '<img src=x onerror=alert(1)>'`);
  await expect.poll(() => ran).toBe('1');
});

/** Opens what is folded, hovers over and focuses what there is: some attacks wait for that. */
async function provoke(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const element of document.querySelectorAll('main *')) {
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      element.focus?.();
    }
  })()`);
}

/** Writes attacks into every field that people can fill in, and returns the pages where they are shown. */
async function attackEverywhere({ site }: BrowsedSite) {
  const { db, getTaxonomy } = site.deps;
  const author = await createUser(site, 'partner', { name: all, organisation: all });
  const admin = await createUser(site, 'admin', { name: all, organisation: all });
  const acting = (user: typeof author): Acting => ({ actor: user, requestId: all });
  const fields = {
    title: `Angreb ${all}`.slice(0, 300),
    one_liner: all.slice(0, 480),
    ...eachText(() => paragraphs),
    contact_name: all.slice(0, 500),
    contact_phone: all.slice(0, 500),
    contact_email: 'a@eksempel.dk"><script>alert(1)</script>',
    contact_organisation: all.slice(0, 500),
    organisation_name: all.slice(0, 480),
    organisation_type: 'forening',
    links: [{ title: all.slice(0, 480), url: 'https://eksempel.dk/"onmouseover="alert(1)' }],
  };
  const people = { author, editor: admin };
  const published = await makeEntry(site.deps, 'published', people, fields);
  const submitted = await makeEntry(site.deps, 'published with a submission', people, fields);
  const withdrawnNote = { kind: 'major', changeNote: all.slice(0, 480), dueAt: null, overrideReason: '' } as const;
  await saveDraft(db, acting(author), published.id, {
    fields: finishedDraft({ ...fields, summary: `${paragraphs} ændret` }),
    basedOn: 2,
  });
  await publishEntry(db, acting(admin), published.id, withdrawnNote, await getTaxonomy());
  const draft = await makeEntry(site.deps, 'draft', people, { ...fields, start_date: all, municipalities: all });
  await commentOnField(db, acting(admin), submitted.id, { field: 'summary', body: paragraphs });
  const proposal = { label: all.slice(0, 80), description: all.slice(0, 400) };
  await proposeMethod(db, acting(author), draft.id, proposal, await getTaxonomy());
  await addTerm(db, acting(admin), 'methods', proposal);
  await site.deps.worker.settled();
  const { id: proposed } = await db.selectFrom('term_proposals').select('id').executeTakeFirstOrThrow();
  return {
    email: admin.email,
    places: [
      ...['/', '/erfaringer?q=angreb', `/erfaringer/${published.slug}`, `/erfaringer/${published.slug}/historik`],
      `/erfaringer/${published.slug}/historik?fra=1&til=2`,
      ...['/mit', `/mit/erfaringer/${draft.id}`, `/mit/erfaringer/${draft.id}/visning`],
      `/mit/erfaringer/${submitted.id}`,
      ...['/redaktion', `/redaktion/erfaringer/${submitted.id}`, `/redaktion/erfaringer/${published.id}`],
      ...['/redaktion/ordlister', '/redaktion/ordlister/metode', `/redaktion/metodeforslag/${proposed}`],
      ...['/redaktion/kontaktpersoner', '/admin/brugere', `/admin/brugere/${author.id}`, '/admin/log'],
    ],
  };
}
