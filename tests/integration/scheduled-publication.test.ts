import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishDue } from '#content/entries/show-revision.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { readText } from '../support/html.ts';
import { readMails } from '../support/mail.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { waitFor } from '../support/wait-for.ts';

let site: TestSite;
let author: User;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const submit = (changes = {}) => makeEntry(site.deps, 'submitted', { author, editor: editor.user }, changes);
const plan = ({ id }: MadeEntry, due_date: string, due_time: string) =>
  editor.post(`/redaktion/erfaringer/${id}/udgivelse`, { when: 'later', due_date, due_time });
const statusOf = async ({ slug }: MadeEntry) => (await site.app.inject(`/erfaringer/${slug}`)).statusCode;

describe('a planned publication', () => {
  test('happens by itself at its time, not before', async () => {
    const entry = await submit({ title: 'Planlagt til foråret' });
    const { statusCode } = await plan(entry, '2099-03-29', '09:00');
    expect(statusCode).toBe(303);
    const page = readText((await editor.get(`/redaktion/erfaringer/${entry.id}`)).body);
    expect(page).toContain('Erfaringen bliver udgivet søndag 29. marts 2099 kl. 9.00.');
    expect(page).toContain('Bliver udgivet af sig selv søndag 29. marts 2099 kl. 9.00.');
    expect(await publishDue(site.deps.db, new Date('2099-03-29T06:59:59Z'))).toBe(0);
    expect(await statusOf(entry)).toBe(404);
    expect(await publishDue(site.deps.db, new Date('2099-03-29T07:00:00Z'))).toBe(1);
    await site.deps.database.changes.caughtUp();
    expect(await statusOf(entry)).toBe(200);
    expect(await publishDue(site.deps.db, new Date('2099-03-30T07:00:00Z'))).toBe(0);
  });

  test("is carried out by the site's own jobs", async () => {
    const entry = await submit();
    await plan(entry, '2099-01-01', '08:00');
    await site.deps.db
      .updateTable('publications')
      .set({ due_at: new Date(Date.now() - 1000) })
      .where('entry_id', '=', entry.id)
      .execute();
    await waitFor(async () => (await statusOf(entry)) === 200, 'the job publishes what is due');
  });

  test('means the time in Denmark, in winter and in summer', async () => {
    const times = [];
    for (const day of ['2099-01-15', '2099-07-15']) {
      const entry = await submit();
      await plan(entry, day, '9.30');
      times.push(await dueAt(entry));
    }
    expect(times).toEqual(['2099-01-15T08:30:00.000Z', '2099-07-15T07:30:00.000Z']);
  });

  test.each([
    ['2099-03-29', '02:30', 'sommertid'],
    ['2020-01-01', '09:00', 'Tidspunktet er passeret.'],
    ['', '09:00', 'Skriv en dag og et klokkeslæt'],
    ['2099-01-01', '', 'Skriv en dag og et klokkeslæt'],
    ['2099-02-30', '09:00', 'Skriv en dag og et klokkeslæt'],
  ])('at %s %s is refused, and the form keeps it', async (day, time, reason) => {
    const entry = await submit();
    const { statusCode, body } = await plan(entry, day, time);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(reason);
    expect(body).toContain('<a href="#due_date">');
    expect(body).toMatch(/value="later" checked/);
    expect(body).toMatch(new RegExp(`value="${day}" id="due_date"`));
    expect(await dueAt(entry)).toBeUndefined();
    expect(await statusOf(entry)).toBe(404);
  });

  test('in the hour that comes twice happens at the first', async () => {
    const entry = await submit();
    await plan(entry, '2099-10-25', '02:30');
    expect(await dueAt(entry)).toBe('2099-10-25T00:30:00.000Z');
  });

  test('can be taken back, and the text waits again', async () => {
    const entry = await submit();
    await plan(entry, '2099-01-01', '09:00');
    const { statusCode } = await editor.post(`/redaktion/erfaringer/${entry.id}/udgivelse/fortrydelse`);
    expect(statusCode).toBe(303);
    await publishDue(site.deps.db, new Date('2099-02-01'));
    expect(await statusOf(entry)).toBe(404);
    const page = readText((await editor.get(`/redaktion/erfaringer/${entry.id}`)).body);
    expect(page).toContain('Erfaringen bliver ikke udgivet af sig selv.');
    expect(page).toContain('Ingen har overtaget den endnu.');
  });

  test('locks the text until then', async () => {
    const entry = await submit();
    await plan(entry, '2099-01-01', '09:00');
    for (const path of ['udgivelse', 'returnering', 'overtagelse', 'kommentarer'])
      expect((await editor.post(`/redaktion/erfaringer/${entry.id}/${path}`)).statusCode).toBe(403);
  });

  test('of a change leaves readers the old text until then', async () => {
    const entry = await makeEntry(
      site.deps,
      'published',
      { author, editor: editor.user },
      { results: 'De gamle resultater.' },
    );
    await submitChange(site.deps, author, entry, { results: 'De nye resultater.' });
    await plan(entry, '2098-05-05', '09:00');
    expect((await site.app.inject(`/erfaringer/${entry.slug}`)).body).toContain('De gamle resultater.');
    await publishDue(site.deps.db, new Date('2098-05-06'));
    await site.deps.database.changes.caughtUp();
    expect((await site.app.inject(`/erfaringer/${entry.slug}`)).body).toContain('De nye resultater.');
  });

  test('is told to the author when it is planned and when it happens, once each', async () => {
    const entry = await submit({ title: 'Om planlagte mails' });
    const before = (await readMails(site)).length;
    await plan(entry, '2097-03-29', '09:00');
    await publishDue(site.deps.db, new Date('2097-03-30'));
    await publishDue(site.deps.db, new Date('2097-03-31'));
    const mails = (await readMails(site)).slice(before);
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual([author.email, author.email]);
    expect(mails[0]?.text).toMatch(/29\. marts 2097 kl\. 0?9\.00/);
    expect(mails[1]?.text).toContain(`/erfaringer/${entry.slug}`);
  });

  test('is carried out once when several processes try at the same time', async () => {
    const entries = await Promise.all([submit(), submit(), submit()]);
    for (const entry of entries) await plan(entry, '2096-03-29', '09:00');
    const now = new Date('2096-04-01');
    const counts = await Promise.all([1, 2, 3, 4].map(() => publishDue(site.deps.db, now)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(3);
    for (const { id } of entries) {
      const rows = await site.deps.db
        .selectFrom('audit_log')
        .select('position')
        .where('object_id', '=', String(id))
        .where('action', '=', 'entry.publish')
        .execute();
      expect(rows.length).toBe(1);
    }
  });
});

async function dueAt({ id }: MadeEntry): Promise<string | undefined> {
  const row = await site.deps.db
    .selectFrom('publications')
    .select('due_at')
    .where('entry_id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return row?.due_at.toISOString();
}
