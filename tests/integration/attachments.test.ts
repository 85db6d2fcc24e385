import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { officeFile, pdfFile, wordFile } from '../support/attachments.ts';
import { makeEntry } from '../support/entry-states.ts';
import { readForm } from '../support/forms.ts';
import { readLinks, readText } from '../support/html.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';
import { smallPng, type TestFile, upload } from '../support/upload.ts';

let site: TestSite;
let author: SignedIn;
let pdf: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
  pdf = await pdfFile([['Resultater fra Vejle']]);
});
afterAll(() => site.close());

let path: string;
beforeEach(async () => {
  path = String((await author.post('/mit/erfaringer')).headers.location);
});

const send = (files: TestFile[], fields: Record<string, string> = {}, who = author) =>
  upload(site, who, `${path}/filer`, files, fields);
const entryId = () => Number(path.split('/').at(-1));
const stored = () =>
  site.deps.db
    .selectFrom('attachments')
    .select(['id', 'filename', 'media_type', 'size', 'text', 'alt', 'removed_at'])
    .where('entry_id', '=', entryId())
    .orderBy('id')
    .execute();
const version = async () => Object.fromEntries(readForm((await author.get(path)).body, path)).based_on;

describe('files that are added', () => {
  test('are listed with type and size, and their words are known', async () => {
    const { statusCode, headers } = await send([
      { name: 'Årsrapport (2006).pdf', content: pdf },
      { name: 'referat.docx', content: wordFile(['Referat af mødet']) },
    ]);
    expect([statusCode, headers.location]).toEqual([303, `${path}#attachments`]);
    expect(await stored()).toMatchObject([
      { filename: 'Årsrapport (2006).pdf', media_type: 'application/pdf', size: pdf.length },
      { filename: 'referat.docx', text: expect.stringContaining('Referat af mødet') },
    ]);
    const { body } = await author.get(path);
    expect(readText(body)).toMatch(/Årsrapport \(2006\)\.pdf PDF, \d+ KB/);
    expect(readText(body)).toContain('2 filer er lagt på.');
  });

  test.each([
    ['xlsx', officeFile('xlsx')],
    ['pptx', officeFile('pptx')],
  ])('may be %s', async (ending, content) => {
    await send([{ name: `fil.${ending}`, content }]);
    expect(await stored()).toMatchObject([{ filename: `fil.${ending}` }]);
  });

  test('may be a picture, with the Markdown that places it in the text', async () => {
    await send([{ name: 'mentor.png', content: smallPng }], { alt: 'En mentor' });
    expect(await stored()).toMatchObject([{ media_type: 'image/png', alt: 'En mentor' }]);
    expect(readText((await author.get(path)).body)).toMatch(/!\[En mentor\]\(\/filer\/[\w-]{32}\/mentor\.png\)/);
  });

  test('are called after what they are, without folders and hidden signs', async () => {
    await send([{ name: 'C:\\hemmeligt\\..\u202Efdp.exe', content: pdf }]);
    expect(await stored()).toMatchObject([{ filename: 'fdp.pdf' }]);
  });

  test('make the text a newer one, so that an old page does not overwrite', async () => {
    expect(await version()).toBe('0');
    await send([{ name: 'a.pdf', content: pdf }]);
    expect(await version()).toBe('1');
    const [{ id } = { id: 0 }] = await stored();
    await author.post(`${path}/filer/${id}/sletning`);
    expect(await version()).toBe('2');
  });

  test('are kept without a CPR number being let through: the checklist stops it', async () => {
    await author.post(path, { title: 'T', one_liner: 'L', summary: 'S', areas: 'sundhed', based_on: '0' });
    await send([{ name: 'liste.docx', content: wordFile(['Ali, 010190-1234']) }]);
    expect(readText((await author.get(path)).body)).toContain('noget, der ligner et CPR-nummer');
    const { statusCode, body } = await author.post(`${path}/indsendelse`);
    expect(statusCode).toBe(422);
    expect(readLinks(body).map(({ href }) => href)).toContain('#attachments');
  });
});

describe('files that are refused', () => {
  const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>') as Uint8Array<ArrayBuffer>;
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>') as Uint8Array<ArrayBuffer>;
  const gif = new TextEncoder().encode('GIF89a\x01\x00\x01\x00\x00\x00\x00;') as Uint8Array<ArrayBuffer>;

  test.each([
    ['rapport.pdf', html, 'Den slags fil kan ikke lægges på.'],
    ['billede.png', svg, 'Den slags fil kan ikke lægges på.'],
    ['billede.png', gif, 'Den slags fil kan ikke lægges på.'],
    ['tom.pdf', new Uint8Array(0), 'Den slags fil kan ikke lægges på.'],
    ['brudt.docx', officeFile('docx').slice(0, 200), 'Den slags fil kan ikke lægges på.'],
    ['brudt.png', smallPng.slice(0, 40), 'Filen kan ikke læses.'],
  ])('%s by its content', async (name, content, message) => {
    const { statusCode, body } = await send([{ name, content }], { alt: 'Et billede' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(`»${name}«: ${message}`);
    expect(readLinks(body).map(({ href }) => href)).toContain('#files');
    expect(await stored()).toEqual([]);
  });

  test('take those that came with them along', async () => {
    await send([
      { name: 'god.pdf', content: pdf },
      { name: 'ond.pdf', content: html },
    ]);
    expect(await stored()).toEqual([]);
  });

  test('are those over 10 MB; one of just 10 MB is kept', async () => {
    const whole = new Uint8Array(10 * 1024 * 1024);
    whole.set(wordlessPdf(pdf, whole.length));
    expect((await send([{ name: 'stor.pdf', content: whole }])).statusCode).toBe(303);
    const { statusCode, body } = await send([{ name: 'stor.pdf', content: new Uint8Array(whole.length + 1) }]);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Hver fil må højst fylde 10 MB.');
    expect(await stored()).toHaveLength(1);
  });

  test('are those beyond ten', async () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `${index}.pdf`, content: pdf }));
    await send(files(9));
    const { statusCode, body } = await send(files(2));
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Der er plads til 10 filer, og her er 9 i forvejen.');
    expect((await send(files(1))).statusCode).toBe(303);
    expect(await stored()).toHaveLength(10);
  });

  test('are a picture without words for it, and two pictures at once', async () => {
    const picture = { name: 'a.png', content: smallPng };
    const wordless = await send([picture]);
    expect(wordless.statusCode).toBe(422);
    expect(readLinks(wordless.body)).toContainEqual({
      text: 'Skriv, hvad billedet viser, til dem, der ikke kan se det.',
      href: '#alt',
    });
    const two = await send([picture, picture], { alt: 'To' });
    expect(readText(two.body)).toContain('Læg ét billede på ad gangen');
    expect(two.body).toContain('value="To"');
  });

  test('are none at all', async () => {
    const { statusCode, body } = await upload(site, author, `${path}/filer`, []);
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Vælg en fil.');
  });

  test("are others' files for an entry that is not theirs, and files for one that is locked", async () => {
    expect((await send([{ name: 'a.pdf', content: pdf }], {}, await signIn(site, 'partner'))).statusCode).toBe(404);
    const editor = await createUser(site, 'editor');
    const { id } = await makeEntry(site.deps, 'submitted', { author: author.user, editor });
    path = `/mit/erfaringer/${id}`;
    expect((await send([{ name: 'a.pdf', content: pdf }])).statusCode).toBe(403);
  });

  test('come with the right token alone', async () => {
    const { statusCode } = await send([{ name: 'a.pdf', content: pdf }], { _csrf: 'forkert' });
    expect(statusCode).toBe(403);
    expect(await stored()).toEqual([]);
  });
});

describe('a file that is removed', () => {
  test('is no longer listed', async () => {
    await send([{ name: 'a.pdf', content: pdf }]);
    const [{ id } = { id: 0 }] = await stored();
    expect((await author.post(`${path}/filer/${id}/sletning`)).statusCode).toBe(303);
    expect(readText((await author.get(path)).body)).not.toContain('a.pdf');
    expect((await author.post(`${path}/filer/${id}/sletning`)).statusCode).toBe(404);
  });

  test('belongs to the entry of the address', async () => {
    await send([{ name: 'a.pdf', content: pdf }]);
    const [{ id } = { id: 0 }] = await stored();
    const other = String((await author.post('/mit/erfaringer')).headers.location);
    expect((await author.post(`${other}/filer/${id}/sletning`)).statusCode).toBe(404);
    expect(await stored()).toMatchObject([{ removed_at: null }]);
  });
});

test('adding and removing are written down in the audit log, without names', async () => {
  await send([{ name: 'hemmelig.pdf', content: pdf }]);
  const [{ id } = { id: 0 }] = await stored();
  await author.post(`${path}/filer/${id}/sletning`);
  const rows = await site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'before', 'after'])
    .where('object_type', '=', 'entry')
    .where('object_id', '=', String(entryId()))
    .where('action', 'like', 'attachment.%')
    .orderBy('position')
    .execute();
  expect(rows).toEqual([
    { action: 'attachment.add', before: null, after: { attachments: [id], version: 1 } },
    { action: 'attachment.remove', before: { attachment: id }, after: { version: 2 } },
  ]);
});

/** A PDF with a comment in it that makes it so long. */
function wordlessPdf(from: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set(from);
  bytes.set(new TextEncoder().encode('\n%'), from.length);
  return bytes;
}
