import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textFields } from '#content/entries/fields.ts';
import { commentOnField, returnEntry } from '#content/entries/review-entry.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm, saveForm } from '../support/forms.ts';
import { decodeEntities, readLinks, readTags, readText } from '../support/html.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let author: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
});
afterAll(() => site.close());

let path: string;
beforeEach(async () => {
  path = String((await author.post('/mit/erfaringer')).headers.location);
});

const save = (changes: Record<string, string | string[]>, who = author) => saveForm(who, path, changes);

describe('the form', () => {
  test('groups the fields, each with a line of guidance', async () => {
    const { body } = await author.get(path);
    const hints = readTags(body).filter(({ attributes }) => attributes.id?.endsWith('-hint'));
    for (const field of ['title', 'one_liner', ...textFields, 'areas', 'methods', 'municipalities', 'links'])
      expect(hints.map(({ attributes }) => attributes.id)).toContain(`${field}-hint`);
  });

  test('keeps a choice that is no longer on the list until its writer takes it away', async () => {
    await save({ methods: ['mentor', 'forsvundet'] });
    const { body } = await author.get(path);
    expect(readForm(body, path)).toContainEqual(['methods', 'forsvundet']);
    expect(readText(body)).toContain('forsvundet (findes ikke længere)');
  });

  test('is for authors and editors alone; for others the entry does not exist', async () => {
    for (const role of ['partner', 'consultant', 'reader'] as const)
      expect((await (await signIn(site, role)).get(path)).statusCode).toBe(404);
    expect((await (await signIn(site, 'editor')).get(path)).statusCode).toBe(200);
    for (const missing of ['/mit/erfaringer/0', '/mit/erfaringer/x', '/mit/erfaringer/99999999999'])
      expect((await author.get(missing)).statusCode).toBe(404);
  });

  test('leads a partner to a reviewer and a consultant to publication, once something is saved', async () => {
    expect((await author.get(path)).body).not.toContain('Send til gennemsyn');
    await save({ title: 'Mentorer' });
    expect((await author.get(path)).body).toContain('Send til gennemsyn');
    const consultant = await signIn(site, 'consultant');
    path = String((await consultant.post('/mit/erfaringer')).headers.location);
    await save({ title: 'Mentorer' }, consultant);
    const links = readLinks((await consultant.get(path)).body);
    expect(links).toContainEqual({ text: 'Gå til udgivelse', href: path.replace('/mit/', '/redaktion/') });
  });
});

describe('submitting', () => {
  const finished = { title: 'Mentorer', one_liner: 'Én sætning.', summary: 'En tekst.', areas: 'beskaeftigelse' };

  test('is refused with links to the fields that are not ready, and the text stays', async () => {
    await save({ title: 'Mentorer', summary: 'Kontakt 010190-1234' });
    const { statusCode, body } = await author.post(`${path}/indsendelse`);
    expect(statusCode).toBe(422);
    const links = readLinks(body.slice(body.indexOf('data-error-summary')));
    expect(links.map(({ href }) => href)).toEqual(expect.arrayContaining(['#one_liner', '#areas', '#summary']));
    expect(decodeEntities(body)).toContain('Kontakt 010190-1234');
  });

  test('locks the text, which its author can read and take back', async () => {
    await save(finished);
    expect((await author.post(`${path}/indsendelse`)).statusCode).toBe(303);
    const { body } = await author.get(path);
    expect(readText(body)).toMatch(/Indsendt Mentorer Sendt til gennemsyn/);
    expect(readText(body)).toContain('Erfaringen er sendt til gennemsyn.');
    expect(readText(body)).toContain('En tekst.');
    expect(body).not.toContain('<textarea');
    expect((await author.post(path, { ...finished, based_on: '2' })).statusCode).toBe(403);
    expect((await author.post(`${path}/indsendelse/fortrydelse`)).statusCode).toBe(303);
    expect((await author.get(path)).body).toContain('<textarea');
  });

  test('that comes back shows why, and each comment at its field', async () => {
    await save(finished);
    await author.post(`${path}/indsendelse`);
    const id = Number(path.split('/').at(-1));
    const { id: reviewer, name } = await createUser(site, 'consultant');
    const reviewing = { actor: { id: reviewer, role: 'consultant' as const }, requestId: 'test' };
    await commentOnField(site.deps.db, reviewing, id, { field: 'summary', body: 'Skriv, hvor mange.' });
    await returnEntry(site.deps.db, reviewing, id, 'Der mangler tal.');
    const { body } = await author.get(path);
    expect(readText(body)).toContain(`Erfaringen er sendt tilbage til dig af ${name} Der mangler tal.`);
    expect(readLinks(body)).toContainEqual({ text: 'Sammenfatning', href: '#summary' });
    const field = body.slice(body.indexOf('<label class="form-label" for="summary"'), body.indexOf('<textarea'));
    expect(readText(field)).toContain('Kommentar: Skriv, hvor mange.');
  });
});

describe('a draft that is thrown away', () => {
  test('is gone when nobody but its authors saw it', async () => {
    await save({ title: 'Mentorer' });
    const { headers } = await author.post(`${path}/kassering`);
    expect(headers.location).toBe('/mit');
    expect((await author.get(path)).statusCode).toBe(404);
  });
});
