import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAssessment } from '#content/partnerships/assessments.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm, saveForm } from '../support/forms.ts';
import { readLinks, readTags, readText } from '../support/html.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
  other = await signIn(site, 'editor');
});
afterAll(() => site.close());

const make = (state: PartnershipStateName) =>
  makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
const work = (id: number, rest = '') => `/mit/partnerskaber/${id}/bedoemmelser/2006${rest}`;
const stored = (id: number) => findAssessment(site.deps.db, id, 2006);
const countChanges = async (action: string) =>
  (await site.deps.db.selectFrom('audit_log').select('action').where('action', '=', action).execute()).length;
/** All that a form of the page would send. */
const formOf = async (who: SignedIn, id: number, rest = '') =>
  Object.fromEntries(readForm((await who.get(work(id))).body, work(id, rest)));
const valueIn = (body: string, id: string) =>
  readTags(body).find(({ attributes }) => attributes.id === id)?.attributes.value;

describe('a judgement that somebody else has saved meanwhile', () => {
  test('is shown beside mine where they differ, and nothing is written until I choose', async () => {
    const { id } = await make('approved');
    const mine = { ...(await formOf(editor, id)), verdict_1: 'reached', reasons_1: 'Tallet er nået.' };
    await saveForm(other, work(id), { reasons_1: 'Der mangler endnu nogle.', reasons: 'Det går fremad.' });
    const { statusCode, body } = await editor.post(work(id), mine);
    expect(statusCode).toBe(409);
    const text = readText(body);
    expect(text).toContain('Mål 1: Flere kommer i ordinært arbejde Din udgave Nået Tallet er nået');
    for (const part of ['Den, der er gemt Delvist nået Der mangler endnu nogle', 'Kontrakten som helhed'])
      expect(text).toContain(part);
    expect(text).not.toContain('Mål 2');
    expect(text).not.toContain('sendt i høring');
    expect(readLinks(body)).toContainEqual({ text: 'Behold den, der er gemt', href: work(id) });
    expect((await stored(id))?.reasons).toBe('Det går fremad.');

    const again = await editor.post(work(id), Object.fromEntries(readForm(body, work(id))));
    expect(again.statusCode).toBe(303);
    expect(await stored(id)).toMatchObject({ reasons: 'Godt på vej.', version: 3 });
    expect((await stored(id))?.goals[0]).toMatchObject({ verdict: 'reached', reasons: 'Tallet er nået.' });
  });

  test('says no line differs that a browser sent with line ends of its own', async () => {
    const { id } = await make('approved');
    await saveForm(other, work(id), { reasons_2: 'Første linje.\r\n\r\nAnden linje.', reasons: 'Det går fremad.' });
    const same = { reasons_2: 'Første linje.\r\n\r\nAnden linje.', reasons: 'Noget andet.', based_on: '1' };
    const text = readText((await saveForm(editor, work(id), same)).body);
    expect(text).toContain('Kontrakten som helhed');
    expect(text).not.toContain('Mål 2');
  });

  test('is shown when mine was to be sent as well, and saving mine then sends nothing', async () => {
    const { id } = await make('approved');
    const mine = { ...(await formOf(editor, id)), reasons: 'Min begrundelse.' };
    await saveForm(other, work(id), { reasons: 'Det går fremad.' });
    const { statusCode, body } = await editor.post(work(id, '/hoering'), mine);
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Bedømmelsen er ikke sendt i høring.');
    await editor.post(work(id), Object.fromEntries(readForm(body, work(id))));
    expect(await stored(id)).toMatchObject({ state: 'draft', reasons: 'Min begrundelse.' });
  });

  test('is shown to the second of two who both begin to judge a year', async () => {
    const { id } = await make('active');
    const mine = await formOf(editor, id);
    await saveForm(other, work(id), { verdict: 'reached', reasons: 'Først.' });
    expect((await editor.post(work(id), { ...mine, verdict: 'partly', reasons: 'Sidst.' })).statusCode).toBe(409);
    expect((await stored(id))?.reasons).toBe('Først.');
  });

  test.for<[string, string, string]>([
    ['sent', 'hearing', 'Bedømmelsen er blevet sendt i høring imens.'],
    ['sealed', 'sealed', 'Bedømmelsen er blevet forseglet imens.'],
  ])('and %s refuses mine in words, and shows all that was typed', async ([, state, message]) => {
    const { id } = await make(state as PartnershipStateName);
    for (const rest of ['', '/hoering']) {
      const typed = { verdict_1: 'reached', reasons_1: 'Min lange begrundelse.', verdict: '', reasons: '' };
      const { statusCode, body } = await editor.post(work(id, rest), { ...typed, based_on: '0' });
      expect(statusCode).toBe(409);
      expect(readText(body)).toContain(message);
      expect(readText(body)).toContain('Mål 1: Flere kommer i ordinært arbejde Nået Min lange begrundelse.');
    }
    expect((await stored(id))?.version).toBe(1);
  });
});

describe('what comes twice, since its answer was lost,', () => {
  test('is done already when a draft is saved', async () => {
    const { id } = await make('approved');
    const mine = { ...(await formOf(editor, id)), reasons: 'Min begrundelse.' };
    const before = await countChanges('assessment.save');
    for (const _ of [1, 2]) expect((await editor.post(work(id), mine)).statusCode).toBe(303);
    expect((await stored(id))?.version).toBe(2);
    expect(await countChanges('assessment.save')).toBe(before + 1);
  });

  test('is done already when a judgement is saved and sent, also where the draft was saved just before', async () => {
    const { id } = await make('approved');
    const mine = { ...(await formOf(editor, id)), reasons: 'Min begrundelse.' };
    const before = await countChanges('assessment.send');
    await editor.post(work(id), mine);
    for (const _ of [1, 2]) expect((await editor.post(work(id, '/hoering'), mine)).statusCode).toBe(303);
    expect(await stored(id)).toMatchObject({ state: 'hearing', reasons: 'Min begrundelse.' });
    expect(await countChanges('assessment.send')).toBe(before + 1);
  });

  test('is done already when an answer is given, a judgement taken back, or sealed', async () => {
    const { id } = await make('hearing');
    const answer = { ...(await formOf(writer, id, '/svar')), answer: 'Vi er enige.' };
    const back = { ...(await formOf(editor, id, '/hoering/fortrydelse')), seen: '2' };
    const actions = ['assessment.answer', 'assessment.take_back', 'assessment.seal'];
    const before = await Promise.all(actions.map(countChanges));
    for (const _ of [1, 2]) expect((await writer.post(work(id, '/svar'), answer)).statusCode).toBe(303);
    for (const _ of [1, 2]) expect((await editor.post(work(id, '/hoering/fortrydelse'), back)).statusCode).toBe(303);
    await editor.post(work(id, '/hoering'), await formOf(editor, id));
    await writer.post(work(id, '/svar'), { ...(await formOf(writer, id, '/svar')), answer: 'Stadig enige.' });
    const seal = { ...(await formOf(editor, id, '/forsegling')), confirmed: 'yes' };
    for (const _ of [1, 2]) expect((await editor.post(work(id, '/forsegling'), seal)).statusCode).toBe(303);
    const after = await Promise.all(actions.map(countChanges));
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 1, 1]);
  });
});

describe('a decision of a judgement or an answer that has not been seen', () => {
  test('is no answer: one that was taken back, changed and sent again must be read first', async () => {
    const { id } = await make('hearing');
    const form = await formOf(writer, id, '/svar');
    await editor.post(work(id, '/hoering/fortrydelse'), await formOf(editor, id, '/hoering/fortrydelse'));
    await editor.post(work(id, '/hoering'), { ...(await formOf(editor, id)), reasons: 'Skærpet begrundelse.' });
    const { statusCode, body } = await writer.post(work(id, '/svar'), { ...form, answer: 'Vi er enige i alt.' });
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Bedømmelsen, tallene eller svaret er ændret, siden du åbnede siden.');
    expect(readText(body)).toContain('Skærpet begrundelse.');
    expect((await stored(id))?.answer).toBe('');
    const again = Object.fromEntries(readForm(body, work(id, '/svar')));
    expect(again.answer).toBe('Vi er enige i alt.');
    expect((await writer.post(work(id, '/svar'), again)).statusCode).toBe(303);
    expect((await stored(id))?.answer).toBe('Vi er enige i alt.');
  });

  test('is no answer over another answer, which is shown beside the typed one', async () => {
    const { id } = await make('hearing');
    const form = await formOf(writer, id, '/svar');
    await writer.post(work(id, '/svar'), { ...form, answer: 'Kollegaens svar.' });
    const { statusCode, body } = await writer.post(work(id, '/svar'), { ...form, answer: 'Mit svar.' });
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Det svar, der er gemt Kollegaens svar.');
    expect(Object.fromEntries(readForm(body, work(id, '/svar'))).answer).toBe('Mit svar.');
    expect((await stored(id))?.answer).toBe('Kollegaens svar.');
  });

  test('is no answer where the judgement is taken back, and the typed one is still there to copy', async () => {
    const { id } = await make('hearing');
    const form = await formOf(writer, id, '/svar');
    await editor.post(work(id, '/hoering/fortrydelse'), await formOf(editor, id, '/hoering/fortrydelse'));
    const { statusCode, body } = await writer.post(work(id, '/svar'), { ...form, answer: 'Mit lange svar.' });
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Bedømmelsen er blevet taget tilbage imens.');
    expect(readText(body)).toContain('Mit lange svar.');
    expect(readText(body)).not.toContain('Godt på vej.');
  });

  test.for(['/forsegling', '/hoering/fortrydelse'])('is not made at %s', async (rest) => {
    const { id } = await make('hearing');
    const form = { ...(await formOf(editor, id, rest)), confirmed: 'yes' };
    await writer.post(work(id, '/svar'), { ...(await formOf(writer, id, '/svar')), answer: 'Tallene er forkerte.' });
    const { statusCode, body } = await editor.post(work(id, rest), form);
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Læs siden igennem, som den er nu.');
    expect(readText(body)).toContain('Tallene er forkerte.');
    expect((await stored(id))?.state).toBe('hearing');
    const now = Object.fromEntries(readForm(body, work(id, rest)));
    expect((await editor.post(work(id, rest), { ...now, confirmed: 'yes' })).statusCode).toBe(303);
  });

  test('is not made of figures that a report has changed since', async () => {
    const { id } = await make('hearing');
    const [form, answer] = [await formOf(editor, id, '/forsegling'), await formOf(writer, id, '/svar')];
    await reportSecondHalf(id);
    const sealed = await editor.post(work(id, '/forsegling'), { ...form, confirmed: 'yes' });
    expect(sealed.statusCode).toBe(409);
    expect(readText(sealed.body)).toContain('Bedømmelsen, tallene eller svaret er ændret');
    expect(readText(sealed.body)).toContain('33 personer');
    expect((await writer.post(work(id, '/svar'), { ...answer, answer: 'Enige.' })).statusCode).toBe(409);
  });

  test('is not made where somebody has sealed it or taken it back meanwhile', async () => {
    const { id } = await make('hearing');
    const form = await formOf(editor, id, '/hoering/fortrydelse');
    await other.post(work(id, '/forsegling'), { ...(await formOf(other, id, '/forsegling')), confirmed: 'yes' });
    const late = await editor.post(work(id, '/hoering/fortrydelse'), form);
    expect([late.statusCode, readText(late.body)]).toEqual([
      409,
      expect.stringContaining('Bedømmelsen er blevet forseglet imens.'),
    ]);
    const { id: second } = await make('hearing');
    const seal = await formOf(editor, second, '/forsegling');
    await other.post(work(second, '/hoering/fortrydelse'), await formOf(other, second, '/hoering/fortrydelse'));
    const sealed = await editor.post(work(second, '/forsegling'), { ...seal, confirmed: 'yes' });
    expect([sealed.statusCode, readText(sealed.body)]).toEqual([
      409,
      expect.stringContaining('Bedømmelsen er blevet taget tilbage imens.'),
    ]);
  });
});

describe('an entry that comes out of a partnership', () => {
  const begin = (who: SignedIn, id: number, goal: string) => who.post(work(id, '/erfaring'), { goal });
  const countEntries = async (id: number) =>
    (await site.deps.db.selectFrom('partnership_entries').select('entry_id').where('partnership_id', '=', id).execute())
      .length;

  test('is begun once when the button is pressed twice, and the notice says so', async () => {
    const { id } = await make('sealed');
    const [first, second] = [await begin(writer, id, '1'), await begin(writer, id, '1')];
    expect(second.headers.location).toBe(first.headers.location);
    expect(readText((await writer.get(String(second.headers.location))).body)).toContain(
      'Her er kladden, du allerede har begyndt.',
    );
    expect(await countEntries(id)).toBe(1);
    expect((await begin(writer, id, '2')).headers.location).not.toBe(first.headers.location);
    expect((await begin(writer, id, '')).headers.location).not.toBe(first.headers.location);
    expect(await countEntries(id)).toBe(3);
  });

  test('is begun again once the first one has been changed', async () => {
    const { id } = await make('sealed');
    const first = String((await begin(writer, id, '1')).headers.location);
    await saveForm(writer, first, { title: 'En anden titel' });
    expect((await begin(writer, id, '1')).headers.location).not.toBe(first);
  });

  test('is begun once as a lesson, too', async () => {
    const { id } = await make('active');
    const [first, second] = [
      await writer.post(`/mit/partnerskaber/${id}`),
      await writer.post(`/mit/partnerskaber/${id}`),
    ];
    expect(second.headers.location).toBe(first.headers.location);
    expect(await countEntries(id)).toBe(1);
    const { body } = await writer.get(String(second.headers.location));
    expect(readText(body)).toContain('Her er kladden, du allerede har begyndt.');
    expect(valueIn(body, 'title')).toContain('Hvad virkede ikke?');
    expect((await editor.post(`/mit/partnerskaber/${id}`)).headers.location).not.toBe(first.headers.location);
  });
});

/** A report that is approved after the judgement was sent. */
async function reportSecondHalf(id: number): Promise<void> {
  const path = `/mit/partnerskaber/${id}/rapporter/2006-07-01`;
  const typed = { actual_1: '12', actual_2: '33', actual_3: '50', version: '0' };
  await writer.post(`${path}/indsendelse`, typed);
  const { body } = await editor.get(path);
  const decision = Object.fromEntries(readForm(body, `${path}/afgoerelse`));
  expect((await editor.post(`${path}/afgoerelse`, { ...decision, decision: 'approve' })).statusCode).toBe(303);
}
