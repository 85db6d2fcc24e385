import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { readForm } from '../support/forms.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let editor: SignedIn;
let consultant: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  editor = await signIn(site, 'editor');
  consultant = await signIn(site, 'consultant');
});
afterAll(() => site.close());
beforeEach(() => site.deps.db.deleteFrom('entry_wishes').execute());

const list = '/redaktion/oensker';
const wishes = () => site.deps.db.selectFrom('entry_wishes').selectAll().orderBy('id').execute();
/** Adds a wish and returns its address. */
async function wish(title: string, fields: Record<string, string> = {}): Promise<string> {
  await editor.post(list, { title, ...fields });
  return `${list}/${(await wishes()).at(-1)?.id}`;
}

describe('a wish', () => {
  test('is added by an editor, and waits where consultants see it too', async () => {
    const { statusCode, headers } = await editor.post(list, {
      title: ' Fædregrupper  i almene boliger ',
      note: 'Vejle har en.',
      query: 'fædregruppe',
    });
    expect([statusCode, headers.location]).toEqual([303, list]);
    const fields = { title: 'Fædregrupper i almene boliger', note: 'Vejle har en.', query: 'fædregruppe' };
    expect(await wishes()).toMatchObject([{ ...fields, created_by: editor.user.id, closed_at: null }]);
    const { body } = await consultant.get(list);
    expect(readHeadings(body, 3)).toEqual(['Fædregrupper i almene boliger']);
    expect(readText(body)).toContain('1 åbent ønske');
    expect(body).not.toContain('name="title"');
    expect((await consultant.post(list, { title: 'Smuglet ind' })).statusCode).toBe(403);
    expect(await wishes()).toHaveLength(1);
  });

  test('is filled in beforehand from a search', async () => {
    const { body } = await editor.get(
      `${list}?titel=f%C3%A6dre%20%26%20b%C3%B8rn&soegning=f%C3%A6dre%20%26%20b%C3%B8rn`,
    );
    const form = Object.fromEntries(readForm(body, list));
    expect(form).toMatchObject({ title: 'fædre & børn', query: 'fædre & børn', note: '' });
  });

  test.each([
    [{ title: ' ' }, 'title', 'Skriv, hvad erfaringen skal handle om.'],
    [{ title: 'x'.repeat(201) }, 'title', 'Skriv højst 200 tegn.'],
    [{ title: 'Noget', note: '010203-1234' }, 'note', 'Her står noget, der ligner et CPR-nummer. Fjern det.'],
  ])('that says %j is refused with what to mend', async (fields, field, message) => {
    const { statusCode, body } = await editor.post(list, { note: 'Skal <ikke> tabes.', ...fields });
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
    if (field === 'title') expect(body).toContain('Skal &lt;ikke&gt; tabes.');
    expect(await wishes()).toEqual([]);
  });

  test('becomes an entry of the same title when a writer begins it', async () => {
    const path = await wish('Fædregrupper');
    const { body } = await consultant.get(path);
    const fields = Object.fromEntries(readForm(body, '/mit/erfaringer'));
    expect(fields).toMatchObject({ title: 'Fædregrupper' });
    const { headers } = await consultant.post('/mit/erfaringer', { title: fields.title ?? '' });
    const form = await consultant.get(String(headers.location));
    expect(Object.fromEntries(readForm(form.body, String(headers.location)))).toMatchObject({ title: 'Fædregrupper' });
    const saved = await consultant.get('/mit');
    expect(readHeadings(saved.body, 3)).toContain('Fædregrupper');
  });

  test('is fulfilled by an entry, to which it then leads', async () => {
    const entry = exchangeEntry({ title: 'Fædre mødes i Vejle' });
    await write(site.deps.db, entry);
    const path = await wish('Fædregrupper');
    const address = `https://eksempel.dk/erfaringer/${entry.slug}?fra=soegning#metode`;
    const { headers } = await editor.post(path, { outcome: 'fulfilled', entry: address });
    expect(headers.location).toBe(list);
    const { body } = await consultant.get(list);
    expect(readText(body)).toMatch(/Ingen åbne ønsker .* Afsluttet \(1\)/);
    for (const page of [body, (await consultant.get(path)).body])
      expect(readLinks(page)).toContainEqual({ text: 'Fædre mødes i Vejle', href: `/erfaringer/${entry.slug}` });
    expect((await wishes())[0]).toMatchObject({ closed_by: editor.user.id });
  });

  test('can be closed without an entry', async () => {
    const path = await wish('Fædregrupper');
    await editor.post(path, { outcome: 'dropped' });
    expect((await wishes())[0]).toMatchObject({ closed_by: editor.user.id, entry_id: null });
    expect(readText((await editor.get(path)).body)).toContain('Afsluttet');
    const { statusCode, body } = await editor.post(path, { outcome: 'dropped' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('En anden har allerede afsluttet ønsket.');
  });

  test.each([
    ['', 'Skriv adressen på erfaringen.'],
    ['findes-ikke', 'Der er ingen udgivet erfaring med den adresse.'],
    ['en-kladde', 'Der er ingen udgivet erfaring med den adresse.'],
    ['Det ved jeg ikke', 'Det ligner ikke adressen på en erfaring.'],
  ])('is not fulfilled by %j', async (entry, message) => {
    if (entry === 'en-kladde') await write(site.deps.db, exchangeEntry({ slug: 'en-kladde', status: 'draft' }));
    const path = await wish('Fædregrupper');
    const { statusCode, body } = await editor.post(path, { outcome: 'fulfilled', entry });
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: '#entry' });
    expect((await wishes())[0]?.closed_at).toBeNull();
  });

  test('is written down when it is added and closed, without its words', async () => {
    const path = await wish('Hemmelig titel');
    await editor.post(path, { outcome: 'dropped' });
    const id = path.split('/').at(-1) as string;
    const changes = await site.deps.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'after'])
      .where('object_type', '=', 'wish')
      .where('object_id', '=', id)
      .orderBy('position')
      .execute();
    expect(changes.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['wish.add', editor.user.id],
      ['wish.drop', editor.user.id],
    ]);
    expect(JSON.stringify(changes)).not.toContain('Hemmelig');
  });
});

test('readers and partners do not see the wishes', async () => {
  for (const role of ['reader', 'partner'] as const)
    expect((await (await signIn(site, role)).get(list)).statusCode).toBe(403);
});
