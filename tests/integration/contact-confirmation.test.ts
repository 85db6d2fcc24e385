import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askContacts } from '#content/contacts/ask-contacts.ts';
import { getConfirmationKey, signConfirmation } from '#content/contacts/confirmation-token.ts';
import { DraftConflict, saveDraft } from '#content/entries/save-draft.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange, writeChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { readAction, readMails, readMailTo } from '../support/mail.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';

const DAY_MS = 86_400_000;

let site: TestSite;
let author: User;
let editor: SignedIn;
let entry: MadeEntry;
let email: string;
let made = 0;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());
beforeEach(async () => {
  email = `kontakt-${++made}@eksempel.dk`;
  const contact = { contact_name: 'Bente Sørensen', contact_phone: '76 81 00 00', contact_organisation: 'Vejle' };
  entry = await makePublished({ ...contact, contact_email: email });
  await confirmedOn(entry, daysAgo(400));
});

const makePublished = (changes = {}) => makeEntry(site.deps, 'published', { author, editor: editor.user }, changes);
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const ask = (days = 0) => askContacts(site.deps.db, inDays(days));
const confirmedOn = ({ id }: MadeEntry, confirmed_at: Date | null) =>
  site.deps.db.updateTable('entries').set({ confirmed_at }).where('id', '=', id).execute();
const pageOf = async ({ slug }: MadeEntry) => readText((await site.app.inject(`/erfaringer/${slug}`)).body);

async function standing({ id }: MadeEntry) {
  return site.deps.db
    .selectFrom('entries')
    .select(['confirmed_at', 'unconfirmed_since', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function mailsTo(address: string) {
  return (await readMails(site)).filter(({ to }) => to?.some((one) => one.address === address));
}

/** The path of the link in the newest mail to the contact. */
async function linkTo(address = email): Promise<string> {
  return readAction(await readMailTo(site, address));
}

describe('a contact', () => {
  test('is asked when nobody has confirmed the entry for a year, once', async () => {
    await ask();
    await ask();
    await ask(13);
    const mails = await mailsTo(email);
    expect(mails.length).toBe(1);
    expect(mails[0]?.text).toContain('Bente Sørensen');
  });

  test.each([
    ['was confirmed within the year', () => confirmedOn(entry, daysAgo(360))],
    ['was published within the year', () => confirmedOn(entry, null)],
    [
      'is withdrawn',
      () => editor.post(`/redaktion/erfaringer/${entry.id}/tilbagetraekning`, { withdrawal_reason: 'Nej.' }),
    ],
  ])('is not asked about an entry that %s', async (_, prepare) => {
    await prepare();
    await ask();
    expect(await mailsTo(email)).toEqual([]);
  });

  test('of an imported entry is asked a year after its publication', async () => {
    const contact = { name: 'Ib', email: 'ib@eksempel.dk' };
    await write(site.deps.db, exchangeEntry({ published_at: '2007-02-20T12:00:00Z', contact }));
    await ask();
    expect((await mailsTo('ib@eksempel.dk')).length).toBe(1);
  });

  test.each(['', 'ring i stedet', 'a@b', 'a@eksempel.dk, c@eksempel.dk', 'Ib <ib@eksempel.dk>'])(
    'whose e-mail is »%s« is not asked',
    async (address) => {
      const other = await makePublished({ contact_email: address, contact_phone: '12345678' });
      await confirmedOn(other, daysAgo(500));
      await ask();
      const asked = site.deps.db.selectFrom('contact_confirmations').select('id').where('entry_id', '=', other.id);
      expect(await asked.execute()).toEqual([]);
    },
  );

  test('is reminded after 14 and after 28 days, and no more', async () => {
    for (const day of [0, 13, 14, 15, 28, 29, 42, 43, 60, 90]) await ask(day);
    const subjects = (await mailsTo(email)).map(({ subject }) => subject?.startsWith('Husk'));
    expect(subjects).toEqual([false, true, true]);
  });

  test('is asked once when several processes do it at the same time', async () => {
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect((await mailsTo(email)).length).toBe(1);
    await Promise.all([ask(14), ask(14), ask(14), ask(14)]);
    expect((await mailsTo(email)).length).toBe(2);
  });
});

describe('a question without an answer', () => {
  beforeEach(async () => {
    for (const day of [0, 14, 28, 41]) await ask(day);
    expect((await standing(entry)).unconfirmed_since).toBeNull();
    await ask(42);
  });

  test('ends with a mark that readers see', async () => {
    await site.deps.database.changes.caughtUp();
    expect(await pageOf(entry)).toMatch(/Ikke bekræftet siden \d+\. \p{L}+ \d{4}/u);
    const { body } = await site.app.inject(`/api/v1/entries/${entry.slug}`);
    expect(body).not.toContain('unconfirmed');
  });

  test('stands in the queue, and is mailed to each editor once', async () => {
    const queue = await editor.get('/redaktion');
    expect(readLinks(queue.body).map(({ href }) => href)).toContain(`/redaktion/erfaringer/${entry.id}`);
    await ask(43);
    const address = editor.user.email;
    const mails = (await mailsTo(address)).filter(({ html }) => html?.includes(`/redaktion/erfaringer/${entry.id}"`));
    expect(mails.length).toBe(1);
  });

  test('is asked again after a year, not before', async () => {
    await ask(300);
    expect((await mailsTo(email)).length).toBe(3);
    await ask(366);
    expect((await mailsTo(email)).length).toBe(4);
  });

  test('is settled by a late answer', async () => {
    await openBrowser(site).post(await linkTo(), { answer: 'confirmed' });
    expect((await standing(entry)).unconfirmed_since).toBeNull();
    expect(await pageOf(entry)).not.toContain('Ikke bekræftet');
  });

  test('is settled when the entry is published anew, and the old link then has nothing more to ask', async () => {
    const link = await linkTo();
    await submitChange(site.deps, author, entry, { results: 'Nyt.' });
    await editor.post(`/redaktion/erfaringer/${entry.id}/udgivelse`, { when: 'now', kind: 'minor' });
    expect((await standing(entry)).unconfirmed_since).toBeNull();
    expect(await pageOf(entry)).not.toContain('Ikke bekræftet');
    // The time of the test's questions lies in the future; the answer looks at the clock.
    await site.deps.db
      .updateTable('contact_confirmations')
      .set({ asked_at: daysAgo(1) })
      .where('entry_id', '=', entry.id)
      .execute();
    expect(readHeadings((await openBrowser(site).get(link)).body, 1)).toEqual(['Du behøver ikke gøre mere']);
  });
});

describe('the link in the mail', () => {
  beforeEach(() => ask());

  test('shows without signing in what the entry is and what it says of the contact', async () => {
    const { statusCode, body } = await openBrowser(site).get(await linkTo());
    expect(statusCode).toBe(200);
    expect(readLinks(body).map(({ href }) => href)).toContain(`/erfaringer/${entry.slug}`);
    for (const words of ['En kort sætning om', 'Bente Sørensen', '76 81 00 00', email])
      expect(readText(body)).toContain(words);
  });

  test('changes nothing by being opened, as programs do that look through mails', async () => {
    const before = await standing(entry);
    await openBrowser(site).get(await linkTo());
    expect(await standing(entry)).toEqual(before);
  });

  test('takes a yes, once', async () => {
    const browser = openBrowser(site);
    const link = await linkTo();
    const { statusCode, headers } = await browser.post(link, { answer: 'confirmed' });
    expect([statusCode, headers.location]).toEqual([303, link]);
    const { confirmed_at } = await standing(entry);
    expect(Date.now() - (confirmed_at?.getTime() ?? 0)).toBeLessThan(60_000);
    const after = await browser.get(link);
    expect(readText(after.body)).toContain('Tak. Erfaringen står nu som bekræftet.');
    expect(readHeadings(after.body, 1)).toEqual(['Du behøver ikke gøre mere']);
    await confirmedOn(entry, daysAgo(400));
    await browser.post(link, { answer: 'confirmed' });
    expect((await standing(entry)).confirmed_at).toEqual(expect.any(Date));
    expect(Date.now() - ((await standing(entry)).confirmed_at?.getTime() ?? 0)).toBeGreaterThan(399 * DAY_MS);
  });

  test('takes corrections, which stand at once everywhere but in the old versions, and a message for editors', async () => {
    await writeChange(site.deps, author, entry, { results: 'Det, jeg er ved at skrive.' });
    const fields = { name: 'Bente Holm', phone: '', email: 'bente@ny.dk', organisation: 'Odense' };
    await openBrowser(site).post(await linkTo(), { answer: 'corrected', ...fields, note: 'Tallene er\r\ngamle nu.' });
    const page = await pageOf(entry);
    expect(page).toContain('Bente Holm Odense E-mail: bente@ny.dk');
    expect(page).not.toContain('Bente Sørensen');
    const { contact } = (await site.app.inject(`/api/v1/entries/${entry.slug}`)).json();
    expect(contact).toEqual(fields);
    const draft = await site.deps.db
      .selectFrom('entry_drafts')
      .select('fields')
      .where('entry_id', '=', entry.id)
      .executeTakeFirst();
    expect(draft?.fields).toMatchObject({ contact_name: 'Bente Holm', results: 'Det, jeg er ved at skrive.' });
    expect(readText((await editor.get('/redaktion')).body)).toContain('Tallene er gamle nu.');
  });

  test('leaves a contact that an author has just put in her draft', async () => {
    await writeChange(site.deps, author, entry, { contact_name: 'Den nye', contact_email: 'den@nye.dk' });
    const fields = { name: 'Bente Holm', phone: '1', email, organisation: '' };
    await openBrowser(site).post(await linkTo(), { answer: 'corrected', ...fields });
    const draft = await site.deps.db
      .selectFrom('entry_drafts')
      .select('fields')
      .where('entry_id', '=', entry.id)
      .executeTakeFirst();
    expect(draft?.fields).toMatchObject({ contact_name: 'Den nye', contact_email: 'den@nye.dk' });
  });

  test('refuses a save from a form that was opened before the correction', async () => {
    const { db, getTaxonomy } = site.deps;
    const { fields, version } = await readWorkingText(db, entry, await getTaxonomy());
    await openBrowser(site).post(await linkTo(), { answer: 'corrected', name: 'Bente Holm', email });
    const save = saveDraft(db, { actor: author, requestId: '' }, entry.id, { fields, basedOn: version });
    await expect(save).rejects.toThrow(DraftConflict);
  });

  test('hands the entry over to somebody who is asked in turn', async () => {
    const successor = `ny-${made}@eksempel.dk`;
    const browser = openBrowser(site);
    const link = await linkTo();
    const fields = { new_name: 'Carl', new_email: successor, new_phone: '', new_organisation: 'Vejle' };
    await browser.post(link, { answer: 'handed_over', ...fields });
    expect(await pageOf(entry)).toContain('Carl Vejle E-mail:');
    expect(await pageOf(entry)).not.toContain('Bente');
    expect((await mailsTo(successor)).length).toBe(1);
    expect(readHeadings((await browser.get(link)).body, 1)).toEqual(['Du behøver ikke gøre mere']);
    const before = (await standing(entry)).confirmed_at;
    await openBrowser(site).post(await linkTo(successor), { answer: 'confirmed' });
    expect((await standing(entry)).confirmed_at).not.toEqual(before);
  });

  test.each([
    [{ answer: 'corrected', name: 'B', phone: '', email: '' }, 'Skriv en telefon eller e-mail'],
    [{ answer: 'corrected', name: 'B', email: 'ikke en adresse' }, 'Skriv en e-mailadresse som'],
    [{ answer: 'corrected', name: 'B\r\nBcc: x@y.dk', email: 'b@eksempel.dk' }, 'Skriv på én linje.'],
    [{ answer: 'corrected', name: 'B', phone: '1', note: 'Borger 010203-1234.' }, 'CPR-nummer'],
    [{ answer: 'handed_over', new_name: '', new_email: 'b@eksempel.dk' }, 'Skriv navnet på den nye kontakt.'],
    [{ answer: 'handed_over', new_name: 'B', new_email: '' }, 'Skriv en e-mailadresse som'],
    [{ answer: 'handed_over', new_name: 'B', new_email: 'a@b.dk, c@d.dk' }, 'Skriv en e-mailadresse som'],
    [{ answer: 'alt' }, 'Vælg et svar.'],
    [{}, 'Vælg et svar.'],
  ])('shows what is wrong with an answer, and keeps what was typed: %#', async (fields, reason) => {
    const before = await standing(entry);
    const { statusCode, body } = await openBrowser(site).post(await linkTo(), fields as Record<string, string>);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(reason);
    for (const value of Object.values(fields).filter((text) => text.includes('eksempel')))
      expect(body).toContain(`value="${value}"`);
    expect(await standing(entry)).toEqual(before);
  });

  test('needs a form of our own', async () => {
    const payload = 'answer=confirmed';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { statusCode } = await site.app.inject({ method: 'POST', url: await linkTo(), payload, headers });
    expect(statusCode).toBe(403);
  });

  test.each([
    ['one that was guessed', (token: string) => token.replace(/-.*/, `-${'A'.repeat(43)}`)],
    ["another entry's", (token: string) => token.replace(/^\d+/, (id) => String(Number(id) + 1))],
    ['one that was cut off', (token: string) => token.slice(0, -3)],
    ['nonsense', () => 'findes-ikke'],
    ['an empty byte', () => '%00'],
    ['a huge number', () => `9999999999-${'A'.repeat(43)}`],
  ])('is not taken for ours when it is %s', async (_, spoil) => {
    const link = await linkTo();
    const spoiled = `/bekraeft/${spoil(link.slice('/bekraeft/'.length))}`;
    const { statusCode, body } = await openBrowser(site).get(spoiled);
    expect(statusCode).toBe(404);
    expect(readHeadings(body, 1)).toEqual(['Linket virker ikke']);
    const before = await standing(entry);
    await openBrowser(site).post(spoiled, { answer: 'confirmed' });
    expect(await standing(entry)).toEqual(before);
  });

  test('is good for 120 days', async () => {
    const set = (asked_at: Date) =>
      site.deps.db.updateTable('contact_confirmations').set({ asked_at }).where('entry_id', '=', entry.id).execute();
    await set(daysAgo(119));
    expect(readHeadings((await openBrowser(site).get(await linkTo())).body, 1)).toEqual(['Passer det stadig?']);
    await set(daysAgo(121));
    expect(readHeadings((await openBrowser(site).get(await linkTo())).body, 1)).toEqual(['Du behøver ikke gøre mere']);
  });

  test('says that the entry is not published while it is withdrawn', async () => {
    const link = await linkTo();
    await editor.post(`/redaktion/erfaringer/${entry.id}/tilbagetraekning`, { withdrawal_reason: 'Nej.' });
    const { body } = await openBrowser(site).get(link);
    expect(readHeadings(body, 1)).toEqual(['Erfaringen er ikke længere udgivet']);
    expect(readText(body)).not.toContain('Bente');
  });

  test('is signed for its own entry alone', async () => {
    const key = await getConfirmationKey(site.deps.db);
    const own = signConfirmation(key, { id: 1, entryId: 1 });
    expect(signConfirmation(key, { id: 1, entryId: 2 })).not.toBe(own);
    expect(signConfirmation(key, { id: 2, entryId: 1 }).split('-')[1]).not.toBe(own.split('-')[1]);
    expect(await getConfirmationKey(site.deps.db)).toEqual(key);
    expect(key.length).toBe(32);
  });
});

describe('what a contact wrote to the editors', () => {
  test('stands in the queue until somebody has dealt with it, and is then forgotten', async () => {
    await ask();
    await openBrowser(site).post(await linkTo(), { answer: 'corrected', name: 'B', email, note: 'Ring til mig.' });
    const queue = await editor.get('/redaktion');
    const action = /action="(\/redaktion\/beskeder\/\d+)"/.exec(queue.body.slice(queue.body.indexOf('Ring til mig.')));
    expect((await editor.post(action?.[1] ?? '')).statusCode).toBe(303);
    expect(readText((await editor.get('/redaktion')).body)).not.toContain('Ring til mig.');
    expect((await editor.post(action?.[1] ?? '')).statusCode).toBe(404);
  });
});

test('the audit log says that contacts were asked and answered, and nothing about them', async () => {
  await ask();
  await openBrowser(site).post(await linkTo(), { answer: 'corrected', name: 'Sonja', email, note: 'Besked.' });
  const rows = await site.deps.db
    .selectFrom('audit_log')
    .selectAll()
    .where('object_id', '=', String(entry.id))
    .where('action', 'like', 'contact.%')
    .orderBy('position')
    .execute();
  expect(rows.map(({ action }) => action)).toEqual(['contact.ask', 'contact.corrected']);
  expect(JSON.stringify(rows)).not.toMatch(/Sonja|Bente|@|Besked|76 81/);
});
