import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange } from '../support/changes.ts';
import { makeEntry } from '../support/entry-states.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { readAction, readMails, readMailTo } from '../support/mail.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let author: User;
let editor: User;
let consultant: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner', { name: 'Anna Forfatter' });
  editor = await createUser(site, 'editor', { name: 'Erik Redaktør' });
  consultant = await signIn(site, await createUser(site, 'consultant', { name: 'Karen Konsulent' }));
});
afterAll(() => site.close());

const submit = (changes = {}) => makeEntry(site.deps, 'submitted', { author, editor }, changes);
const pageOf = (id: number) => `/redaktion/erfaringer/${id}`;

describe('the page of a submitted entry', () => {
  test('shows the whole text as readers would see it, and that it waits', async () => {
    const { id } = await submit({
      title: 'Frivillige lektiehjælpere',
      method: 'Vi **begyndte** småt.',
      contact_name: 'Bente',
      contact_phone: '76 81 00 00',
      links: [{ title: 'Rapport', url: 'https://eksempel.dk/rapport' }],
    });
    const { statusCode, body } = await consultant.get(pageOf(id));
    expect(statusCode).toBe(200);
    expect(readHeadings(body, 1)).toEqual(['Frivillige lektiehjælpere']);
    expect(body).toContain('Vi <strong>begyndte</strong> småt.');
    expect(readLinks(body)).toContainEqual({ text: 'Rapport', href: 'https://eksempel.dk/rapport' });
    const text = readText(body);
    for (const words of [
      'Indsendt i dag',
      'af Anna Forfatter',
      'Ingen har overtaget den endnu',
      'Bente',
      'Beskæftigelse',
    ])
      expect(text).toContain(words);
  });

  test('has one prominent step: to take it', async () => {
    const { id } = await submit();
    const { body } = await consultant.get(pageOf(id));
    expect(primaryButtons(body)).toEqual(['Overtag']);
  });

  test('then has another one: to publish it', async () => {
    const { id } = await submit();
    const { statusCode, headers } = await consultant.post(`${pageOf(id)}/overtagelse`);
    expect([statusCode, headers.location]).toEqual([303, pageOf(id)]);
    const { body } = await consultant.get(pageOf(id));
    expect(readText(body)).toContain('Du har overtaget erfaringen.');
    expect(readText(body)).toContain('Du har overtaget den.');
    expect(primaryButtons(body)).toEqual(['Udgiv']);
  });

  test('says who else has it, and lets the review be taken over', async () => {
    const { id } = await submit();
    await consultant.post(`${pageOf(id)}/overtagelse`);
    const other = await signIn(site, 'consultant');
    const before = await other.get(pageOf(id));
    expect(readText(before.body)).toContain('Karen Konsulent har overtaget den.');
    expect(primaryButtons(before.body)).toEqual([]);
    await other.post(`${pageOf(id)}/overtagelse`);
    expect(readText((await other.get(pageOf(id))).body)).toContain('Du har overtaget den.');
  });

  test('sends its author on to the page where it is written', async () => {
    const { id } = await submit();
    const partner = await signIn(site, author);
    const { statusCode, headers } = await partner.get(pageOf(id));
    expect([statusCode, headers.location]).toEqual([303, `/mit/erfaringer/${id}`]);
  });

  test('shows what is new beside the published text, and leaves that one to its readers', async () => {
    const { id, slug } = await makeEntry(site.deps, 'published', { author, editor }, { results: 'Ti fik arbejde.' });
    await submitChange(site.deps, author, { id, slug }, { results: 'Tyve fik arbejde.' });
    const { body } = await consultant.get(pageOf(id));
    expect(body).toMatch(/<del><span class="sr-only">fjernet: <\/span>Ti<\/del>/);
    expect(body).toMatch(/<ins><span class="sr-only">tilføjet: <\/span>Tyve<\/ins>/);
    expect((await site.app.inject(`/erfaringer/${slug}`)).body).toContain('Ti fik arbejde.');
  });
});

describe('a comment', () => {
  test('stands at its field, and comes with the answer to the author', async () => {
    const { id } = await submit();
    const { statusCode, headers } = await consultant.post(`${pageOf(id)}/kommentarer`, {
      field: 'summary',
      body: 'Skriv,\r\nhvor mange der var med.',
    });
    expect([statusCode, headers.location]).toEqual([303, `${pageOf(id)}#summary`]);
    const { body } = await consultant.get(pageOf(id));
    const section = body.slice(body.indexOf('id="summary"'), body.indexOf('id="background"'));
    expect(readText(section)).toContain('Skriv, hvor mange der var med. Karen Konsulent');
    await consultant.post(`${pageOf(id)}/returnering`, { return_reason: 'Se kommentaren.' });
    const partner = await signIn(site, author);
    const seen = readText((await partner.get(`/mit/erfaringer/${id}`)).body);
    expect(seen).toContain('Se kommentaren.');
    expect(seen).toContain('hvor mange der var med');
  });

  test.each([
    [{ field: 'summary', body: '  ' }, 'Skriv en kommentar.'],
    [{ field: 'summary', body: 'Hun har CPR-nummer 010203-1234.' }, 'CPR-nummer. Fjern det.'],
    [{ field: 'summary', body: 'x'.repeat(4001) }, 'Skriv højst 4.000 tegn.'],
    [{ field: 'role', body: 'admin' }, 'Vælg, hvad kommentaren handler om.'],
  ])('that cannot be taken is shown again with the reason: %#', async (fields, reason) => {
    const { id } = await submit();
    const { statusCode, body } = await consultant.post(`${pageOf(id)}/kommentarer`, fields);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(reason);
    if (fields.field === 'summary') {
      expect(body).toContain('<a href="#comment-summary">');
      expect(body).toMatch(/<textarea[^>]* id="comment-summary"[^>]* aria-invalid="true"/);
      expect(body).toContain(fields.body.trim());
    }
    const comments = await site.deps.db.selectFrom('review_comments').select('body').execute();
    expect(comments.filter((comment) => comment.body === fields.body.trim())).toEqual([]);
  });
});

describe('sending a text back', () => {
  test('needs a reason, and leaves the entry where it is without one', async () => {
    const { id } = await submit();
    const { statusCode, body } = await consultant.post(`${pageOf(id)}/returnering`, { return_reason: ' ' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#return_reason">Skriv, hvad der skal ændres.</a>');
    expect(await stateOf(id)).toBe('submitted');
  });

  test('keeps its reason and comments for the next review', async () => {
    const { id } = await submit();
    await consultant.post(`${pageOf(id)}/kommentarer`, { field: 'title', body: 'En kortere titel, tak.' });
    const { headers } = await consultant.post(`${pageOf(id)}/returnering`, { return_reason: 'Næsten færdig.' });
    expect(headers.location).toBe('/redaktion');
    expect(await stateOf(id)).toBe('returned');
    const text = readText((await consultant.get(pageOf(id))).body);
    expect(text).toMatch(/Tidligere gennemsyn .* Sendt tilbage af Karen Konsulent Næsten færdig\./);
    expect(text).toContain('Titel: En kortere titel, tak. Karen Konsulent');
  });
});

describe('mails', () => {
  test('tell each reviewer but the author once that something waits', async () => {
    const before = (await readMails(site)).length;
    const { id } = await submit({ title: 'En ny erfaring om mails' });
    const mails = (await readMails(site)).slice(before);
    const reviewers = await site.deps.db
      .selectFrom('users')
      .select('email')
      .where('role', 'in', ['consultant', 'editor'])
      .execute();
    const recipients = mails.flatMap(({ to }) => to?.map(({ address }) => address) ?? []);
    expect(recipients.toSorted()).toEqual(reviewers.map(({ email }) => email).toSorted());
    expect(mails.every(({ subject }) => subject?.includes('En ny erfaring om mails'))).toBe(true);
    expect(readAction(await readMailTo(site, editor.email))).toBe(pageOf(id));
  });

  test('tell the author once that the text came back, with the reason', async () => {
    const { id } = await submit();
    const before = (await readMails(site)).length;
    await consultant.post(`${pageOf(id)}/returnering`, { return_reason: 'Der mangler tal.' });
    const mails = (await readMails(site)).slice(before);
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual([author.email]);
    expect(mails[0]?.text).toContain('Der mangler tal.');
    expect(readAction(mails[0] as Email)).toBe(`/mit/erfaringer/${id}`);
  });
});

async function stateOf(id: number) {
  const { state } = await site.deps.db
    .selectFrom('entries')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return state;
}

function primaryButtons(body: string): string[] {
  return [...body.matchAll(/<(button|a) class="button button-primary[^>]*>(.*?)<\/\1>/gs)].map(([, , label = '']) =>
    readText(label),
  );
}
