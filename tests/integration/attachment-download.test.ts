import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEntry } from '#content/entries/create-entry.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { restoreEntry, withdrawEntry } from '#content/entries/withdraw-entry.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { pdfFile } from '../support/attachments.ts';
import { finishedDraft } from '../support/entry-states.ts';
import { readForm } from '../support/forms.ts';
import { readLinks, readText } from '../support/html.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';
import { smallPng, upload } from '../support/upload.ts';

let site: TestSite;
let author: SignedIn;
let editor: { id: number; role: 'editor' };
let pdf: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
  editor = { id: (await createUser(site, 'editor')).id, role: 'editor' };
  pdf = await pdfFile([['Resultater fra Vejle']]);
});
afterAll(() => site.close());

const order = { kind: 'minor', changeNote: '', dueAt: null, overrideReason: '' } as const;
const acting = () => ({ actor: editor, requestId: 'test' });
const publish = async (id: number) => publishEntry(site.deps.db, acting(), id, order, await site.deps.getTaxonomy());
const anonymous = () => openBrowser(site);
const read = async (who: Pick<SignedIn, 'get'>, href: string) => (await who.get(href)).statusCode;

/** An entry with one file, and the file's address. */
async function makeEntryWithFile(name = 'rapport.pdf', content = pdf): Promise<{ id: number; href: string }> {
  const { db } = site.deps;
  const writing = { actor: { id: author.user.id, role: author.user.role }, requestId: 'test' };
  const id = await createEntry(db, writing);
  await saveDraft(db, writing, id, { fields: finishedDraft(), basedOn: 0 });
  await upload(site, author, `/mit/erfaringer/${id}/filer`, [{ name, content }], { alt: 'En mentor' });
  return { id, href: await findFile(id) };
}

async function findFile(id: number): Promise<string> {
  const links = readLinks((await author.get(`/mit/erfaringer/${id}`)).body);
  return links.find(({ href }) => href.startsWith('/filer/'))?.href ?? '';
}

describe('a file of an entry', () => {
  test('is hidden from readers until the entry is published, then open to everybody', async () => {
    const { id, href } = await makeEntryWithFile();
    expect(await read(anonymous(), href)).toBe(404);
    expect(await read(await signIn(site, 'partner'), href)).toBe(404);
    expect(await read(await signIn(site, 'consultant'), href)).toBe(404);
    expect(await read(author, href)).toBe(200);
    await publish(id);
    expect(await read(anonymous(), href)).toBe(200);
  });

  test('is gone with the entry when that is withdrawn, and back when it is restored', async () => {
    const { id, href } = await makeEntryWithFile();
    await publish(id);
    await withdrawEntry(site.deps.db, acting(), id, 'Den holder ikke.');
    expect(await read(anonymous(), href)).toBe(410);
    expect(await read(await signIn(site, 'reader'), href)).toBe(410);
    expect(await read(author, href)).toBe(200);
    await restoreEntry(site.deps.db, acting(), id);
    expect(await read(anonymous(), href)).toBe(200);
  });

  test('that is removed stays with the text that readers have until a newer one is published', async () => {
    const { id, href } = await makeEntryWithFile();
    await publish(id);
    const { attachment } = await site.deps.db
      .selectFrom('attachments')
      .select('id as attachment')
      .where('entry_id', '=', id)
      .executeTakeFirstOrThrow();
    await author.post(`/mit/erfaringer/${id}/filer/${attachment}/sletning`);
    expect(await read(anonymous(), href)).toBe(200);
    await publish(id);
    expect(await read(anonymous(), href)).toBe(404);
    expect(await read(author, href)).toBe(200);
  });

  test('that is added to a published entry is hidden until the newer text is published', async () => {
    const { id, href } = await makeEntryWithFile();
    await publish(id);
    await upload(site, author, `/mit/erfaringer/${id}/filer`, [{ name: 'ny.pdf', content: pdf }]);
    const links = readLinks((await author.get(`/mit/erfaringer/${id}`)).body).map(({ href }) => href);
    const added = links.find((other) => other.startsWith('/filer/') && other !== href) ?? '';
    expect(added).toContain('/ny.pdf');
    expect(await read(anonymous(), added)).toBe(404);
    await publish(id);
    expect(await read(anonymous(), added)).toBe(200);
  });

  test('is sent as it is, to be saved, with nothing a browser could run', async () => {
    const { id, href } = await makeEntryWithFile("Årsrapport '06 (1).pdf");
    await publish(id);
    const { headers, rawPayload } = await site.app.inject(href);
    expect(rawPayload.equals(pdf)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `attachment; filename="_rsrapport '06 (1).pdf"; filename*=UTF-8''%C3%85rsrapport%20%2706%20%281%29.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  test('is found by its key alone', async () => {
    const { id, href } = await makeEntryWithFile();
    await publish(id);
    expect(await read(anonymous(), href.replace('rapport.pdf', 'andet-navn'))).toBe(200);
    for (const wrong of [
      '/filer/1/rapport.pdf',
      `/filer/${'A'.repeat(32)}/rapport.pdf`,
      '/filer/%00/a',
      href.slice(0, -12),
    ])
      expect(await read(anonymous(), wrong)).toBe(404);
  });
});

describe('the page of a published entry', () => {
  test('lists its files with type and size, as does its Markdown', async () => {
    const { id, href } = await makeEntryWithFile();
    await publish(id);
    const { slug } = await site.deps.db
      .selectFrom('entries')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const { body } = await site.app.inject(`/erfaringer/${slug}`);
    expect(readLinks(body)).toContainEqual({ text: 'rapport.pdf', href });
    expect(readText(body)).toMatch(/Filer rapport\.pdf PDF, \d+ KB/);
    expect((await site.app.inject(`/erfaringer/${slug}.md`)).body).toContain(
      `## Filer\n\n- [rapport.pdf](<https://eksempel.dk${href}>)`,
    );
  });

  test('shows a picture where its text has it', async () => {
    const { id } = await makeEntryWithFile('mentor (1).png', smallPng);
    const path = `/mit/erfaringer/${id}`;
    const { body } = await author.get(path);
    const [markdown = ''] = /!\[En mentor\]\([^)]*\)/.exec(body) ?? [];
    await author.post(path, { ...Object.fromEntries(readForm(body, path)), method: `Sådan:\n\n${markdown}` });
    await publish(id);
    const { slug } = await site.deps.db
      .selectFrom('entries')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const page = (await site.app.inject(`/erfaringer/${slug}`)).body;
    const [, src = ''] = /<img src="([^"]*)" alt="En mentor" \/>/.exec(page) ?? [];
    const { statusCode, headers } = await site.app.inject(src);
    expect([statusCode, headers['content-type']]).toEqual([200, 'image/png']);
  });
});
