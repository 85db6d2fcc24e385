import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readElement, readLinks, readText } from '../support/html.ts';
import { type SignedIn, signIn } from '../support/session.ts';

const json = { accept: 'application/json' };

let site: TestSite;
let anne: SignedIn;
let bo: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  anne = await signIn(site, 'partner');
  bo = await signIn(site, 'partner');
});
afterAll(() => site.close());

let path: string;
let opened: Record<string, string>;
/** Both have the form open when Bo saves. */
beforeEach(async () => {
  path = String((await anne.post('/mit/erfaringer')).headers.location);
  await anne.post(`${path}/forfattere`, { email: bo.user.email });
  await anne.post(path, { title: 'Mentorer', summary: 'Vi begyndte i 2005.', based_on: '0' });
  opened = Object.fromEntries(readForm((await anne.get(path)).body, path));
  await bo.post(path, { ...opened, _csrf: bo.csrf(), summary: 'Vi begyndte i 2006.', areas: 'uddannelse' });
});

const saved = async () => Object.fromEntries(readForm((await bo.get(path)).body, path));
const annesText = () => ({ ...opened, _csrf: anne.csrf(), summary: 'Vi begyndte i 2004.', municipalities: 'Vejle' });

describe('the second of two saves from the same text', () => {
  test('is refused with both texts, and the first stays', async () => {
    const { statusCode, body } = await anne.post(path, annesText());
    expect(statusCode).toBe(409);
    const text = readText(body);
    expect(text).toMatch(new RegExp(`${bo.user.name} gemte \\d+\\. .* efter at du hentede siden`));
    expect(text).toContain('Sammenfatning Din udgave Vi begyndte i 2004 . Den, der er gemt Vi begyndte i 2006 .');
    expect(text).toContain('Kommuner Din udgave Vejle Den, der er gemt Tomt');
    expect(text).toContain('Område Din udgave Tomt Den, der er gemt Uddannelse');
    expect(text).not.toContain('Titel Din udgave');
    expect(await saved()).toMatchObject({ summary: 'Vi begyndte i 2006.', municipalities: '' });
  });

  test('marks what differs', async () => {
    const { body } = await anne.post(path, annesText());
    expect([...body.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word)).toEqual(
      expect.arrayContaining(['2004', '2006']),
    );
  });

  test('can be made to stand all the same', async () => {
    const { body } = await anne.post(path, annesText());
    const { statusCode } = await anne.post(path, Object.fromEntries(readForm(body, path)));
    expect(statusCode).toBe(303);
    expect(await saved()).toMatchObject({ title: 'Mentorer', summary: 'Vi begyndte i 2004.', municipalities: 'Vejle' });
  });

  test('can be given up', async () => {
    const { body } = await anne.post(path, annesText());
    expect(readLinks(body)).toContainEqual({ text: 'Behold den, der er gemt', href: path });
    expect(readElement((await anne.get(path)).body, /<textarea [^>]*id="summary"/)).toBe('Vi begyndte i 2006.');
  });

  test('is refused to a script in one sentence', async () => {
    const answer = await anne.post(path, annesText(), json);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toEqual({ error: expect.stringContaining(`${bo.user.name} gemte`) });
  });

  test('is refused again when somebody saves a third time while both are compared', async () => {
    const { body } = await anne.post(path, annesText());
    await bo.post(path, { ...(await saved()), summary: 'Vi begyndte i 2007.' });
    const second = await anne.post(path, Object.fromEntries(readForm(body, path)));
    expect(second.statusCode).toBe(409);
    expect(await saved()).toMatchObject({ summary: 'Vi begyndte i 2007.' });
  });
});

describe('no conflict', () => {
  test('is a save that comes again because its answer was lost', async () => {
    const { version } = (await anne.post(path, { ...(await saved()), _csrf: anne.csrf(), title: 'Ny' }, json)).json();
    const again = await anne.post(
      path,
      { ...(await saved()), based_on: String(version - 1), _csrf: anne.csrf() },
      json,
    );
    expect(again.statusCode).toBe(200);
    expect(again.json()).toMatchObject({ version });
  });
});

test('of many saves from the same text at the same time just one is taken', async () => {
  const base = await saved();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => bo.post(path, { ...base, title: `Titel ${index}` }, json)),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(7).fill(409)]);
});

test('a page from before the text was sent to review saves nothing over what came after', async () => {
  const base = { ...(await saved()), one_liner: 'Én sætning.', _csrf: anne.csrf() };
  await anne.post(path, base);
  expect((await anne.post(`${path}/indsendelse`)).statusCode).toBe(303);
  await anne.post(`${path}/indsendelse/fortrydelse`);
  expect((await bo.post(path, { ...base, _csrf: bo.csrf(), title: 'Gammel' })).statusCode).toBe(409);
  expect(await saved()).toMatchObject({ title: 'Mentorer' });
});
