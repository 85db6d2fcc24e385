import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange, writeChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const filler = Array.from({ length: 60 }, (_, index) => `ord${index}`).join(' ');
const contact = { contact_name: 'Bente Hemmelig', contact_email: 'bente@eksempel.dk', contact_phone: '76 81 00 00' };

let site: TestSite;
let author: User;
let consultant: SignedIn;
let editor: SignedIn;
let entry: MadeEntry;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner', { name: 'Anna Forfatter' });
  consultant = await signIn(site, await createUser(site, 'consultant', { name: 'Karen Konsulent', organisation: '' }));
  editor = await signIn(site, await createUser(site, 'editor', { name: 'Erik Redaktør', organisation: 'Ministeriet' }));
  const texts = { ...contact, results: `Ti fik arbejde. ${filler} Slut.`, title: 'Med en historie' };
  entry = await makeEntry(site.deps, 'submitted', { author, editor: editor.user }, texts);
  await publishBy(consultant);
  const second = { results: `Tyve fik arbejde. ${filler} Slut.`, areas: ['beskaeftigelse', 'uddannelse'] };
  await submitChange(site.deps, author, entry, { ...second, contact_name: 'En anden kontakt' });
  await publishBy(editor, { kind: 'major', change_note: 'Nye tal.' });
  await submitChange(site.deps, author, entry, { title: 'Med en lang historie' });
  await publishBy(editor, { kind: 'minor' });
  await writeChange(site.deps, author, entry, { results: 'Hemmelig kladde.' });
});
afterAll(() => site.close());

const publishBy = (who: SignedIn, fields: Record<string, string> = {}) =>
  who.post(`/redaktion/erfaringer/${entry.id}/udgivelse`, { when: 'now', ...fields });
const read = (query = '') => site.app.inject(`/erfaringer/${entry.slug}/historik${query}`);

describe('the history of an entry', () => {
  test('is linked from its page', async () => {
    const { body } = await site.app.inject(`/erfaringer/${entry.slug}`);
    expect(readLinks(body)).toContainEqual({ text: 'Historik', href: `/erfaringer/${entry.slug}/historik` });
  });

  test('says when, what kind, why and by which organisation, the newest first', async () => {
    const { statusCode, body } = await read();
    expect(statusCode).toBe(200);
    expect(readHeadings(body, 2)[0]).toBe('Udgivet 3 gange');
    const day = String.raw`\d+\. \p{L}+ \d{4}`;
    expect(readText(body)).toMatch(
      new RegExp(
        `${day} · Mindre rettelse · Ministeriet Se, .* ${day} · Større ændring · Ministeriet Nye tal\\. Se, .* ${day} · Første udgave · Integrationsservice`,
        'u',
      ),
    );
  });

  test('names nobody, whether author, reviewer or contact', async () => {
    for (const query of ['', '?fra=1&til=2', '?fra=1&til=3', '?fra=3&til=1']) {
      const { body } = await read(query);
      for (const words of ['Anna', 'Karen', 'Erik', 'Bente', 'En anden kontakt', '76 81', '@eksempel.dk'])
        expect(body).not.toContain(words);
    }
  });

  test('shows field by field what was added and removed, for eyes and ears', async () => {
    const { body } = await read('?fra=1&til=2');
    expect(readHeadings(body, 4)).toEqual(['Resultater', 'Område']);
    expect(body).toContain('<del><span class="sr-only">fjernet: </span>Ti</del>');
    expect(body).toContain('<ins><span class="sr-only">tilføjet: </span>Tyve</ins>');
    expect(body).toContain('<ins><span class="sr-only">tilføjet: </span>Uddannelse</ins>');
  });

  test('leaves out long stretches that did not change', async () => {
    const text = readText((await read('?fra=1&til=2')).body);
    expect(text).toContain('Tyve fik arbejde. ord0');
    expect(text).toContain('(uændret tekst er udeladt)');
    expect(text).not.toContain('ord40');
  });

  test('compares any two versions, also backwards and over several', async () => {
    expect(readHeadings((await read('?fra=1&til=3')).body, 4)).toEqual(['Titel', 'Resultater', 'Område']);
    const { body } = await read('?fra=2&til=1');
    expect(body).toContain('<ins><span class="sr-only">tilføjet: </span>Ti</ins>');
    expect(readText((await read('?fra=2&til=2')).body)).toContain('De to udgaver siger det samme.');
  });

  test('keeps what is not published to itself', async () => {
    for (const query of ['', '?fra=1&til=3', '?fra=3&til=4'])
      expect((await read(query)).body).not.toContain('Hemmelig');
  });

  test.each([
    ...['?fra=1&til=4', '?fra=0&til=1', '?fra=x&til=2', '?fra=1', '?til=2', '?fra=&til=', '?fra=-1&til=1.5'],
    ...['?fra=1&fra=2&til=3', '?fra=99999999999999999999&til=1', '?fra=%00&til=1'],
  ])('answers %s with a page that helps', async (query) => {
    const { statusCode, body, headers } = await read(query);
    expect(statusCode).toBe(400);
    expect(headers['cache-control']).toBe('no-store');
    expect(readText(body)).toContain('De to udgaver findes ikke. Vælg to af dem på listen.');
    expect(body).toContain('name="fra"');
  });

  test('can be asked for again for nothing while nothing has changed', async () => {
    const { headers } = await read();
    const again = await site.app.inject({
      url: `/erfaringer/${entry.slug}/historik`,
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  test.each([
    ['findes-ikke', 404],
    ['kladden', 404],
    ['trukket', 410],
  ])('of »%s« answers %i as its page does', async (slug, status) => {
    await write(
      site.deps.db,
      exchangeEntry({ slug: 'kladden', status: 'draft' }),
      exchangeEntry({ slug: 'trukket', status: 'withdrawn' }),
    );
    expect((await site.app.inject(`/erfaringer/${slug}/historik`)).statusCode).toBe(status);
  });

  test('of an imported entry knows of one version, and offers nothing to compare', async () => {
    await publish(site.deps, exchangeEntry({ slug: 'importeret', published_at: '2007-02-20T12:00:00Z' }));
    const { body } = await site.app.inject('/erfaringer/importeret/historik');
    expect(readHeadings(body, 2)).toEqual(['Udgivet én gang']);
    expect(readText(body)).toContain('20. februar 2007 · Første udgave · Redaktionen');
    expect(body).not.toContain('name="fra"');
  });
});
