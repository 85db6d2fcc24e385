import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askContacts } from '#content/contacts/ask-contacts.ts';
import { DraftConflict, saveDraft } from '#content/entries/save-draft.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange, writeChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exportLines } from '../support/exchange-files.ts';
import { readForm } from '../support/forms.ts';
import { decodeEntities, readLinks, readTags, readText } from '../support/html.ts';
import { readIndex } from '../support/index.ts';
import { makePartnership } from '../support/partnerships.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';

const traces = /Sonja|Sommer|sonja@eksempel\.dk|55 66 77 88|Sommerbyen/;
const sonja = {
  contact_name: 'Sonja Sommer',
  contact_email: 'sonja@eksempel.dk',
  contact_phone: '55 66 77 88',
  contact_organisation: 'Sommerbyen',
};
const ib = { contact_name: 'Ib Vinter', contact_email: 'ib@eksempel.dk', contact_phone: '1', contact_organisation: '' };

let site: TestSite;
let author: User;
let editor: SignedIn;
let current: MadeEntry;
let former: MadeEntry;
let withdrawn: MadeEntry;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

beforeEach(async () => {
  const people = { author, editor: editor.user };
  current = await makeEntry(site.deps, 'published', people, { ...sonja, title: 'Hun er kontakt nu' });
  await submitChange(site.deps, author, current, { contact_phone: '55 66 77 88, lokal 2' });
  await editor.post(`/redaktion/erfaringer/${current.id}/udgivelse`, { when: 'now' });
  await writeChange(site.deps, author, current, { results: 'En kladde, der også nævner hende som kontakt.' });
  former = await makeEntry(site.deps, 'published', people, { ...sonja, title: 'Hun var kontakt' });
  await submitChange(site.deps, author, former, ib);
  await editor.post(`/redaktion/erfaringer/${former.id}/udgivelse`, { when: 'now' });
  withdrawn = await makeEntry(site.deps, 'withdrawn', people, { ...sonja, title: 'Hun var kontakt for noget væk' });
});

const search = (q: string) => editor.get(`/redaktion/kontaktpersoner?q=${encodeURIComponent(q)}`);
const erase = (fields: Record<string, string | string[]>) =>
  editor.post('/redaktion/kontaktpersoner/sletning', { q: 'sonja', ...fields });
const value = (name: string, email: string) => JSON.stringify([name, email]);
const eraseSonja = () => erase({ person: value('Sonja Sommer', 'sonja@eksempel.dk'), sure: 'ja' });

describe('the search for contacts', () => {
  test.each(['sonja', 'SOMMER', 'sonja@eksempel.dk', 'Sonja Sommer'])(
    'finds »%s« wherever she stands, in old versions, drafts and withdrawn entries too',
    async (q) => {
      const { body } = await search(q);
      const hrefs = readLinks(body).map(({ href }) => href);
      for (const { id } of [current, former, withdrawn]) expect(hrefs).toContain(`/redaktion/erfaringer/${id}`);
      expect(readText(body)).toContain('1 kontaktperson');
    },
  );

  test.each(['%', '_', "'", 'findes ikke', '\0'])('takes what is looked for as it stands: %#', async (q) => {
    const { statusCode, body } = await search(q);
    expect(statusCode).toBe(200);
    expect(body).not.toContain('name="person"');
  });

  test('is for editors alone', async () => {
    const consultant = await signIn(site, 'consultant');
    expect((await consultant.get('/redaktion/kontaktpersoner')).statusCode).toBe(403);
    const fields = { person: value('Sonja Sommer', 'sonja@eksempel.dk'), sure: 'ja' };
    expect((await consultant.post('/redaktion/kontaktpersoner/sletning', fields)).statusCode).toBe(403);
    expect((await search('sonja')).body).toContain('Sonja Sommer');
  });
});

describe('erasing', () => {
  test.each([
    [{ sure: 'ja' }, 'Vælg, hvem der skal slettes.', '#person-0'],
    [{ person: value('Sonja Sommer', 'sonja@eksempel.dk') }, 'Sæt kryds, når du er sikker.', '#sure'],
    [{ person: 'noget andet', sure: 'ja' }, 'Der er', ''],
  ])('needs a person and a yes: %#', async (fields, reason, href) => {
    const { statusCode, body } = await erase(fields as unknown as Record<string, string>);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(reason);
    expect(body).toContain(`href="${href}`);
    if ('person' in fields && fields.person?.startsWith('['))
      expect(readTags(body).find(({ attributes }) => attributes.name === 'person')?.attributes).toHaveProperty(
        'checked',
      );
    expect((await search('sonja')).body).toContain('Sonja Sommer');
  });

  test('makes every version, draft, page, document and export forget, on the very next request', async () => {
    const pages = [current, former].flatMap(({ slug }) => [
      `/erfaringer/${slug}`,
      `/erfaringer/${slug}.md`,
      `/erfaringer/${slug}/historik?fra=1&til=2`,
      `/api/v1/entries/${slug}`,
    ]);
    const before = await Promise.all(pages.map((path) => site.app.inject(path)));
    expect(before.filter(({ body }) => traces.test(body)).length).toBeGreaterThan(2);
    expect((await eraseSonja()).statusCode).toBe(303);
    for (const [index, url] of pages.entries()) {
      const headers = { 'if-none-match': String(before[index]?.headers.etag) };
      const { statusCode, body } = await site.app.inject({ url, headers });
      expect([url, statusCode]).toEqual([url, 200]);
      expect(decodeEntities(body)).not.toMatch(traces);
    }
    await site.deps.worker.settled();
    expect(JSON.stringify(await readIndex(site.deps.engine))).not.toMatch(traces);
    expect((await exportLines(site.deps.database)).join('')).not.toMatch(traces);
    expect(await wholeDatabase()).not.toMatch(traces);
    expect(readText((await search('sonja')).body)).toContain('Ingen kontaktperson har »sonja«');
  });

  test('leaves other contacts and every other word', async () => {
    const { body: before } = await site.app.inject(`/api/v1/entries/${current.slug}`);
    await eraseSonja();
    const after = (await site.app.inject(`/api/v1/entries/${current.slug}`)).json();
    expect(after).toEqual({ ...JSON.parse(before), contact: { name: '', phone: '', email: '', organisation: '' } });
    expect((await site.app.inject(`/erfaringer/${former.slug}`)).body).toContain('Ib Vinter');
    const text = await readWorkingText(site.deps.db, current, await site.deps.getTaxonomy());
    expect(text.fields.results).toBe('En kladde, der også nævner hende som kontakt.');
  });

  test('forgets the contact of a partnership too, and outdates its form', async () => {
    const { db } = site.deps;
    const { id, slug } = await makePartnership(site.deps, 'active', { writer: author, editor: editor.user });
    await db.updateTable('partnerships').set(sonja).where('id', '=', id).execute();
    const path = `/mit/partnerskaber/${id}/oplysninger`;
    const opened = readForm((await editor.get(path)).body, path).filter(([name]) => name !== '_csrf');
    const links = readLinks((await search('sonja')).body).map(({ href }) => href);
    expect(links).toContain(path);
    await eraseSonja();
    expect((await site.app.inject(`/partnerskaber/${slug}`)).body).not.toMatch(traces);
    expect(await wholeDatabase()).not.toMatch(traces);
    expect((await editor.post(path, Object.fromEntries(opened))).statusCode).toBe(409);
    const log = db.selectFrom('audit_log').select('object_id').where('action', '=', 'contact.erase');
    const erased = await log.where('object_type', '=', 'partnership').execute();
    expect(erased).toEqual([{ object_id: String(id) }]);
  });

  test('takes several spellings at once', async () => {
    const people = { author, editor: editor.user };
    const other = { ...sonja, contact_name: 'Sonja S.' };
    await makeEntry(site.deps, 'published', people, other);
    const { headers } = await erase({
      person: [value('Sonja Sommer', 'sonja@eksempel.dk'), value('Sonja S.', 'sonja@eksempel.dk')],
      sure: 'ja',
    });
    expect(headers.location).toBe('/redaktion/kontaktpersoner?q=sonja');
    expect(await wholeDatabase()).not.toMatch(traces);
  });

  test('is not undone by a form that was opened before', async () => {
    const { db, getTaxonomy } = site.deps;
    const opened = [];
    for (const { id, slug } of [current, former])
      opened.push({ id, text: await readWorkingText(db, { id, slug }, await getTaxonomy()) });
    await eraseSonja();
    for (const { id, text } of opened) {
      const { fields, version: basedOn } = text;
      const save = saveDraft(db, { actor: author, requestId: '' }, id, { fields, basedOn });
      await expect(save).rejects.toThrow(DraftConflict);
    }
  });

  test('ends what was asked of her: link, mails and reminders', async () => {
    const { db } = site.deps;
    const year = 366 * 86_400_000;
    const now = new Date(Date.now() + year);
    await askContacts(db, now);
    const { data } = await db
      .selectFrom('mail_queue')
      .select('data')
      .where('recipient', '=', sonja.contact_email)
      .executeTakeFirstOrThrow();
    await eraseSonja();
    const left = await db.selectFrom('mail_queue').select('id').where('recipient', '=', sonja.contact_email).execute();
    expect(left).toEqual([]);
    const { body } = await openBrowser(site).get(`/bekraeft/${data.token}`);
    expect(body).not.toMatch(traces);
    expect(readText(body)).toContain('Du behøver ikke gøre mere');
    await askContacts(db, new Date(now.getTime() + 20 * 86_400_000));
    const mails = await db.selectFrom('mail_queue').select('recipient').execute();
    expect(JSON.stringify(mails)).not.toMatch(traces);
  });

  test('leaves the question to somebody else under way', async () => {
    const { db } = site.deps;
    await askContacts(db, new Date(Date.now() + 366 * 86_400_000));
    await eraseSonja();
    const open = await db
      .selectFrom('contact_confirmations')
      .select('entry_id')
      .where('answer', 'is', null)
      .where('entry_id', 'in', [current.id, former.id])
      .execute();
    expect(open).toEqual([{ entry_id: former.id }]);
  });

  test('is written down once an entry, without saying who', async () => {
    const { db } = site.deps;
    await eraseSonja();
    const rows = await db.selectFrom('audit_log').selectAll().where('action', '=', 'contact.erase').execute();
    const ids = rows.map(({ object_id }) => Number(object_id));
    for (const { id } of [current, former, withdrawn]) expect(ids.filter((one) => one === id)).toEqual([id]);
    expect(rows.every(({ actor_id }) => actor_id === editor.user.id)).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(traces);
  });

  test('of somebody who stands nowhere does nothing', async () => {
    const { statusCode } = await erase({ person: value('Ingen', 'ingen@eksempel.dk'), sure: 'ja' });
    expect(statusCode).toBe(303);
    expect((await search('sonja')).body).toContain('Sonja Sommer');
  });
});

/** Every row of every table as text. */
async function wholeDatabase(): Promise<string> {
  const { db } = site.deps;
  const tables = await db.introspection.getTables();
  const dumps = [];
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string;
    }>`select row_to_json(t)::text as row from ${sql.table(name)} as t`.execute(db);
    dumps.push(...rows.map(({ row }) => row));
  }
  return dumps.join('\n');
}
