import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftFields } from '#content/entries/draft.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { readLinks, readText } from '../support/html.ts';
import { readMails } from '../support/mail.ts';
import type { State } from '../support/permission-table.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const CPR = 'Borgeren 010203-1234 kom i arbejde.';

let site: TestSite;
let author: User;
let consultant: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  consultant = await signIn(site, await createUser(site, 'consultant', { organisation: 'Integrationsservice' }));
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const make = (state: State, changes: Partial<DraftFields> = {}) =>
  makeEntry(site.deps, state, { author, editor: editor.user }, changes);
const publishBy = (who: SignedIn, { id }: MadeEntry, fields: Record<string, string> = {}) =>
  who.post(`/redaktion/erfaringer/${id}/udgivelse`, { when: 'now', ...fields });
const read = (entry: MadeEntry) => site.app.inject(`/erfaringer/${entry.slug}`);

describe('publishing', () => {
  test('puts a submitted text before readers on their very next request, and in the search', async () => {
    const entry = await make('submitted', { title: 'Straks at læse' });
    expect((await read(entry)).statusCode).toBe(404);
    const { statusCode, headers } = await publishBy(consultant, entry);
    expect([statusCode, headers.location]).toEqual([303, `/redaktion/erfaringer/${entry.id}`]);
    expect((await read(entry)).statusCode).toBe(200);
    await site.deps.worker.settled();
    expect((await site.app.inject('/api/v1/entries?q=straks')).body).toContain(entry.slug);
    const { body } = await consultant.get(`/redaktion/erfaringer/${entry.id}`);
    expect(readText(body)).toContain('Erfaringen er udgivet.');
    expect(readLinks(body)).toContainEqual({
      text: 'Se siden, som læserne ser den',
      href: `/erfaringer/${entry.slug}`,
    });
  });

  test('changes a published text at once also for one who has the page', async () => {
    const entry = await make('published', { results: 'Ti fik arbejde.' });
    await submitChange(site.deps, author, entry, { results: 'Tyve fik arbejde.' });
    const before = await read(entry);
    expect(before.body).toContain('Ti fik arbejde.');
    await publishBy(consultant, entry, { kind: 'minor' });
    const headers = { 'if-none-match': String(before.headers.etag) };
    const after = await site.app.inject({ url: `/erfaringer/${entry.slug}`, headers });
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('Tyve fik arbejde.');
  });

  test('tells readers of a major change what is new, and of a minor one nothing', async () => {
    const entry = await make('published');
    expect((await read(entry)).body).not.toContain('Ændret ');
    await submitChange(site.deps, author, entry, { results: 'Nye tal.' });
    await publishBy(consultant, entry, { kind: 'major', change_note: 'Tal fra 2026 & frem.' });
    expect(readText((await read(entry)).body)).toMatch(/Ændret \d+\. \p{L}+ \d{4}: Tal fra 2026 & frem\./u);
    await submitChange(site.deps, author, entry, { results: 'Nye tal, rettet.' });
    await publishBy(consultant, entry, { kind: 'minor', change_note: 'Tastefejl.' });
    const text = readText((await read(entry)).body);
    expect(text).toContain('Tal fra 2026 & frem.');
    expect(text).not.toContain('Tastefejl.');
  });

  test('a major change needs a note for readers, and the form keeps what was chosen', async () => {
    const entry = await make('published with a submission');
    const { statusCode, body } = await publishBy(consultant, entry, { kind: 'major', change_note: '  ' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#change_note">Skriv, hvad der er nyt for læserne.</a>');
    expect(body).toMatch(/value="major" checked/);
    const { pending } = await standing(entry);
    expect(pending).toBe('submitted');
  });

  test('takes no CPR number in the note either', async () => {
    const entry = await make('published with a submission');
    const { statusCode } = await publishBy(consultant, entry, { kind: 'major', change_note: CPR });
    expect(statusCode).toBe(422);
    expect((await standing(entry)).pending).toBe('submitted');
  });

  test('tells the author once, and not the one who did it', async () => {
    const entry = await make('submitted', { title: 'Om mails ved udgivelse' });
    const before = (await readMails(site)).length;
    await publishBy(consultant, entry);
    const mails = (await readMails(site)).slice(before);
    expect(mails.flatMap(({ to }) => to?.map(({ address }) => address))).toEqual([author.email]);
    expect(mails[0]?.subject).toContain('Om mails ved udgivelse');
    expect(mails[0]?.html).toContain(`/erfaringer/${entry.slug}`);
  });

  test('a consultant publishes her own entry after the same checklist, without a submission', async () => {
    const own = await makeEntry(site.deps, 'draft', { author: consultant.user, editor: editor.user });
    await site.deps.db
      .updateTable('entry_drafts')
      .set({ fields: JSON.stringify({ ...(await draftOf(own)), summary: '' }) })
      .where('entry_id', '=', own.id)
      .execute();
    const refused = await publishBy(consultant, own);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('<a href="#summary">Skriv en sammenfatning.');
    await site.deps.db
      .updateTable('entry_drafts')
      .set({ fields: JSON.stringify({ ...(await draftOf(own)), summary: 'Nu er den her.' }) })
      .where('entry_id', '=', own.id)
      .execute();
    expect((await publishBy(consultant, own)).statusCode).toBe(303);
    const { state, slug } = await standing(own);
    expect(state).toBe('published');
    expect((await read({ ...own, slug })).statusCode).toBe(200);
  });
});

describe('a text with what looks like a CPR number', () => {
  /** Submission would stop it, so it is put in afterwards, as by an import. */
  async function makeSuspect(): Promise<MadeEntry> {
    const entry = await make('submitted');
    const fields = { ...(await textOf(entry)), background: CPR };
    await site.deps.db
      .insertInto('entry_drafts')
      .values({ entry_id: entry.id, version: 9, fields: JSON.stringify(fields), saved_by: author.id })
      .onConflict((conflict) => conflict.column('entry_id').doUpdateSet({ fields: JSON.stringify(fields) }))
      .execute();
    return entry;
  }

  test('is stopped for a consultant, whatever reason she gives', async () => {
    const entry = await makeSuspect();
    const page = await consultant.get(`/redaktion/erfaringer/${entry.id}`);
    expect(page.body).not.toContain('override_reason');
    const { statusCode, body } = await publishBy(consultant, entry, { override_reason: 'Det er et løbenummer.' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#background">');
    expect(body).not.toContain('override_reason');
    expect((await standing(entry)).state).toBe('submitted');
  });

  test('is stopped for an editor without a reason', async () => {
    const entry = await makeSuspect();
    const { statusCode, body } = await publishBy(editor, entry);
    expect(statusCode).toBe(422);
    expect(body).toContain('name="override_reason"');
    expect((await standing(entry)).state).toBe('submitted');
  });

  test('is published by an editor with a reason, which the audit log keeps', async () => {
    const entry = await makeSuspect();
    expect((await publishBy(editor, entry, { override_reason: 'Det er et løbenummer.' })).statusCode).toBe(303);
    expect((await standing(entry)).state).toBe('published');
    const row = await site.deps.db
      .selectFrom('audit_log')
      .select(['reason', 'actor_id'])
      .where('action', '=', 'entry.publish')
      .where('object_id', '=', String(entry.id))
      .executeTakeFirst();
    expect(row).toEqual({ reason: 'Det er et løbenummer.', actor_id: editor.user.id });
  });
});

async function standing({ id }: MadeEntry) {
  return site.deps.db
    .selectFrom('entries')
    .select(['state', 'pending', 'slug'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function draftOf({ id }: MadeEntry): Promise<DraftFields> {
  const { fields } = await site.deps.db
    .selectFrom('entry_drafts')
    .select('fields')
    .where('entry_id', '=', id)
    .executeTakeFirstOrThrow();
  return fields as DraftFields;
}

async function textOf(entry: MadeEntry): Promise<DraftFields> {
  return (await readWorkingText(site.deps.db, entry, await site.deps.getTaxonomy())).fields;
}
