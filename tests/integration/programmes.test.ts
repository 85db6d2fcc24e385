import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { saveForm } from '../support/forms.ts';
import { readHeadings, readLinks, readTags, readText } from '../support/html.ts';
import { makePartnership } from '../support/partnerships.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const overview = '/redaktion/ordninger';

let site: TestSite;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const get = (url: string, etag?: unknown) =>
  site.app.inject({ url, headers: etag === undefined ? {} : { 'if-none-match': String(etag) } });
const fields = (changes: Record<string, string> = {}) => ({
  ...{ name: 'Sprog på arbejdspladsen', text: 'Sprog læres, hvor det bruges.', source: 'Satspuljen', rules: '' },
  ...{ start_date: '2007-01-01', end_date: '2009-12-31' },
  ...{ title_1: 'Aktstykke 12', lines_1: '2007; 2008\nAlt; 3,0; 4,5\n- Tilskud; 2,0; 4,5\n- Løn; 1,0; –', note_1: '' },
  ...changes,
});
async function make(changes: Record<string, string> = {}): Promise<string> {
  const { statusCode, headers, body } = await editor.post(overview, fields(changes));
  if (statusCode !== 303) throw new Error(`${statusCode} ${readText(body)}`);
  return String(headers.location);
}
const stored = (path: string) =>
  site.deps.db
    .selectFrom('programmes')
    .selectAll()
    .where('id', '=', Number(path.split('/').at(-1)))
    .executeTakeFirstOrThrow();
const lastAudit = () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'actor_id', 'before', 'after'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
const textIn = (body: string, id: string) => new RegExp(`id="${id}"[^>]*>\\n?([^<]*)<`).exec(body)?.[1];

describe('the starter programme', () => {
  test('stands before readers with text, period, source, rules and both documents', async () => {
    const { statusCode, body } = await get('/partnerskaber');
    expect(statusCode).toBe(200);
    expect(readHeadings(body, 2)).toContain('Integrationspartnerskaber');
    const text = readText(body);
    for (const said of ['2005–2008', '§ 18.32.23', 'BV 2.10.5', '7,9 mio. kr. blev videreført', '2 årsværk'])
      expect(text).toContain(said);
    expect(readHeadings(body, 3).slice(0, 2)).toEqual([
      'Bevilling: Finanslovsforslaget for 2007 mio. kr.',
      'Bevilling: Finanslovsforslaget for 2006 mio. kr.',
    ]);
    expect(text).toContain(
      'Konto 2004 2005 2006 F 2007 2008 2009 2010 Udgiftsbevilling – 2,1 11,2 11,4 11,4 – – 10. Etablering',
    );
    expect(text).toContain('Tilskud 10,0 10,0 10,0 10,0');
  });

  test('has a bar a year, told in words for those who do not see it', async () => {
    const { body } = await get('/partnerskaber');
    const charts = readTags(body).filter(({ name, attributes }) => name === 'svg' && attributes.class === 'bar-chart');
    expect(charts.map(({ attributes }) => attributes['aria-label'])).toEqual([
      'Udgiftsbevilling i mio. kr.: 2004: intet, 2005: 2,1, 2006: 11,2, F 2007: 11,4, 2008: 11,4, 2009: intet, 2010: intet',
      'Udgiftsbevilling i mio. kr.: 2005: 11,0, 2006: 11,2, 2007: 11,2, 2008: 11,2',
    ]);
    const heights = readTags(body)
      .filter(({ name }) => name === 'rect')
      .map(({ attributes }) => attributes.height);
    expect(heights).toEqual(['0', '18', '94', '96', '96', '0', '0', '94', '96', '96', '96']);
    expect(body).not.toContain('style=');
  });

  test('is opened in the form just as it can be saved again', async () => {
    const before = await stored(`${overview}/1`);
    const { statusCode, headers } = await saveForm(editor, `${overview}/1`, { published: 'yes' });
    expect([statusCode, headers.location]).toEqual([303, `${overview}/1`]);
    expect(await stored(`${overview}/1`)).toEqual(before);
  });
});

describe('an editor', () => {
  test('adds a programme that readers see only when it is published', async () => {
    const path = await make();
    expect(path).toMatch(/^\/redaktion\/ordninger\/\d+$/);
    expect(await lastAudit()).toEqual({
      ...{ action: 'programme.create', object_type: 'programme', actor_id: editor.user.id, before: null },
      after: { name: 'Sprog på arbejdspladsen', slug: 'sprog-paa-arbejdspladsen', published: false },
    });
    expect((await get('/partnerskaber')).body).not.toContain('Sprog på arbejdspladsen');
    expect(readText((await editor.get(overview)).body)).toContain('Sprog på arbejdspladsen 2007–2009');

    const { etag } = (await get('/partnerskaber')).headers;
    await editor.post(path, fields({ published: 'yes', based_on: '1' }));
    const { statusCode, body } = await get('/partnerskaber', etag);
    expect(statusCode).toBe(200);
    expect(readText(body)).toContain('Alt 3,0 4,5 Tilskud 2,0 4,5 Løn 1,0 –');
    expect(readLinks((await editor.get(overview)).body)).toContainEqual({
      ...{ text: 'Se siden om Sprog på arbejdspladsen', href: '/partnerskaber?ordning=sprog-paa-arbejdspladsen' },
    });
    const only = await get('/partnerskaber?ordning=sprog-paa-arbejdspladsen');
    expect(readHeadings(only.body, 2)).toEqual(['Sprog på arbejdspladsen']);
    await editor.post(path, fields({ based_on: '2' }));
    expect((await get('/partnerskaber')).body).not.toContain('Sprog på arbejdspladsen');
  });

  test('is told of every wrong line of an appropriation, and nothing typed is lost', async () => {
    const lines = '2007; 2008\nAlt; 3,0; 4,5\n- Tilskud; to; 4,5\n- Løn; 1,0';
    const { statusCode, body } = await editor.post(
      overview,
      fields({ name: 'Med fejl', lines_1: lines, note_1: 'Note.' }),
    );
    expect(statusCode).toBe(422);
    const summary = readLinks(body).filter(({ href }) => href === '#lines_1');
    expect(summary.map(({ text }) => text)).toEqual([
      'Linje 3: »to« er ikke et beløb i mio. kr., for eksempel 11,2.',
      'Linje 4: Der er 1 beløb, men 2 år. Skriv – for et år uden beløb.',
    ]);
    expect([textIn(body, 'lines_1'), textIn(body, 'note_1')]).toEqual([lines, 'Note.']);
  });

  test('is told of a sum that does not add up', async () => {
    const { statusCode, body } = await editor.post(overview, fields({ lines_1: '2007\nAlt; 3,0\n- Løn; 1,0' }));
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Linje 2, 2007: Der står 3,0, men delene giver 1,0 tilsammen.');
  });

  test.for<[field: string, value: string, message: string]>([
    ['name', ' ', 'Skriv, hvad ordningen hedder.'],
    ['start_date', '', 'Vælg den første dag.'],
    ['start_date', '2007-02-30', 'Vælg en dag.'],
    ['end_date', '2006-12-31', 'Den sidste dag kan ikke ligge før den første.'],
    ['title_1', '', 'Skriv, hvilket dokument tallene står i.'],
    ['text', 'Ring til 010203-1236', 'Her står noget, der ligner et CPR-nummer. Fjern det.'],
    ['rules', 'x'.repeat(2001), 'Skriv højst 2.000 tegn.'],
  ])('is told what is wrong with %s', async ([field, value, message]) => {
    const { statusCode, body } = await editor.post(overview, fields({ [field]: value }));
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
  });

  test('gets room for one more document without losing what was typed, and empty room says nothing', async () => {
    const typed = fields({ name: 'Flere dokumenter', next: 'document' });
    const { statusCode, body } = await editor.post(overview, typed);
    expect(statusCode).toBe(200);
    expect(readTags(body).filter(({ attributes }) => attributes.name?.startsWith('title_')).length).toBe(2);
    expect(textIn(body, 'lines_1')).toBe(typed.lines_1);
    const path = await make({ name: 'Flere dokumenter', title_2: '', lines_2: ' ', note_2: '' });
    expect((await stored(path)).appropriations.map(({ title }) => title)).toEqual(['Aktstykke 12']);
  });

  test('is told which of several documents a wrong line stands in', async () => {
    const second = { title_2: 'Aktstykke 13', lines_2: '2007\nAlt; x', note_2: '' };
    const { statusCode, body } = await editor.post(overview, fields(second));
    expect(statusCode).toBe(422);
    const links = readLinks(body).filter(({ href }) => href === '#lines_2');
    expect(links.map(({ text }) => text)).toEqual([expect.stringMatching(/^Dokument 2: Linje 2: »x«/)]);
  });

  test('may leave the end open', async () => {
    const path = await make({ name: 'Uden ende', end_date: '' });
    expect((await stored(path)).end_date).toBeNull();
  });

  test('is not told that a text differs which a browser sent with line ends of its own', async () => {
    const path = await make({ name: 'Linjer', text: 'Første.\n\nAnden.' });
    await editor.post(path, fields({ name: 'Linjer', text: 'Første.\n\nAnden.', rules: 'Nye.', based_on: '1' }));
    const mine = { name: 'Linjer', text: 'Første.\r\n\r\nAnden.', source: 'Min.', based_on: '1' };
    const { statusCode, body } = await editor.post(path, fields(mine));
    expect(statusCode).toBe(409);
    expect(readHeadings(body, 2)).not.toContain('Tekst');
  });

  test('who saves on top of another version is shown both, and nothing is written', async () => {
    const path = await make({ name: 'To på én gang' });
    await editor.post(path, fields({ name: 'To på én gang', text: 'Den anden.', based_on: '1' }));
    const { statusCode, body } = await editor.post(
      path,
      fields({ name: 'To på én gang', text: 'Min.', based_on: '1' }),
    );
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Din udgave Min . Den, der er gemt Den anden .');
    expect((await stored(path)).text).toBe('Den anden.');
    const again = await editor.post(path, fields({ name: 'To på én gang', text: 'Den anden.', based_on: '1' }));
    expect(again.statusCode).toBe(303);
    expect((await stored(path)).version).toBe(2);
  });

  test('keeps a programme before readers as long as they see partnerships of it', async () => {
    const path = await make({ name: 'Med partnerskab', published: 'yes' });
    const people = { writer: await createUser(site, 'partner'), editor: editor.user };
    const { id } = await makePartnership(site.deps, 'active', people);
    const { db } = site.deps;
    await db
      .updateTable('partnerships')
      .set({ programme_id: (await stored(path)).id })
      .where('id', '=', id)
      .execute();
    const { statusCode, body } = await editor.post(path, fields({ name: 'Med partnerskab', based_on: '1' }));
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({
      ...{ text: 'Ordningen har partnerskaber, som læserne ser. Den kan ikke tages af siden.', href: '#published' },
    });
    await db.updateTable('programmes').set({ published: false }).where('slug', '=', 'med-partnerskab').execute();
    expect(readHeadings((await get('/partnerskaber')).body, 2)).toContain('Med partnerskab');
  });

  test('finds nothing where there is none', async () => {
    for (const id of ['9999', 'x', '0', '99999999999'])
      expect((await editor.get(`${overview}/${id}`)).statusCode, id).toBe(404);
  });
});
