import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setActivityStatus } from '#content/partnerships/activities.ts';
import type { Activity } from '#content/partnerships/contract.ts';
import { contractInForce, listContracts } from '#content/partnerships/contracts.ts';
import { saveContract } from '#content/partnerships/save-contract.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readLinks, readText } from '../support/html.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership, START } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const make = (state: PartnershipStateName) =>
  makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
const pathOf = ({ id }: MadePartnership) => `/mit/partnerskaber/${id}/kontrakt`;
const versionsOf = ({ id }: MadePartnership) => listContracts(site.deps.db, id);
const read = async ({ slug }: MadePartnership, rest = '') => site.app.inject(`/partnerskaber/${slug}/kontrakt${rest}`);

function renegotiate(browser: SignedIn, made: MadePartnership, changes: Record<string, string> = {}) {
  const fields = { reason: 'Rederiet er lukket.', effective_from: '2007-01-01', ...changes };
  return browser.post(`${pathOf(made)}/genforhandling`, fields);
}

/** Sends the open version as it is and signs it for both sides. */
async function agree(made: MadePartnership): Promise<void> {
  const seen = String((await versionsOf(made)).at(-1)?.version);
  await writer.post(`${pathOf(made)}/forslag`, { message: '', seen });
  for (const browser of [editor, writer]) await browser.post(`${pathOf(made)}/underskrift`, { sure: 'ja', seen });
}

describe('a renegotiation', () => {
  test('begins as a copy with its reason, for the side that asks', async () => {
    for (const [browser, turn] of [
      [writer, 'partnership'],
      [editor, 'ministry'],
    ] as const) {
      const made = await make('active');
      const { statusCode, headers } = await renegotiate(browser, made);
      expect([statusCode, headers.location]).toEqual([303, `${pathOf(made)}?skriv=ja`]);
      expect((await versionsOf(made))[1]).toMatchObject({
        ...{ number: 2, state: 'draft', turn, reason: 'Rederiet er lukket.', effectiveFrom: '2007-01-01' },
        content: contractContent(),
      });
    }
  });

  test.for<[string, PartnershipStateName, Record<string, string>, RegExp]>([
    ['without a reason', 'active', { reason: ' ' }, /hvilken forudsætning/],
    ['without a day', 'active', { effective_from: '' }, /Vælg den dag/],
    [
      'from the first day of the version that holds',
      'active',
      { effective_from: '2005-07-01' },
      /senere dag end den forrige/,
    ],
    [
      'from a day whose figures are approved',
      'approved',
      { effective_from: '2006-06-30' },
      /godkendt rapporter .*1\. juli 2006/,
    ],
    ['from a day after the partnership', 'active', { effective_from: '2009-01-01' }, /slutter 31\. december 2008/],
  ])('%s is refused in words, and what was typed stays', async ([, state, changes, message]) => {
    const made = await make(state);
    const { statusCode, body } = await renegotiate(writer, made, { reason: 'En lang forklaring.', ...changes });
    expect([statusCode, readText(body)]).toEqual([422, expect.stringMatching(message)]);
    if (!('reason' in changes)) expect(body).toContain('En lang forklaring.');
    expect(await versionsOf(made)).toHaveLength(1);
  });

  test('from the day after the last approved figures is right', async () => {
    const made = await make('approved');
    expect((await renegotiate(writer, made, { effective_from: '2006-07-01' })).statusCode).toBe(303);
  });

  test('cannot be signed once figures have been approved of days that it would take over', async () => {
    const made = await make('active');
    await renegotiate(writer, made, { effective_from: '2006-03-01' });
    const [first] = await versionsOf(made);
    await site.deps.db
      .insertInto('reports')
      .values({
        ...{ partnership_id: made.id, contract_id: first?.id ?? 0, state: 'approved' },
        ...{ period_start: '2006-01-01', period_end: '2006-06-30' },
      })
      .execute();
    const { statusCode, body } = await writer.post(`${pathOf(made)}/forslag`, { message: '', seen: '1' });
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('godkendt rapporter')]);
  });

  test('keeps the keys of goals, and never gives one twice over all versions', async () => {
    const made = await make('renegotiating');
    const path = pathOf(made);
    const [, second] = await versionsOf(made);
    const goals = [contractContent().goals[0], { ...contractContent().goals[1], key: 0, text: 'Et nyt mål' }];
    const { content } = second as NonNullable<typeof second>;
    const acting = { actor: writer.user, requestId: 'test' };
    const changed = { ...content, goals: goals as typeof content.goals };
    const save = { content: changed, effectiveFrom: '2007-01-01', reason: 'Rederiet er lukket.', basedOn: 1 };
    await saveContract(site.deps.db, acting, made.id, save);
    expect((await versionsOf(made))[1]?.content.goals.map(({ key }) => key)).toEqual([1, 4]);
    expect(readText((await writer.get(path)).body)).toContain('Ændret, men ikke sendt endnu');
  });
});

describe('the reason of a renegotiation', () => {
  const write = async (browser: SignedIn, made: MadePartnership, changes: Record<string, string>) => {
    const { body } = await browser.get(`${pathOf(made)}?skriv=ja`);
    const fields: Record<string, string[]> = {};
    for (const [name, value] of readForm(body, pathOf(made)))
      if (name !== '_csrf') fields[name] = [...(fields[name] ?? []), value];
    return browser.post(pathOf(made), { ...fields, ...changes });
  };

  test('can be put otherwise while it is negotiated, and each proposal shows how', async () => {
    const made = await make('active');
    await renegotiate(writer, made);
    await writer.post(`${pathOf(made)}/forslag`, { message: '', seen: '1' });
    expect((await write(editor, made, { reason: 'Rederiet er flyttet.\r\nTil Ærø.' })).statusCode).toBe(303);
    expect((await versionsOf(made))[1]).toMatchObject({ reason: 'Rederiet er flyttet.\nTil Ærø.', version: 2 });
    const theirs = readText((await writer.get(pathOf(made))).body);
    expect([theirs.includes('Rederiet er lukket.'), theirs.includes('flyttet')]).toEqual([true, false]);
    await editor.post(`${pathOf(made)}/forslag`, { message: '', seen: '2' });
    const page = readText((await writer.get(pathOf(made))).body);
    const [, first = '', second = ''] = page.split(
      /\d\. forslag, fra (?:partnerskabet|ministeriet) (?:partner|editor)/,
    );
    expect(second).toContain(
      'Forudsætningen, der er ændret Rederiet er fjernet: lukket tilføjet: flyttet . tilføjet: Til Ærø.',
    );
    // Why it is made at all is no change of the text that holds.
    expect([first.includes('Gælder fra'), first.includes('Forudsætningen')]).toEqual([true, false]);
    for (const browser of [writer, editor])
      await browser.post(`${pathOf(made)}/underskrift`, { sure: 'ja', seen: '2' });
    expect(readText((await read(made)).body)).toContain('Rederiet er flyttet. Til Ærø.');
  });

  test('is needed, and refused in words at its field', async () => {
    const made = await make('renegotiating');
    const { statusCode, body } = await write(writer, made, { reason: ' ', text: 'Skal blive stående' });
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('hvilken forudsætning der er ændret.')]);
    expect(body).toContain('href="#reason"');
    expect(body).toContain('Skal blive stående');
    const acting = { actor: writer.user, requestId: 'test' };
    const save = { content: contractContent(), effectiveFrom: '2007-02-01', reason: '', basedOn: 1 };
    await expect(saveContract(site.deps.db, acting, made.id, save)).rejects.toThrow(/hvilken forudsætning/);
  });

  test('takes signatures away like any change, and shows where two texts differ', async () => {
    const made = await make('renegotiating');
    await writer.post(`${pathOf(made)}/forslag`, { message: '', seen: '1' });
    await editor.post(`${pathOf(made)}/underskrift`, { sure: 'ja', seen: '1' });
    await write(writer, made, { reason: 'Min grund.' });
    expect((await versionsOf(made))[1]).toMatchObject({ ministrySignedAt: null, reason: 'Min grund.' });
    const { statusCode, body } = await write(writer, made, { reason: 'En anden grund.', based_on: '1' });
    expect([statusCode, readText(body)]).toEqual([409, expect.stringContaining('Forudsætningen, der er ændret')]);
    const kept = Object.fromEntries(readForm(body, pathOf(made)));
    expect(kept).toMatchObject({ reason: 'En anden grund.', based_on: '2' });
  });

  test('is not asked for in the first version, and not kept there', async () => {
    const made = await make('drafting');
    expect((await writer.get(`${pathOf(made)}?skriv=ja`)).body).not.toContain('name="reason"');
    expect((await write(writer, made, { reason: 'Uden mening', text: 'Ny tekst.' })).statusCode).toBe(303);
    expect((await versionsOf(made))[0]).toMatchObject({ reason: '', content: { text: 'Ny tekst.' } });
  });
});

test('a part that something became of keeps its key for itself, also when it is removed', async () => {
  const made = await make('drafting');
  const acting = { actor: writer.user, requestId: 'test' };
  const { db } = site.deps;
  const [first, second] = contractContent().activities as [Activity, Activity];
  await setActivityStatus(db, acting, made.id, { activityKey: 2, status: 'running', note: 'Besøgene er i gang.' });
  const save = (activities: Activity[], basedOn: number) =>
    saveContract(db, acting, made.id, {
      ...{ content: contractContent({ activities }), effectiveFrom: START, reason: '', basedOn },
    });
  await save([first], 1);
  await save([first, { ...second, key: 0, text: 'Noget helt andet' }], 2);
  expect((await versionsOf(made))[0]?.content.activities.map(({ key }) => key)).toEqual([1, 3]);
});

describe('versions for readers', () => {
  test('each stand at their number with the time they held, and the address without a number follows the day', async () => {
    const made = await make('active');
    await renegotiate(writer, made);
    expect((await read(made, '/2')).statusCode).toBe(404);
    await agree(made);
    const [first, second] = await Promise.all(['/1', '/2'].map((rest) => read(made, rest)));
    expect([first?.statusCode, second?.statusCode]).toEqual([200, 200]);
    const old = readText(first?.body ?? '');
    expect(old).toContain('Denne version blev afløst af version 2.');
    expect(old).toContain('1. juli 2005 – 31. december 2006');
    const now = readText((await read(made)).body);
    expect(now).toContain('Resultatkontrakt, version 2');
    expect(now).toContain('Rederiet er lukket.');
    expect(now).toContain('1. januar 2007 – 31. december 2008');
    expect(now).not.toContain('gælder nu');
    const links = readLinks((await read(made)).body).filter(({ text }) => text.startsWith('Version'));
    expect(links.map(({ href }) => href)).toEqual(
      [2, 1].map((number) => `/partnerskaber/${made.slug}/kontrakt/${number}`),
    );
    const partnership = readText((await site.app.inject(`/partnerskaber/${made.slug}`)).body);
    expect(partnership).toMatch(
      /Version 2 gjaldt fra 1\. januar 2007 til 31\. december 2008\..* Genforhandlinger Version 2 .* Rederiet er lukket\./,
    );
    const versions = await versionsOf(made);
    expect(['2006-12-31', '2007-01-01'].map((day) => contractInForce(versions, day)?.number)).toEqual([1, 2]);
  });

  test('are there only when both have signed: no draft, no proposal, no comment', async () => {
    const made = await make('renegotiating');
    await writer.post(`${pathOf(made)}/kommentarer`, { part: '', body: 'Hemmelig bemærkning' });
    for (const rest of ['/2', '/0', '/01', '/3', '/x', '/1.5', '/99999999999'])
      expect((await read(made, rest)).statusCode, rest).toBe(404);
    const page = readText((await read(made)).body);
    expect(page).not.toMatch(/Hemmelig|version 2|forladt havnen|Sådan vil vi gøre/);
    expect((await read(await make('with the ministry'))).statusCode).toBe(404);
    expect((await site.app.inject('/partnerskaber/findes-ikke/kontrakt')).statusCode).toBe(404);
  });

  test('say what was agreed: goals with their methods, the action plan and the dissemination plan', async () => {
    const page = readText((await read(await make('active'))).body);
    for (const words of [
      'Vi hjælper flygtninge og indvandrere i arbejde på havnen.',
      'Flere kommer i ordinært arbejde',
      '60 personer senest 30. juni 2008',
      '22,5 % (30. juni 2005)',
      'Jobcentrets register. Hvert halvår. Måles af Vejle Kommune.',
      'Deles på køn og alder.',
      'Sprogmentorer på havnen Planlagt 1. september 2005 – 31. december 2006 · Havnens Rengøring',
      '2 arrangementer senest 30. juni 2008',
      '0 af 500 læsninger',
      'Hvert halvår',
    ])
      expect(page).toContain(words);
  });

  test('are asked for again cheaply, and new at once when a version is signed', async () => {
    const made = await make('active');
    // What made it has been heard of.
    await site.deps.database.changes.caughtUp();
    const { headers } = await read(made);
    const again = () =>
      site.app.inject({
        url: `/partnerskaber/${made.slug}/kontrakt`,
        headers: { 'if-none-match': String(headers.etag) },
      });
    expect((await again()).statusCode).toBe(304);
    await renegotiate(writer, made);
    await agree(made);
    const answer = await again();
    expect([answer.statusCode, readText(answer.body).includes('version 2')]).toEqual([200, true]);
  });
});
