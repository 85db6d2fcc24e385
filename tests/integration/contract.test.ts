import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listProposals } from '#content/partnerships/contract-proposals.ts';
import { type Contract, listContracts } from '#content/partnerships/contracts.ts';
import { saveContract } from '#content/partnerships/save-contract.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readTags, readText } from '../support/html.ts';
import { readMails } from '../support/mail.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let colleague: SignedIn;
let editor: SignedIn;
let consultant: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  colleague = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
  consultant = await signIn(site, 'consultant');
});
afterAll(() => site.close());

type Fields = Record<string, string | string[]>;

async function make(state: PartnershipStateName): Promise<MadePartnership & { path: string }> {
  const made = await makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
  await site.deps.db
    .insertInto('partnership_users')
    .values({ partnership_id: made.id, user_id: colleague.user.id })
    .execute();
  return { ...made, path: `/mit/partnerskaber/${made.id}/kontrakt` };
}

const newest = async (id: number) => (await listContracts(site.deps.db, id)).at(-1) as Contract;

/** What the form holds, as a browser would send it, with changes. */
async function fill(browser: SignedIn, path: string, changes: Fields = {}): Promise<Fields> {
  const { body } = await browser.get(`${path}?skriv=ja`);
  return { ...collect(readForm(body, path)), ...changes };
}

function collect(entries: [string, string][]): Fields {
  const fields: Fields = {};
  for (const [name, value] of entries)
    if (name && name !== '_csrf') fields[name] = fields[name] === undefined ? value : [fields[name], value].flat();
  return fields;
}

async function write(browser: SignedIn, path: string, changes: Fields) {
  return browser.post(path, await fill(browser, path, changes));
}

const issuesIn = (body: string) =>
  [...body.matchAll(/<li><a href="#([^"]+)">(.*?)<\/a><\/li>/gs)].map(([, field, text = '']) => [
    field,
    readText(text),
  ]);
const valueIn = (body: string, name: string) =>
  readTags(body).find(({ attributes }) => attributes.name === name)?.attributes.value;

describe('writing a contract', () => {
  test('saves what is in the fields, and the page shows it', async () => {
    const { id, path } = await make('drafting');
    const { statusCode, headers } = await write(writer, path, {
      text: 'Vi begynder **forfra**.',
      'goals.0.target': '1.250',
      'goals.0.baseline': '12',
      reporting: 'month',
    });
    expect([statusCode, headers.location]).toEqual([303, path]);
    const { content, version } = await newest(id);
    expect(content).toEqual({
      ...contractContent(),
      ...{ text: 'Vi begynder **forfra**.', reporting: 'month' },
      goals: contractContent().goals.map((goal) => (goal.key === 1 ? { ...goal, baseline: 12, target: 1250 } : goal)),
    });
    expect(version).toBe(2);
    const page = readText((await writer.get(path)).body);
    expect(page).toContain('Kontrakten er gemt.');
    for (const words of [
      'Vi begynder forfra',
      '1.250 personer senest 30. juni 2008',
      'Hver måned',
      'Sprogmentorer på havnen',
    ])
      expect(page).toContain(words);
  });

  test('saved again as it is changes nothing and is not an event', async () => {
    const { id, path } = await make('drafting');
    const before = await countChanges();
    expect((await write(writer, path, {})).statusCode).toBe(303);
    expect([(await newest(id)).version, await countChanges()]).toEqual([1, before]);
  });

  test('adds and removes parts by buttons, without saving and without losing a word', async () => {
    const { id, path } = await make('drafting');
    const typed = await fill(writer, path, { 'goals.1.text': 'Halvt skrevet', 'goals.1.target': 'mange' });
    const added = await writer.post(path, { ...typed, change: 'add:goals' });
    expect(added.statusCode).toBe(200);
    expect(readText(added.body)).toContain('Mål 4');
    expect(valueIn(added.body, 'goals.1.target')).toBe('mange');
    expect(added.body).toContain('Halvt skrevet');
    expect(added.body).toContain('formaction="/mit/partnerskaber/');
    const removed = await writer.post(path, { ...collect(readForm(added.body, path)), change: 'remove:goals:0' });
    expect(valueIn(removed.body, 'goals.0.target')).toBe('mange');
    expect(readText(removed.body)).not.toContain('Mål 4');
    expect((await newest(id)).version).toBe(1);
  });

  test('sent twice with a new goal, as when the answer was lost, is saved once', async () => {
    const { id, path } = await make('drafting');
    const typed = await fill(writer, path, {
      ...{ 'activities.2.key': '', 'activities.2.text': 'Noget nyt', 'activities.2.start': '2006-01-01' },
      ...{ 'activities.2.end': '2006-02-01', 'activities.2.responsible': 'Vejle Kommune' },
    });
    for (const _ of [1, 2]) expect((await writer.post(path, typed)).statusCode).toBe(303);
    const { version, content } = await newest(id);
    expect([version, content.activities.map(({ key }) => key)]).toEqual([2, [1, 2, 3]]);
  });

  test('gives a new goal the next key for ever, also when another goes', async () => {
    const { id, path } = await make('drafting');
    const typed = await fill(writer, path);
    const second = Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('goals.2.')));
    const copy = Object.entries(typed)
      .filter(([name]) => name.startsWith('goals.0.'))
      .map(([name, value]) => [name.replace('goals.0', 'goals.5'), value]);
    const fresh = { ...second, ...Object.fromEntries(copy), 'goals.5.key': '', 'goals.5.text': 'Et helt nyt mål' };
    expect((await writer.post(path, fresh)).statusCode).toBe(303);
    const keys = async () => (await newest(id)).content.goals.map(({ key }) => key);
    expect(await keys()).toEqual([1, 2, 4]);
  });

  test('is refused with words at every field, and holds what was typed', async () => {
    const { id, path } = await make('drafting');
    const { statusCode, body } = await write(writer, path, {
      'goals.0.target': 'mange',
      'goals.1.deadline': '2005-06-01',
      'activities.0.start': '',
      text: 'Skal blive stående',
    });
    expect(statusCode).toBe(422);
    expect(issuesIn(body)).toEqual([
      ['goals.0.target', 'Mål 1: »mange« er ikke et tal. Skriv et tal som 12,5.'],
      ['activities.0.start', 'Aktivitet 1: Vælg, hvornår aktiviteten begynder.'],
    ]);
    expect(valueIn(body, 'goals.0.target')).toBe('mange');
    expect(body).toContain('Skal blive stående');
    expect((await newest(id)).version).toBe(1);
  });

  test.for<[string, Fields, string]>([
    ['a target before its baseline was measured', { 'goals.1.deadline': '2005-06-01' }, 'goals.1.deadline'],
    ['a target on the wrong side', { 'goals.2.target': '95' }, 'goals.2.target'],
    ['more than all', { 'goals.1.target': '120' }, 'goals.1.target'],
    ['somebody who is no member', { 'activities.1.responsible': 'Odense Kommune' }, 'activities.1.responsible'],
    ['a deadline after the partnership', { 'goals.0.deadline': '2009-06-01' }, 'goals.0.deadline'],
    ['the same goal twice', { 'goals.1.text': 'Flere kommer i ordinært arbejde' }, 'goals.1.text'],
  ])('refuses %s at its field', async ([, changes, field]) => {
    const { id, path } = await make('drafting');
    const { statusCode, body } = await write(writer, path, changes);
    expect([statusCode, issuesIn(body).map(([place]) => place)]).toEqual([422, [field]]);
    expect(readTags(body).some(({ attributes }) => attributes.id === field)).toBe(true);
    expect((await newest(id)).version).toBe(1);
  });

  test('of two people keeps both texts: the second sees what differs, and decides', async () => {
    const { id, path } = await make('drafting');
    const all = await fill(writer, path, { text: 'Min tekst om havnen.', 'goals.0.target': '70' });
    const mine = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('goals.2.')));
    expect((await write(colleague, path, { text: 'Kollegaens tekst om havnen.' })).statusCode).toBe(303);
    const { statusCode, body } = await writer.post(path, mine);
    expect(statusCode).toBe(409);
    const page = readText(body);
    for (const words of ['Kollegaens tekst om havnen', 'Min', 'Det, der skal nås', '70', '60'])
      expect(page).toContain(words);
    // A goal that only one of them has is told as one.
    expect(page.match(/Fjernet mål: Ventetiden på sprogundervisning bliver kortere/g)).toHaveLength(1);
    expect(page).toMatch(
      /Fjernet mål: .* Din udgave Tomt Den, der er gemt Mål: Ventetiden .* Frist: 31\. december 2006/,
    );
    expect((await newest(id)).content.text).toBe('Kollegaens tekst om havnen.');
    expect((await writer.post(path, collect(readForm(body, path)))).statusCode).toBe(303);
    const { content } = await newest(id);
    expect([content.text, content.goals[0]?.target, content.goals[0]?.splits]).toEqual([
      'Min tekst om havnen.',
      70,
      ['sex', 'age'],
    ]);
  });
});

describe('a text that can be changed no more', () => {
  test.for<[PartnershipStateName, string]>([
    ['active', 'underskrevet af begge parter'],
    ['with the ministry', 'ligger hos den anden part'],
    ['closed', 'underskrevet af begge parter'],
  ])('since it is %s is refused in words, and what was typed stands there', async ([state, reason]) => {
    const { id, path } = await make(state);
    const drafting = await make('drafting');
    const typed = await fill(writer, drafting.path, { text: 'Det, jeg skrev.' });
    const { statusCode, body } = await writer.post(path, typed);
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain(reason);
    expect(body).toContain('Det, jeg skrev.');
    expect((await newest(id)).content).toEqual(contractContent());
  });

  test('is held by the use case, and by the database itself, whoever asks', async () => {
    const { id } = await make('active');
    const { id: contractId } = await newest(id);
    const save = {
      ...{ content: contractContent({ text: 'Noget andet.' }), effectiveFrom: '2006-01-01' },
      ...{ reason: '', basedOn: 1 },
    };
    const saving = saveContract(site.deps.db, { actor: editor.user, requestId: 'test' }, id, save);
    await expect(saving).rejects.toThrow(/underskrevet af begge parter/);
    const change = site.deps.db
      .updateTable('result_contracts')
      .set({ content: '{}' })
      .where('id', '=', contractId)
      .execute();
    await expect(change).rejects.toThrow(/is signed/);
    const removal = site.deps.db.deleteFrom('result_contracts').where('id', '=', contractId).execute();
    await expect(removal).rejects.toThrow(/is signed/);
  });
});

describe('negotiating', () => {
  const send = (browser: SignedIn, path: string, seen: number, message = '') =>
    browser.post(`${path}/forslag`, { message, seen: String(seen) });

  test('passes the text to and fro, and shows what each proposal changed', async () => {
    const { id, path } = await make('drafting');
    await send(writer, path, 1, 'Her er vores forslag.');
    expect(await newest(id)).toMatchObject({ state: 'negotiation', turn: 'ministry' });
    await write(consultant, path, { 'goals.0.target': '80' });
    await send(consultant, path, 2, 'I kan nå flere.');
    expect(await newest(id)).toMatchObject({ turn: 'partnership' });
    const { body } = await writer.get(path);
    const page = readText(body);
    expect(page).toMatch(
      /1\. forslag, fra partnerskabet .* Her er vores forslag\. .*2\. forslag, fra ministeriet .* I kan nå flere\./,
    );
    expect(body).toMatch(
      /<del><span class="sr-only">fjernet: <\/span>60<\/del> <ins><span class="sr-only">tilføjet: <\/span>80<\/ins>/,
    );
    const proposals = await listProposals(site.deps.db, (await newest(id)).id);
    expect(proposals.map(({ side, content }) => [side, content.goals[0]?.target])).toEqual([
      ['partnership', 60],
      ['ministry', 80],
    ]);
  });

  test('keeps what one side writes to itself until it is sent, and no comment is lost', async () => {
    const { path } = await make('with the ministry');
    await editor.post(`${path}/kommentarer`, { part: 'activity:2', body: 'Er 40 ikke mange?' });
    const typed = await fill(editor, path, { text: 'Ministeriets halve tanke.', 'goals.0.target': '99' });
    const without = Object.entries(typed).filter(([name]) => !name.startsWith('activities.1.'));
    expect((await editor.post(path, Object.fromEntries(without))).statusCode).toBe(303);
    const own = readText((await editor.get(path)).body);
    const theirs = readText((await writer.get(path)).body);
    expect([own, theirs].map((page) => /halve tanke|99 personer/.test(page))).toEqual([true, false]);
    expect(theirs).toContain('Besøg hos 40 virksomheder');
    expect(own).toMatch(/Er 40 ikke mange\? .* om noget, der er fjernet/);
    // What they see they may speak of.
    expect((await writer.post(`${path}/kommentarer`, { part: 'activity:2', body: 'Nej.' })).statusCode).toBe(303);
    await send(editor, path, 2);
    expect(readText((await writer.get(path)).body)).toContain('Ministeriets halve tanke.');
  });

  test('tells the other side by mail that it is their turn, and nobody else', async () => {
    const { path } = await make('drafting');
    const before = (await readMails(site)).length;
    await send(writer, path, 1, 'Læs\nigennem.');
    const mails = (await readMails(site)).slice(before);
    const recipients = mails.flatMap(({ to }) => to?.map(({ address }) => address) ?? []).toSorted();
    expect(recipients).toEqual([consultant.user.email, editor.user.email].toSorted());
    expect(mails[0]?.subject).toBe('Nyt forslag til kontrakt: Partnerskabet på havnen');
    expect(mails[0]?.text).toContain('Læs\nigennem.');
    expect(mails[0]?.text).toContain(`https://eksempel.dk${path}`);
  });

  test('demands a whole text, and says what is missing', async () => {
    const { id, path } = await make('drafting');
    const typed = await fill(writer, path, { text: '' });
    const bare = Object.entries(typed).filter(([name]) => !/^(goals|activities|dissemination)\./.test(name));
    expect((await writer.post(path, Object.fromEntries(bare))).statusCode).toBe(303);
    const { statusCode, body } = await send(writer, path, 2, 'Følgebrevet');
    expect(statusCode).toBe(422);
    for (const words of ['almindelige ord', 'mindst ét mål', 'handlingsplanen', 'formidlingsplanen'])
      expect(readText(body)).toContain(words);
    expect(body).toContain('Følgebrevet');
    expect(await newest(id)).toMatchObject({ state: 'draft', turn: 'partnership' });
  });

  test('names the part of a text that is no longer right', async () => {
    const { id, path } = await make('drafting');
    await site.deps.db
      .deleteFrom('partnership_members')
      .where('partnership_id', '=', id)
      .where('name', '=', 'Sprogskolen Syd')
      .execute();
    const { statusCode, body } = await send(writer, path, 1);
    expect([statusCode, readText(body)]).toEqual([
      422,
      expect.stringMatching(/Mål 2: »Sprogskolen Syd« er ikke medlem .*Mål 3: /),
    ]);
    const form = await writer.get(`${path}?skriv=ja`);
    expect(form.body).toContain('Sprogskolen Syd (ikke medlem)');
  });

  test('never sends or signs another text than was seen', async () => {
    const { id, path } = await make('with the partnership');
    await write(colleague, path, { text: 'Kollegaens rettelse.' });
    for (const [action, fields] of [
      ['forslag', { message: 'Min besked' }],
      ['underskrift', { sure: 'ja' }],
    ] as const) {
      const { statusCode, body } = await writer.post(`${path}/${action}`, { ...fields, seen: '1' });
      expect([statusCode, readText(body).includes('En anden har ændret teksten imens')]).toEqual([409, true]);
    }
    expect(await newest(id)).toMatchObject({ turn: 'partnership', partnershipSignedAt: null });
  });

  test('speaks of each part beside it, and refuses an empty word there', async () => {
    const { id, path } = await make('with the ministry');
    const comment = (part: string, body: string) => writer.post(`${path}/kommentarer`, { part, body });
    const { statusCode, headers } = await comment('goal:2', 'Er det ikke lidt?');
    expect([statusCode, headers.location]).toEqual([303, `${path}#goal-2`]);
    const { body } = await consultant.get(path);
    const part = body.slice(body.indexOf('id="goal-2"'), body.indexOf('id="goal-3"'));
    expect(readText(`<section ${part}`.slice(part.indexOf('>')))).toContain('Er det ikke lidt?');
    const refused = await comment('goal:3', ' ');
    expect([refused.statusCode, issuesIn(refused.body)]).toEqual([422, [['comment-goal-3', 'Skriv en kommentar.']]]);
    expect((await comment('goal:99', 'Hvad?')).statusCode).toBe(422);
    expect((await site.app.inject(`/partnerskaber/${await slugOf(id)}/kontrakt`)).statusCode).toBe(404);
  });
});

describe('signing', () => {
  const sign = (browser: SignedIn, path: string, seen: number, sure = 'ja') =>
    browser.post(`${path}/underskrift`, { sure, seen: String(seen) });

  test('is done by both sides, locks the text, begins the partnership and tells both', async () => {
    const { id, slug, path } = await make('with the ministry');
    const before = (await readMails(site)).length;
    expect(readText((await sign(editor, path, 1, '')).body)).toContain('Sæt kryds');
    await sign(editor, path, 1);
    expect(await newest(id)).toMatchObject({
      state: 'negotiation',
      turn: 'partnership',
      ministrySignedAt: expect.any(Date),
    });
    expect(readText((await writer.get(path)).body)).toContain('Ministeriet har underskrevet teksten, som den står.');
    expect((await site.app.inject(`/partnerskaber/${slug}/kontrakt`)).statusCode).toBe(404);
    await sign(writer, path, 1);
    expect(await newest(id)).toMatchObject({ state: 'signed', partnershipSignedAt: expect.any(Date) });
    const partnership = await site.deps.db
      .selectFrom('partnerships')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(partnership?.state).toBe('active');
    expect((await site.app.inject(`/partnerskaber/${slug}/kontrakt`)).statusCode).toBe(200);
    const subjects = (await readMails(site))
      .slice(before)
      .map(({ subject, to }) => `${subject?.split(':')[0]} → ${to?.[0]?.address}`);
    const signed = [colleague, editor, consultant].map(({ user }) => `Kontrakten er underskrevet → ${user.email}`);
    const turn = [writer, colleague].map(({ user }) => `Kontrakten mangler jeres underskrift → ${user.email}`);
    expect(subjects.toSorted()).toEqual([...signed, ...turn].toSorted());
  });

  test('is for the text that was signed: any change takes the signature away', async () => {
    const { id, path } = await make('with the ministry');
    await sign(editor, path, 1);
    await write(writer, path, { 'goals.0.target': '61' });
    expect(await newest(id)).toMatchObject({ ministrySignedAt: null, turn: 'partnership', version: 2 });
    await sign(writer, path, 2);
    const contract = await newest(id);
    expect(contract).toMatchObject({ state: 'negotiation', turn: 'ministry', ministrySignedAt: null });
    // Whoever signs a text that was not sent puts it before the other side.
    const proposals = await listProposals(site.deps.db, contract.id);
    expect(proposals.at(-1)?.content.goals[0]?.target).toBe(61);
    await sign(editor, path, 2);
    expect((await newest(id)).state).toBe('signed');
  });

  test('is undone by a new proposal too', async () => {
    const { id, path } = await make('with the ministry');
    await sign(editor, path, 1);
    await writer.post(`${path}/forslag`, { message: 'Vent lidt.', seen: '1' });
    expect(await newest(id)).toMatchObject({ ministrySignedAt: null, partnershipSignedAt: null, turn: 'ministry' });
  });

  test('is never done for both sides by one person', async () => {
    const { id, path } = await make('with the ministry');
    await sign(editor, path, 1);
    await site.deps.db
      .insertInto('partnership_users')
      .values({ partnership_id: id, user_id: editor.user.id })
      .execute();
    const { statusCode, body } = await sign(editor, path, 1);
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('En anden skal underskrive nu.')]);
    expect(await newest(id)).toMatchObject({ state: 'negotiation', partnershipSignedAt: null });
  });

  test('names people to those who have signed in, and only sides to readers', async () => {
    const { slug, path } = await make('active');
    const own = readText((await writer.get(path)).body);
    expect(own).toContain(`For partnerskabet ${writer.user.name}`);
    expect(own).toContain(`For ministeriet ${editor.user.name}`);
    const { body } = await site.app.inject(`/partnerskaber/${slug}/kontrakt`);
    const open = readText(body);
    expect(open).toMatch(/Underskrevet af partnerskabet \d+\. .* Underskrevet af ministeriet \d+\./);
    expect([open.includes(writer.user.name), open.includes(editor.user.name)]).toEqual([false, false]);
  });
});

async function slugOf(id: number): Promise<string> {
  const row = await site.deps.db
    .selectFrom('partnerships')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.slug;
}

async function countChanges(): Promise<number> {
  return (await site.deps.db.selectFrom('audit_log').select('position').execute()).length;
}
