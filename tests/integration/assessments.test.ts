import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listSealedAssessments } from '#content/partnerships/assessments.ts';
import type { Split } from '#content/partnerships/report.ts';
import { sealAssessment } from '#content/partnerships/seal-assessment.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readLinks, readText } from '../support/html.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
let people: { writer: User; editor: User };
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
  people = { writer: writer.user, editor: editor.user };
});
afterAll(() => site.close());

const make = (state: Parameters<typeof makePartnership>[1]) => makePartnership(site.deps, state, people);
const work = (id: number, rest = '') => `/mit/partnerskaber/${id}/bedoemmelser/2006${rest}`;
const judged = (changes: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    [1, 2, 3].flatMap((key) => [
      [`verdict_${key}`, 'partly'],
      [`reasons_${key}`, 'På vej.'],
    ]),
  ),
  ...{ verdict: 'partly', reasons: 'Godt på vej.', based_on: '1' },
  ...changes,
});
/** Presses a button of the page as it is now. */
const press = async (who: SignedIn, id: number, rest: string, changes: Record<string, string> = {}) => {
  const { body } = await who.get(work(id));
  return who.post(work(id, rest), { ...Object.fromEntries(readForm(body, work(id, rest))), ...changes });
};
const sealedOf = async (id: number) => (await listSealedAssessments(site.deps.db, [id]))[0];

describe('the assessment of a year', () => {
  test('is a draft that the partnership and readers do not see', async () => {
    const { id, slug } = await make('approved');
    const { statusCode } = await editor.post(work(id), judged({ reasons: 'Hemmelig begrundelse.' }));
    expect(statusCode).toBe(303);
    expect((await editor.get(work(id))).body).toContain('Hemmelig begrundelse.');
    expect((await writer.get(work(id))).body).not.toContain('Hemmelig begrundelse.');
    expect((await openBrowser(site).get(`/partnerskaber/${slug}/bedoemmelser/2006`)).statusCode).toBe(404);
  });

  test('shows each goal with what was approved in the year', async () => {
    const { id } = await make('approved');
    const { body } = await editor.get(work(id));
    for (const text of ['21 personer', '31,5 %', '60', '40 % senest']) expect(body).toContain(text);
  });

  test('is sent to the partnership when every goal and the whole are judged with reasons', async () => {
    const { id } = await make('approved');
    const unfinished = await editor.post(work(id, '/hoering'), judged({ verdict_2: '', reasons_2: '', reasons_3: '' }));
    expect(unfinished.statusCode).toBe(422);
    expect(readLinks(unfinished.body)).toContainEqual({
      ...{ text: 'Flere får et virksomhedsrettet tilbud: Vælg, om målet er nået.', href: '#verdict_2' },
    });
    expect(readLinks(unfinished.body)).toContainEqual({
      ...{ text: 'Ventetiden på sprogundervisning bliver kortere: Skriv en begrundelse.', href: '#reasons_3' },
    });
    const again = await editor.post(work(id, '/hoering'), judged());
    expect(again.statusCode).toBe(303);
    expect((await writer.get(work(id))).body).toContain('Godt på vej.');
    const mails = await site.deps.db
      .selectFrom('mail_queue')
      .select('template')
      .where('key', 'like', 'hearing:%')
      .execute();
    expect(mails.map(({ template }) => template)).toContain('assessment_hearing');
  });

  test('says all at once that is missing before it is sent, in the order of the page', async () => {
    const { id } = await make('approved');
    const missing = { verdict_1: '', reasons_2: '', verdict: '', reasons: '' };
    const { statusCode, body } = await editor.post(work(id, '/hoering'), judged(missing));
    expect(statusCode).toBe(422);
    const fields = readLinks(body).flatMap(({ href }) => (/^#(verdict|reasons)/.test(href) ? [href] : []));
    expect(fields).toEqual(['#verdict_1', '#reasons_2', '#verdict']);
  });

  test('shows persons and periods as they are written in Danish', async () => {
    const { id } = await make('approved');
    await approveJuly(id, { actual: 3234, split: { age: { '18-24': 1600, '25-29': 1634 } } });
    const text = readText((await editor.get(work(id))).body);
    expect(text).toContain('1. halvår 2006 21 personer');
    expect(text).toContain('Juli 2006 3.234 personer');
    expect(text).toContain('18-24 år: 1.608, 25-29 år: 1.640');
  });

  test('refuses a verdict that there is none of, and reasons without a verdict', async () => {
    const { id } = await make('approved');
    const { statusCode, body } = await editor.post(work(id), judged({ verdict_1: 'godt', reasons_1: 'Fint.' }));
    expect(statusCode).toBe(422);
    expect(body).toContain('Vælg, om målet er nået.');
  });

  test('cannot be sealed before the partnership has answered or had its time', async () => {
    const { id } = await make('hearing');
    await site.deps.db
      .updateTable('annual_assessments')
      .set({ sent_at: new Date() })
      .where('partnership_id', '=', id)
      .execute();
    const { body } = await editor.get(work(id));
    expect(body).not.toContain('Forsegl bedømmelsen');
    expect(body).toContain('når partnerskabet har svaret, eller når fristen er gået');
    const early = await editor.post(work(id, '/forsegling'), { confirmed: 'yes', seen: '1' });
    expect(early.statusCode).toBe(422);
    expect(early.body).toContain('14 dage til at svare. Der er 14 tilbage.');
    expect((await press(writer, id, '/svar', { answer: '' })).statusCode).toBe(422);
    expect((await press(writer, id, '/svar', { answer: 'Vi er enige.' })).statusCode).toBe(303);
    expect((await press(editor, id, '/forsegling')).statusCode).toBe(422);
    expect((await press(editor, id, '/forsegling', { confirmed: 'yes' })).statusCode).toBe(303);
  });

  test('counts an answer for one judgement alone: taken back and sent again, it must be answered again', async () => {
    const { id } = await make('hearing');
    await press(writer, id, '/svar', { answer: 'Vi er uenige.' });
    await sendAgain(id, { verdict: 'not_reached' });
    const seen = String(await versionOf(id));
    expect((await editor.post(work(id, '/forsegling'), { confirmed: 'yes', seen })).statusCode).toBe(422);
    expect((await writer.get(work(id))).body).toContain('Vi er uenige.');
  });

  test('is before readers once it is sealed, with figures, contract and answer', async () => {
    const { id, slug } = await make('hearing');
    await press(writer, id, '/svar', { answer: 'Vi er enige i det meste.' });
    await press(editor, id, '/forsegling', { confirmed: 'yes' });
    const { statusCode, body } = await openBrowser(site).get(`/partnerskaber/${slug}/bedoemmelser/2006`);
    expect(statusCode).toBe(200);
    for (const text of ['Delvist nået', '21 personer', 'version 1', 'Vi er enige i det meste.', 'Jobcentrets register'])
      expect(body).toContain(text);
    // Of 12 women, 9 men and nobody unknown the last is fewer than five.
    expect(body).toContain('Vises ikke: færre end fem personer');
  });

  test.each(['2005', '2007', '06', 'x'])('of %s is not there', async (year) => {
    const { slug } = await make('sealed');
    expect((await openBrowser(site).get(`/partnerskaber/${slug}/bedoemmelser/${year}`)).statusCode).toBe(404);
  });
});

describe('a sealed assessment', () => {
  test('never changes, whatever is done afterwards', async () => {
    const { id } = await make('sealed');
    const before = JSON.stringify(await sealedOf(id));
    const step = fc.constantFrom(
      () => editor.post(work(id), judged({ verdict: 'reached' })),
      () => editor.post(work(id, '/hoering'), judged({ verdict: 'reached' })),
      () => editor.post(work(id, '/hoering/fortrydelse'), { seen: '1' }),
      () => writer.post(work(id, '/svar'), { answer: 'Nyt svar.', seen: '1' }),
      () => editor.post(work(id, '/forsegling'), { confirmed: 'yes', seen: '1' }),
      () => sealAssessment(site.deps.db, { actor: people.editor, requestId: '' }, id, 2006, 1).catch(() => {}),
      () => changeAnyway(id, { verdict: 'reached' }),
      () => changeAnyway(id, { record: '{}' }),
      () => changeAnyway(id, { state: 'draft', record: null }),
      () => changeGoalsAnyway(id),
      () => changeFiguresAnyway(id),
      () => renegotiate(id),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const take of steps) await take();
        expect(JSON.stringify(await sealedOf(id))).toBe(before);
      }),
      { numRuns: 25 },
    );
  });

  test('becomes a draft of an entry in one click, with figures, partners and source', async () => {
    const { id } = await make('sealed');
    const { statusCode, headers } = await writer.post(work(id, '/erfaring'), { goal: '1' });
    expect(statusCode).toBe(303);
    const { body } = await writer.get(String(headers.location));
    for (const text of [
      'Flere kommer i ordinært arbejde',
      '21 personer',
      '60 personer',
      'Jobcentrets register',
      'Vejle',
    ])
      expect(body).toContain(text);
    const entryId = Number(String(headers.location).split('/').at(-1));
    const link = await site.deps.db
      .selectFrom('partnership_entries')
      .selectAll()
      .where('entry_id', '=', entryId)
      .executeTakeFirstOrThrow();
    expect(link).toMatchObject({ partnership_id: id, kind: 'result', goal_key: 1 });
  });

  test('makes no entry about a goal that it does not hold', async () => {
    const { id } = await make('sealed');
    const { statusCode, body } = await writer.post(work(id, '/erfaring'), { goal: '99' });
    expect(statusCode).toBe(422);
    expect(body).toContain('Vælg et mål på listen.');
  });
});

test('another partnership’s writer may not even know of it', async () => {
  const { id } = await make('hearing');
  const stranger = await signIn(site, await createUser(site, 'partner'));
  expect((await stranger.get(work(id))).statusCode).toBe(404);
  expect((await stranger.post(work(id, '/svar'), { answer: 'Hej.', seen: '1' })).statusCode).toBe(404);
});

async function versionOf(id: number): Promise<number> {
  const { version } = await site.deps.db
    .selectFrom('annual_assessments')
    .select('version')
    .where('partnership_id', '=', id)
    .executeTakeFirstOrThrow();
  return version;
}

/** The ministry takes its judgement back, changes it, and sends it again. */
async function sendAgain(id: number, changes: Record<string, string>): Promise<void> {
  expect((await press(editor, id, '/hoering/fortrydelse')).statusCode).toBe(303);
  const based_on = String(await versionOf(id));
  expect((await editor.post(work(id, '/hoering'), judged({ ...changes, based_on }))).statusCode).toBe(303);
}

/** Past all rules of the site: the database itself refuses. */
async function changeAnyway(id: number, values: Record<string, unknown>) {
  const change = site.deps.db.updateTable('annual_assessments').set(values).where('partnership_id', '=', id);
  await expect(change.execute()).rejects.toThrow('is sealed');
}

async function changeGoalsAnyway(id: number) {
  const sealed = await sealedOf(id);
  const change = site.deps.db
    .updateTable('goal_assessments')
    .set({ verdict: 'reached' })
    .where('assessment_id', '=', sealed?.id ?? 0);
  await expect(change.execute()).rejects.toThrow('is sealed');
}

async function changeFiguresAnyway(id: number) {
  const reports = site.deps.db.selectFrom('reports').select('id').where('partnership_id', '=', id);
  const change = site.deps.db.updateTable('report_figures').set({ actual: 99 }).where('report_id', 'in', reports);
  await expect(change.execute()).rejects.toThrow('is approved');
}

/** A report of a month, past all rules of the site. */
async function approveJuly(id: number, { actual, split }: { actual: number; split: Split }) {
  const { db } = site.deps;
  const contracts = db.selectFrom('result_contracts').select('id').where('partnership_id', '=', id);
  const { id: contract_id } = await contracts.executeTakeFirstOrThrow();
  const report = await db
    .insertInto('reports')
    .values({ partnership_id: id, contract_id, period_start: '2006-07-01', period_end: '2006-07-31' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('report_figures')
    .values({ report_id: report.id, goal_key: 1, actual, split: JSON.stringify(split) })
    .execute();
  await db.updateTable('reports').set({ state: 'approved' }).where('id', '=', report.id).execute();
}

async function renegotiate(id: number) {
  const numbers = await site.deps.db
    .selectFrom('result_contracts')
    .select('number')
    .where('partnership_id', '=', id)
    .execute();
  const { goals, ...rest } = contractContent();
  await site.deps.db
    .insertInto('result_contracts')
    .values({
      ...{ partnership_id: id, number: numbers.length + 1, effective_from: '2006-02-01', reason: 'Nyt mål.' },
      ...{ state: 'signed', partnership_signed_at: new Date(), ministry_signed_at: new Date() },
      content: JSON.stringify({ ...rest, goals: goals.map((goal) => ({ ...goal, target: 1 })) }),
    })
    .execute();
}
