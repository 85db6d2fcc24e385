import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findTakenWords, listLines } from '#content/thesaurus/list-lines.ts';
import { addLine } from '#content/thesaurus/save-line.ts';
import { findWordIssues } from '#server/forms/synonym-words.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readForm } from '../support/forms.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { waitFor } from '../support/wait-for.ts';

let site: TestSite;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  editor = await signIn(site, 'editor');
  await publish(
    site.deps,
    exchangeEntry({ slug: 'yoga-1', title: 'Yoga om morgenen', summary: 'Yoga, yoga og yoga.' }),
    exchangeEntry({ slug: 'yoga-2', title: 'En formiddag med yoga' }),
    exchangeEntry({ slug: 'pilates-1', title: 'Pilates i hallen', summary: 'Pilates for alle.' }),
    exchangeEntry({ slug: 'begge', title: 'Pilates og yoga', summary: 'Først pilates og så yoga.' }),
  );
});
afterAll(() => site.close());

const list = '/redaktion/synonymer';
const lines = () => listLines(site.deps.db);
const lineOf = async (word: string) => {
  const line = (await lines()).find(({ words }) => words[0] === word);
  if (!line) throw new Error(`No line begins with ${word}`);
  return { ...line, path: `${list}/${line.id}` };
};
/** Adds a line as an editor does. */
const add = (words: string, fields: Record<string, string> = {}) => editor.post(`${list}/ny`, { words, ...fields });
/** What the page of a line would send, with changes. */
async function change(path: string, fields: Record<string, string>) {
  const form = Object.fromEntries(readForm((await editor.get(path)).body, path));
  return editor.post(path, { ...(form as Record<string, string>), ...fields });
}
const lastAudit = () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'object_id', 'actor_id', 'before', 'after'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
const notice = async () => readText((await editor.get(list)).body);

describe('the starter set', () => {
  test('holds a hundred lines that an editor could have written', async () => {
    const all = await lines();
    expect(all.length).toBeGreaterThan(100);
    for (const { words, finds } of all) expect([words, findWordIssues({ words, finds })]).toEqual([words, []]);
    for (const { id, words } of all) expect(findTakenWords(all, words, id)).toEqual([]);
  });
});

describe('the list', () => {
  test('shows all lines in Danish order with their number, and what they find one way', async () => {
    await add('ååndedræt, ånding', { note: 'Kun en prøve.' });
    const { body } = await editor.get(list);
    expect(readHeadings(body, 3).at(-1)).toBe('ååndedræt, ånding');
    expect(readHeadings(body, 3)).toHaveLength((await lines()).length);
    expect(readHeadings(body, 2)).toContain(`${(await lines()).length} linjer`);
    expect(readText(body)).toMatch(/sport, idræt, motion Finder også: fodbold/);
    await editor.post(`${(await lineOf('ååndedræt')).path}/sletning`);
  });

  test('is narrowed down to the lines that hold what is typed', async () => {
    const { body } = await editor.get(`${list}?q=FODB`);
    expect(readHeadings(body, 3)).toEqual(['sport, idræt, motion']);
    expect(readText(body)).toMatch(/1 af \d+ linjer/);
    expect(readText((await editor.get(`${list}?q=%3Czzz%3E`)).body)).toContain('Ingen linje har »<zzz>«.');
  });

  test('is reached from the editors’ page by editors alone', async () => {
    const link = { text: 'Synonymer', href: list };
    expect(readLinks((await editor.get('/redaktion')).body)).toContainEqual(link);
    const consultant = await signIn(site, 'consultant');
    expect(readLinks((await consultant.get('/redaktion')).body)).not.toContainEqual(link);
    expect((await consultant.post(`${list}/ny`, { words: 'smuglet, ind' })).statusCode).toBe(403);
    const acting = { actor: consultant.user, requestId: '' };
    const smuggled = { words: ['smuglet', 'ind'], finds: [], note: '', agreed: [] };
    await expect(addLine(site.deps.db, acting, smuggled)).rejects.toThrow();
  });

  test.each([`${list}/0`, `${list}/99999`, `${list}/1x`, `${list}/99999999999`])('has no page %s', async (path) => {
    expect((await editor.get(path)).statusCode).toBe(404);
    expect((await editor.post(`${path}/sletning`)).statusCode).toBe(404);
  });
});

describe('a line', () => {
  beforeEach(async () => {
    await site.deps.db.deleteFrom('synonyms').where('note', '=', 'prøve').execute();
  });
  const note = 'prøve';

  test('is added, tells what it does, and is written down', async () => {
    const { statusCode, headers } = await add(' Yoga,  åndedræts-øvelse\nfem tibetanere ', { finds: 'pilates', note });
    expect([statusCode, headers.location]).toEqual([303, list]);
    const line = await lineOf('Yoga');
    expect(line).toMatchObject({ words: ['Yoga', 'åndedræts-øvelse', 'fem tibetanere'], finds: ['pilates'], note });
    expect(await notice()).toContain('Linjen er gemt. »Yoga« finder 4 erfaringer, før 3.');
    expect(await lastAudit()).toEqual({
      ...{ action: 'synonyms.add', object_type: 'synonyms', object_id: String(line.id), actor_id: editor.user.id },
      before: null,
      after: { words: 'Yoga, åndedræts-øvelse, fem tibetanere', finds: 'pilates' },
    });
  });

  test('changes what readers find, and its deletion changes it back', async () => {
    const found = async (q: string) => (await site.app.inject(`/api/v1/entries?q=${q}`)).json().total;
    await waitFor(async () => (await found('yoga')) === 3, 'the lines of earlier tests are gone');
    expect(await found('pilates')).toBe(2);
    await add('yoga', { finds: 'pilates', note });
    await waitFor(async () => (await found('yoga')) === 4, 'yoga finds pilates');
    expect(await found('pilates')).toBe(2);
    await change((await lineOf('yoga')).path, { words: 'yoga, pilates', finds: '' });
    await waitFor(async () => (await found('pilates')) === 4, 'pilates finds yoga');
    const { headers } = await editor.post(`${(await lineOf('yoga')).path}/sletning`);
    expect(headers.location).toBe(list);
    expect(await notice()).toContain('Linjen »yoga, pilates« er slettet. »yoga« finder 3 erfaringer, før 4.');
    await waitFor(async () => (await found('yoga')) === 3, 'yoga finds only yoga');
  });

  test('is deleted once, and that is written down', async () => {
    await add('yoga, pilates', { note });
    const { path, id } = await lineOf('yoga');
    await editor.post(`${path}/sletning`);
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'synonyms.delete', object_id: String(id), after: null },
      before: { words: 'yoga, pilates', finds: '' },
    });
    expect((await editor.post(`${path}/sletning`)).statusCode).toBe(404);
  });

  test.each([
    ['', '', 'Skriv mindst ét ord.'],
    ['', 'yoga', 'Skriv mindst ét ord.'],
    ['yoga', '', 'Skriv mindst to ord: ét og det, det også skal finde.'],
    ['yoga, YOGA', '', 'Skriv mindst to ord: ét og det, det også skal finde.'],
    ['yoga, b', '', '»b« skal have fra 2 til 60 tegn.'],
    [`yoga, ${'x'.repeat(61)}`, '', `»${'x'.repeat(60)}« skal have fra 2 til 60 tegn.`],
    [
      'yoga, "pilates"',
      '',
      '»"pilates"« må kun have bogstaver, tal, mellemrum og bindestreg. Sæt komma mellem ordene.',
    ],
    ['yoga, -pilates', '', '»-pilates« må kun have bogstaver, tal, mellemrum og bindestreg. Sæt komma mellem ordene.'],
    ['yoga, en to tre fire', '', '»en to tre fire« har mere end 3 ord. Sæt komma mellem ord, der ikke hører sammen.'],
    ['yoga, eller', '', '»eller« er et af de småord, som søgningen springer over.'],
    ['mentor, mentorer', '', '»mentor« og »mentorer« er samme ord for søgningen, så linjen gør ingen forskel.'],
    [
      Array.from({ length: 31 }, (_, number) => `ord${number}`).join(),
      '',
      'Skriv højst 30 ord i en linje. Del den i flere.',
    ],
  ])('cannot say %j and %j', async (words, finds, message) => {
    const before = await lines();
    const { statusCode, body } = await add(words, { finds, note: 'Skal <ikke> tabes.' });
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: '#words' });
    const form = Object.fromEntries(readForm(body, `${list}/ny`));
    expect(form).toMatchObject({ words, finds, note: 'Skal <ikke> tabes.' });
    expect(await lines()).toEqual(before);
  });

  test('cannot find its own words one way', async () => {
    const { body } = await add('yoga, pilates', { finds: 'tango, Pilates' });
    const message = '»Pilates« står begge steder. Slet det ene.';
    expect(readLinks(body)).toContainEqual({ text: message, href: '#finds' });
  });

  test('with a word of another line leads there, and is saved when the editor says that it is meant', async () => {
    await add('yoga, pilates', { note });
    const other = await lineOf('yoga');
    const refused = await add('tango, PILATES', { note });
    expect(refused.statusCode).toBe(422);
    const reason = { text: '»PILATES« står også i linjen »yoga, pilates«.', href: '#agreed' };
    expect(readLinks(refused.body)).toContainEqual(reason);
    expect(readLinks(refused.body)).toContainEqual({ text: 'yoga, pilates', href: other.path });
    expect(refused.body).toContain('name="agreed" value="PILATES"');
    expect((await add('tango, PILATES, yoga', { note, agreed: 'PILATES' })).statusCode).toBe(422);
    expect((await add('tango, PILATES', { note, agreed: 'PILATES' })).statusCode).toBe(303);
    // What stood there already is not asked for again.
    const { path } = await lineOf('tango');
    expect((await change(path, { words: 'tango, PILATES, vals' })).statusCode).toBe(303);
    expect((await lineOf('tango')).words).toEqual(['tango', 'PILATES', 'vals']);
  });

  test('that somebody else changed meanwhile is not overwritten', async () => {
    await add('yoga, pilates', { note });
    const { path } = await lineOf('yoga');
    const form = Object.fromEntries(readForm((await editor.get(path)).body, path)) as Record<string, string>;
    await change(path, { words: 'yoga, pilates, tango' });
    const { statusCode, body } = await editor.post(path, { ...form, words: 'yoga, vals' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('En anden har ændret linjen');
    expect(body).toContain('yoga, vals');
    expect((await lineOf('yoga')).words).toEqual(['yoga', 'pilates', 'tango']);
    expect(await lastAudit()).toMatchObject({
      action: 'synonyms.change',
      before: { words: 'yoga, pilates' },
      after: { words: 'yoga, pilates, tango' },
    });
  });

  test('is filled in beforehand from a search', async () => {
    const { body } = await editor.get(`${list}/ny?ord=${encodeURIComponent('"åben rådgivning"')}`);
    const form = Object.fromEntries(readForm(body, `${list}/ny`));
    expect(form).toMatchObject({ words: 'åben rådgivning', test: '"åben rådgivning"', finds: '' });
  });
});

describe('the effect of a line', () => {
  const tryOut = (path: string, fields: Record<string, string>) => editor.post(path, { action: 'try', ...fields });
  const sideOf = (html: string, id: string) =>
    readText(html.split('<section').find((part) => part.includes(`id="${id}"`)) ?? '');

  test('is shown without saving: what is new, and what moves', async () => {
    const before = await lines();
    const { statusCode, body } = await tryOut(`${list}/ny`, { words: 'yoga, pilates', note: 'Kun prøvet.' });
    expect(statusCode).toBe(200);
    expect(readText(body)).toContain('»yoga« finder 4 erfaringer, før 3.');
    expect(sideOf(body, 'nu')).toMatch(/Nu: 3 erfaringer/);
    expect(sideOf(body, 'nu')).not.toContain('Pilates i hallen');
    expect(sideOf(body, 'bagefter')).toMatch(/Når du gemmer: 4 erfaringer/);
    expect(sideOf(body, 'bagefter')).toContain('Pilates i hallen Ny');
    const form = Object.fromEntries(readForm(body, `${list}/ny`));
    expect(form).toMatchObject({ words: 'yoga, pilates', note: 'Kun prøvet.' });
    expect(await lines()).toEqual(before);
  });

  test('is that on the search that the editor types', async () => {
    const { body } = await tryOut(`${list}/ny`, { words: 'yoga', finds: 'pilates', test: 'Pilates' });
    expect(readText(body)).toContain('»Pilates« finder 2 erfaringer, lige så mange som før.');
  });

  test('is shown for what a saved line would lose, with the places that change', async () => {
    await add('yoga, pilates', { note: 'mister' });
    const { path } = await lineOf('yoga');
    const { body } = await tryOut(path, { words: 'yoga, tango' });
    expect(readText(body)).toContain('»yoga« finder 3 erfaringer, før 4.');
    expect(sideOf(body, 'nu')).toContain('Pilates i hallen Falder ud');
    expect(sideOf(body, 'bagefter')).not.toContain('Pilates i hallen');
    expect((await lineOf('yoga')).words).toEqual(['yoga', 'pilates']);
    await editor.post(`${path}/sletning`);
  });

  test('is not shown for a line that cannot be', async () => {
    const { statusCode, body } = await tryOut(`${list}/ny`, { words: 'yoga' });
    expect(statusCode).toBe(422);
    expect(readText(body)).not.toContain('Virkning');
  });
});
