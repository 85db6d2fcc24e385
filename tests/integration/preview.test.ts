import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftFields } from '#content/entries/draft.ts';
import { eachText } from '#content/entries/fields.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { pdfFile } from '../support/attachments.ts';
import { finishedDraft, makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readForm } from '../support/forms.ts';
import { readText } from '../support/html.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';
import { upload } from '../support/upload.ts';

const rich: Partial<DraftFields> = finishedDraft({
  ...eachText((field) => `Om ${field}: **fed**, en [kilde](https://vejle.dk) og\n\n- et punkt\n- et til`),
  methods: ['mentor'],
  target_groups: ['kvinder'],
  municipalities: 'Jelling, Århus',
  organisation_name: 'Vejle Kommune',
  organisation_type: 'kommune',
  start_date: '2005-02-01',
  contact_name: 'Bente Sørensen',
  contact_email: 'bente@eksempel.dk',
  links: [{ title: 'Rapport', url: 'https://eksempel.dk/rapport' }],
});

let site: TestSite;
let author: SignedIn;
let editor: { id: number; role: 'editor' };
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
  editor = { id: (await createUser(site, 'editor')).id, role: 'editor' };
  await publish(
    site.deps,
    exchangeEntry({ title: 'Beslægtet', areas: ['beskaeftigelse'], methods: ['mentor'] }),
    exchangeEntry({ title: 'Fremmed', areas: ['sundhed'] }),
  );
});
afterAll(() => site.close());

const make = (state: Parameters<typeof makeEntry>[1], changes = rich) =>
  makeEntry(site.deps, state, { author: author.user, editor }, changes);

/** The page's content; the links at its end that are of use once it is published are left out. */
function readContent(body: string): string {
  const main = body.slice(body.indexOf('<article'), body.indexOf('</main>'));
  const offers = [/<p class="cluster cluster-wide d-print-none">.*?<\/p>/s, /<p class="mt-7 d-print-none">.*?<\/p>/s];
  return offers.reduce((rest, offer) => rest.replace(offer, ''), main).replace(/\s+/g, ' ');
}

describe('the preview', () => {
  test('is the very page that readers get once the entry is published', async () => {
    const { id } = await make('draft');
    const file = { name: 'rapport.pdf', content: await pdfFile([['Tal']]) };
    await upload(site, author, `/mit/erfaringer/${id}/filer`, [file]);
    const preview = (await author.get(`/mit/erfaringer/${id}/visning`)).body;
    const order = { kind: 'minor', changeNote: '', dueAt: null, overrideReason: '' } as const;
    const acting = { actor: editor, requestId: 'test' };
    await publishEntry(site.deps.db, acting, id, order, await site.deps.getTaxonomy());
    const { slug } = await site.deps.db
      .selectFrom('entries')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const published = (await site.app.inject(`/erfaringer/${slug}`)).body;
    expect(readContent(preview)).toBe(readContent(published));
    expect(readText(readContent(preview))).toMatch(/rapport\.pdf.*Beslægtede erfaringer.*Beslægtet/);
  });

  test('says what it is, leads back, and is kept by nobody', async () => {
    const { id } = await make('draft');
    const { body, headers } = await author.get(`/mit/erfaringer/${id}/visning`);
    expect(readText(body)).toContain('Sådan vil erfaringen se ud. Kun du og redaktionen kan se den. Skriv videre');
    expect(body).toContain('<meta name="robots" content="noindex">');
    expect(body).not.toMatch(/rel="canonical"|ld\+json|Hent som Markdown/);
    expect(headers['cache-control']).toBe('no-store');
  });

  test('shows what is being written while readers have the published text', async () => {
    const { id, slug } = await make('published with a draft', { summary: 'Den første tekst.' });
    const path = `/mit/erfaringer/${id}`;
    const fields = Object.fromEntries(readForm((await author.get(path)).body, path));
    await author.post(path, { ...fields, summary: 'Den anden tekst.' });
    expect((await author.get(`${path}/visning`)).body).toContain('Den anden tekst.');
    expect((await site.app.inject(`/erfaringer/${slug}`)).body).not.toContain('Den anden tekst.');
  });

  test('of a text that is hardly begun is a page all the same', async () => {
    const path = String((await author.post('/mit/erfaringer')).headers.location);
    const { statusCode, body } = await author.get(`${path}/visning`);
    expect(statusCode).toBe(200);
    expect(readText(body)).toContain('Uden titel');
  });

  test('is for those who may read the text', async () => {
    const { id } = await make('draft');
    const path = `/mit/erfaringer/${id}/visning`;
    expect((await openBrowser(site).get(path)).headers.location).toBe(`/log-ind?tilbage=${encodeURIComponent(path)}`);
    for (const role of ['reader', 'partner', 'consultant'] as const)
      expect((await (await signIn(site, role)).get(path)).statusCode).toBe(404);
    const submitted = await make('submitted');
    expect((await (await signIn(site, 'consultant')).get(`/mit/erfaringer/${submitted.id}/visning`)).statusCode).toBe(
      200,
    );
  });
});
