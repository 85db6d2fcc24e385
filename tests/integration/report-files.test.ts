import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listReports } from '#content/partnerships/reports.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { officeFile, pdfFile, zip } from '../support/attachments.ts';
import { readLinks, readText } from '../support/html.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';
import { smallPng, type TestFile, upload } from '../support/upload.ts';

let site: TestSite;
let writer: SignedIn;
let consultant: SignedIn;
let editor: User;
let made: MadePartnership;
let path: string;
let pdf: TestFile;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  consultant = await signIn(site, 'consultant');
  editor = await createUser(site, 'editor');
  pdf = { name: 'Jobcentrets tal (æøå).pdf', content: await pdfFile([['Personer i arbejde']]) };
});
afterAll(() => site.close());
beforeEach(async () => {
  made = await makePartnership(site.deps, 'active', { writer: writer.user, editor });
  path = `/mit/partnerskaber/${made.id}/rapporter/${made.period}`;
});

const add = (files: TestFile[], fields: Record<string, string> = { goal: '1' }, who = writer) =>
  upload(site, who, `${path}/filer`, files, fields);
const links = async (who = writer) =>
  readLinks((await who.get(path)).body).filter(({ href }) => href.startsWith(`${path}/filer/`));
const stored = () => site.deps.db.selectFrom('report_files').select(['filename', 'goal_key', 'size']).execute();
const addOne = async () => {
  await add([pdf]);
  return (await links())[0]?.href ?? '';
};

describe('evidence', () => {
  test('is put to a goal, and those who may read the report save it under its own name, and nothing else', async () => {
    const { statusCode, headers } = await add([pdf]);
    expect([statusCode, headers.location]).toEqual([303, `${path}#dokumentation`]);
    const [link] = await links();
    expect(link?.text).toBe(pdf.name);
    for (const who of [writer, consultant]) {
      const file = await who.get(link?.href ?? '');
      expect(file.rawPayload.equals(pdf.content)).toBe(true);
      expect(file.headers).toMatchObject({
        'content-type': 'application/pdf',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
        'content-disposition': expect.stringMatching(/^attachment; .*%C3%A6%C3%B8%C3%A5/),
      });
    }
  });

  test('is for nobody else, also when the report is approved', async () => {
    const href = await addOne();
    const readers = [await signIn(site, 'reader'), await signIn(site, 'partner')];
    for (const reader of readers) expect((await reader.get(href)).statusCode).toBe(404);
    expect((await openBrowser(site).get(href)).statusCode).toBe(303);
    await handIn('1');
    await consultant.post(`${path}/afgoerelse`, { decision: 'approve', version: String(await version()) });
    expect((await consultant.get(href)).statusCode).toBe(200);
    for (const reader of readers) expect((await reader.get(href)).statusCode).toBe(404);
    const key = href.split('/').at(-1) ?? '';
    expect((await openBrowser(site).get(`/partnerskaber/${made.slug}`)).body).not.toContain(key);
    expect((await openBrowser(site).get(`/filer/${key}/tal.pdf`)).statusCode).toBe(404);
  });

  test('of one report is not found under another, nor under one of another partnership', async () => {
    const key = (await addOne()).split('/').at(-1);
    const other = await makePartnership(site.deps, 'returned', { writer: writer.user, editor });
    for (const [id, period] of [
      [made.id, '2006-07-01'],
      [other.id, made.period],
    ])
      expect((await writer.get(`/mit/partnerskaber/${id}/rapporter/${period}/filer/${key}`)).statusCode).toBe(404);
    const elsewhere = `/mit/partnerskaber/${other.id}/rapporter/${other.period}/filer/${key}/sletning`;
    expect((await writer.post(elsewhere)).statusCode).toBe(404);
    expect(await links()).toHaveLength(1);
  });

  test('brings along what has been typed, so that nothing is lost by it', async () => {
    await add([pdf], { goal: '2', version: '0', actual_1: 'snart', note_2: 'Se filen.' });
    const { body } = await writer.get(path);
    expect([body.includes('value="snart"'), body.includes('Se filen.')]).toEqual([true, true]);
    const [link] = await links();
    const removal = await writer.post(`${link?.href}/sletning`, { version: '1', actual_1: '17' });
    expect(removal.statusCode).toBe(303);
    expect(await links()).toEqual([]);
    expect((await writer.get(path)).body).toContain('value="17"');
  });

  test('is taken away again while the report can be written, and no longer', async () => {
    const href = await addOne();
    expect((await consultant.post(`${href}/sletning`)).statusCode).toBe(403);
    await handIn('1');
    const late = { version: '1', note_1: 'Skrevet imens.' };
    for (const { statusCode, body } of [
      await writer.post(`${href}/sletning`, late),
      await add([pdf], { goal: '1', ...late }),
    ]) {
      expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('er allerede indsendt.')]);
      // Who wrote it can take it from here.
      expect(body).toContain('Skrevet imens.');
    }
    expect(await links()).toHaveLength(1);
    await consultant.post(`${path}/afgoerelse`, {
      decision: 'return',
      reason: 'Ret.',
      version: String(await version()),
    });
    expect((await writer.post(`${href}/sletning`)).statusCode).toBe(303);
    expect((await writer.get(href)).statusCode).toBe(404);
  });

  test('that was approved stays in the database too', async () => {
    await addOne();
    await handIn('1');
    await consultant.post(`${path}/afgoerelse`, { decision: 'approve', version: String(await version()) });
    const { id = 0 } = (await listReports(site.deps.db, made.id))[0] ?? {};
    await expect(site.deps.db.deleteFrom('report_files').where('report_id', '=', id).execute()).rejects.toThrow(
      'is approved',
    );
  });
});

describe('evidence is refused in words', () => {
  const refused: [name: string, files: () => TestFile[], fields: Record<string, string>, words: string][] = [
    ['without a file', () => [], { goal: '1' }, 'Vælg en fil.'],
    ['without a goal', () => [pdf], {}, 'Vælg det mål, som filerne handler om.'],
    ['for a goal that there is not', () => [pdf], { goal: '77' }, 'Vælg det mål, som filerne handler om.'],
    ['of another kind', () => [{ name: 'x.pdf', content: zip({ 'a.txt': 'a' }) }], { goal: '1' }, 'Den slags fil'],
    [
      'with macros',
      () => [{ name: 'x.docx', content: officeFile('docx', { 'word/vbaProject.bin': 'x' }) }],
      ...([{ goal: '1' }, 'Den slags fil'] as const),
    ],
    [
      'too large',
      () => [{ name: 'x.pdf', content: new Uint8Array(10 * 1024 * 1024 + 1) }],
      ...([{ goal: '1' }, 'Hver fil må højst fylde 10 MB.'] as const),
    ],
  ];
  test.each(refused)('%s', async (_, files, fields, words) => {
    const before = await stored();
    const { statusCode, body } = await add(files(), { version: '0', note_1: 'Skrevet før', ...fields });
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining(words)]);
    if (!words.startsWith('Hver fil')) expect(body).toContain('Skrevet før');
    expect(await stored()).toEqual(before);
  });

  test('when there are more than ten', async () => {
    const files = Array.from({ length: 6 }, (_, index) => ({ name: `billede-${index}.png`, content: smallPng }));
    expect((await add(files)).statusCode).toBe(303);
    const { statusCode, body } = await add(files);
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('og her er 6 i forvejen')]);
    expect(await links()).toHaveLength(6);
  });
});

const version = async () => (await listReports(site.deps.db, made.id))[0]?.version;
async function handIn(basedOn: string): Promise<void> {
  const fields = { version: basedOn, actual_1: '21', actual_2: '31,5', actual_3: '60' };
  const { statusCode } = await writer.post(`${path}/indsendelse`, fields);
  expect(statusCode).toBe(303);
}
