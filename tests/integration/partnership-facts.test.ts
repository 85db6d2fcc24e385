import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listGrants } from '#content/partnerships/grants.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm, saveForm } from '../support/forms.ts';
import { readLinks, readTags, readText } from '../support/html.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const make = (state: PartnershipStateName = 'active') =>
  makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
const factsOf = ({ id }: MadePartnership) => `/mit/partnerskaber/${id}/oplysninger`;
const stored = ({ id }: MadePartnership) =>
  site.deps.db.selectFrom('partnerships').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const members = ({ id }: MadePartnership) =>
  site.deps.db
    .selectFrom('partnership_members')
    .select(['name', 'type', 'municipality_code as code', 'task'])
    .where('partnership_id', '=', id)
    .orderBy('position')
    .execute();
const lastAudit = () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'object_id', 'actor_id', 'before', 'after'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
const member = (row: number, name: string, type: string, municipality = '', task = '') => ({
  [`member_name_${row}`]: name,
  [`member_type_${row}`]: type,
  [`member_municipality_${row}`]: municipality,
  [`member_task_${row}`]: task,
});
const valueIn = (body: string, id: string) =>
  readTags(body).find(({ attributes }) => attributes.id === id)?.attributes.value;

describe('whoever writes for a partnership', () => {
  test('saves what it says of itself, and readers see it', async () => {
    const made = await make();
    const { statusCode, headers } = await saveForm(writer, factsOf(made), {
      ...{ name: 'Havnens partnerskab', summary: 'Vi **begynder** på kajen.', contact_email: 'havn@eksempel.dk' },
      ...member(4, 'Ravnsborg Bibliotek', 'other', '', 'Lægger lokaler til'),
      ...member(5, 'Fredericia Kommune', 'municipality'),
    });
    expect([statusCode, headers.location]).toEqual([303, `/mit/partnerskaber/${made.id}`]);
    expect(await members(made)).toEqual([
      { name: 'Vejle Kommune', type: 'municipality', code: '0630', task: '' },
      { name: 'Havnens Rengøring', type: 'company', code: null, task: '' },
      { name: 'Sprogskolen Syd', type: 'school', code: null, task: '' },
      { name: 'Ravnsborg Bibliotek', type: 'other', code: null, task: 'Lægger lokaler til' },
      { name: 'Fredericia Kommune', type: 'municipality', code: '0607', task: '' },
    ]);
    expect(await lastAudit()).toEqual({
      ...{ action: 'partnership.save', object_type: 'partnership', object_id: String(made.id) },
      ...{ actor_id: writer.user.id, before: { name: 'Partnerskabet på havnen', version: 1 } },
      after: { name: 'Havnens partnerskab', version: 2 },
    });
    const { body } = await site.app.inject(`/partnerskaber/${made.slug}`);
    expect(readText(body)).toContain('Havnens partnerskab');
    expect(readLinks(body)).toContainEqual({ text: 'havn@eksempel.dk', href: 'mailto:havn@eksempel.dk' });
    expect(readLinks(body)).toContainEqual({ text: 'Fredericia Kommune', href: '/erfaringer?kommune=fredericia' });
  });

  test('neither sees nor changes programme and period', async () => {
    const made = await make();
    const { body } = await writer.get(factsOf(made));
    expect(body).not.toContain('name="start_date"');
    await saveForm(writer, factsOf(made), {
      name: 'Nyt',
      programme: '9',
      start_date: '2001-01-01',
      end_date: '2031-01-01',
    });
    expect(await stored(made)).toMatchObject({
      name: 'Nyt',
      programme_id: 1,
      start_date: '2005-07-01',
      end_date: '2008-12-31',
    });
  });

  test.for<[what: string, changes: Record<string, string>, field: string, message: string]>([
    [
      'a member named twice in two roles',
      member(4, ' sprogskolen  SYD', 'company'),
      'member_name_4',
      '»sprogskolen SYD« står her i to roller: også som medlem 3. Slet den ene.',
    ],
    [
      'a member named twice in one role',
      member(4, 'Sprogskolen Syd', 'school'),
      'member_name_4',
      '»Sprogskolen Syd« står her to gange: også som medlem 3. Slet den ene.',
    ],
    ['a member without a name', member(4, '', 'company', '', 'Gør rent'), 'member_name_4', 'Medlem 4 mangler et navn.'],
    ['a member without a type', member(4, 'Havnefogeden', ''), 'member_type_4', 'Vælg, hvad medlem 4 er.'],
    ['a type that there is not', member(4, 'Havnefogeden', 'ministry'), 'member_type_4', 'Vælg, hvad medlem 4 er.'],
    [
      'a municipality that there is not',
      member(4, 'Atlantis', 'municipality', 'Atlantis'),
      'member_municipality_4',
      '»Atlantis« er ikke en kommune.',
    ],
    [
      'a municipality that nobody can tell',
      member(4, 'Den store by', 'municipality'),
      'member_municipality_4',
      'Skriv, hvilken kommune det er.',
    ],
    [
      'a municipality of a company',
      member(4, 'Fabrikken', 'company', 'Vejle'),
      'member_municipality_4',
      'Kun medlemmer, der er kommuner, har en kommune. Slet den her.',
    ],
    [
      'a CPR number',
      member(4, 'Fabrikken', 'company', '', 'Mentor for 010203-1236'),
      'member_task_4',
      'Her står noget, der ligner et CPR-nummer. Fjern det.',
    ],
    [
      'a CPR number in the text',
      { summary: '010203-1236' },
      'summary',
      'Her står noget, der ligner et CPR-nummer. Fjern det.',
    ],
    ['no name', { name: '' }, 'name', 'Skriv, hvad partnerskabet hedder.'],
    ['no address', { contact_email: 'havnen' }, 'contact_email', 'Skriv en e-mailadresse som navn@kommune.dk.'],
  ])('is told of %s in words, and nothing typed is lost', async ([, changes, field, message]) => {
    const made = await make();
    const typed = { contact_name: 'Ane Aarup', ...changes };
    const { statusCode, body } = await saveForm(writer, factsOf(made), typed);
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
    for (const [name, value] of Object.entries(typed))
      if (!name.includes('type') && name !== 'summary') expect([name, valueIn(body, name)]).toEqual([name, value]);
    expect((await stored(made)).version).toBe(1);
    expect(await members(made)).toHaveLength(3);
  });

  test('gets more rows without losing what was typed, and empty rows say nothing', async () => {
    const made = await make();
    const { statusCode, body } = await saveForm(writer, factsOf(made), {
      ...member(4, 'Ny forening', 'association'),
      next: 'rows',
    });
    expect(statusCode).toBe(200);
    expect(readTags(body).filter(({ attributes }) => attributes.name?.startsWith('member_name_'))).toHaveLength(9);
    expect(valueIn(body, 'member_name_4')).toBe('Ny forening');
    expect(await members(made)).toHaveLength(3);
    await saveForm(writer, factsOf(made), {
      ...member(1, '', 'municipality'),
      ...member(5, 'Ny forening', 'association'),
    });
    expect((await members(made)).map(({ name }) => name)).toEqual([
      'Havnens Rengøring',
      'Sprogskolen Syd',
      'Ny forening',
    ]);
  });

  test('may name at most 30 members', async () => {
    const made = await make();
    const rows = Array.from({ length: 35 }, (_, index) => member(index + 1, `Forening ${index + 1}`, 'association'));
    await saveForm(writer, factsOf(made), Object.assign({}, ...rows));
    expect(await members(made)).toHaveLength(30);
  });

  test('who saves on top of another version is shown both, and nothing is written', async () => {
    const made = await make();
    const mine = await writer.get(factsOf(made));
    await saveForm(editor, factsOf(made), { name: 'Redaktørens navn' });
    expect(valueIn(mine.body, 'name')).toBe('Partnerskabet på havnen');
    const typed = { name: 'Mit navn', based_on: '1', ...member(1, 'Vejle Kommune', 'municipality', 'Vejle') };
    const { statusCode, body } = await writer.post(factsOf(made), typed);
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Mit navn');
    expect((await stored(made)).name).toBe('Redaktørens navn');
    const settled = await saveForm(writer, factsOf(made), { name: 'Mit navn' });
    expect(settled.statusCode).toBe(303);
    expect((await stored(made)).name).toBe('Mit navn');
  });

  test('who saves the same again changes nothing', async () => {
    const made = await make();
    const before = await lastAudit();
    expect((await saveForm(writer, factsOf(made), { based_on: '0' })).statusCode).toBe(303);
    expect((await stored(made)).version).toBe(1);
    expect(await lastAudit()).toEqual(before);
  });
});

describe('an editor', () => {
  test('changes programme and period as long as no report lies outside', async () => {
    const made = await make('approved');
    const refused = await saveForm(editor, factsOf(made), { start_date: '2006-02-01' });
    expect(readLinks(refused.body)).toContainEqual({
      ...{ text: 'Der er rapporteret allerede. Den første dag kan ikke ændres.', href: '#start_date' },
    });
    const early = await saveForm(editor, factsOf(made), { end_date: '2006-06-29' });
    expect(readText(early.body)).toContain('Der er rapporteret for tiden efter den dag. Vælg en senere.');
    expect((await saveForm(editor, factsOf(made), { end_date: '2009-06-30' })).statusCode).toBe(303);
    expect((await stored(made)).end_date).toBe('2009-06-30');
  });

  test.for<[Record<string, string>, string, string]>([
    [{ programme: '999' }, 'programme', 'Vælg en ordning på listen.'],
    [{ end_date: '2005-06-30' }, 'end_date', 'Den sidste dag kan ikke ligge før den første.'],
    [{ end_date: '2050-06-30' }, 'end_date', 'Et partnerskab kan højst strække sig over 20 år.'],
    [{ start_date: 'i går' }, 'start_date', 'Vælg den første dag.'],
  ])('is refused %o', async ([changes, field, message]) => {
    const made = await make();
    const { statusCode, body } = await saveForm(editor, factsOf(made), changes);
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
  });

  test('lets users write for a partnership and stops them again', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/skrivere`;
    const colleague = await createUser(site, 'partner', { name: 'Bente Bertelsen' });
    const reader = await createUser(site, 'reader');
    const add = (email: string) => editor.post(path, { email });
    expect((await add(colleague.email.toUpperCase())).statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({ action: 'partnership.add_writer', after: { author: colleague.id } });
    expect(readText((await editor.get(path)).body)).toContain('Bente Bertelsen kan nu skrive for partnerskabet.');
    const twice = await add(colleague.email);
    expect([twice.statusCode, readText(twice.body)]).toEqual([
      ...[422, expect.stringContaining('Bente Bertelsen skriver allerede for partnerskabet.')],
    ]);
    for (const email of [reader.email, 'ingen@eksempel.dk', '']) {
      const { statusCode, body } = await add(email);
      expect([statusCode, readText(body)]).toEqual([
        ...[422, expect.stringContaining('Der er ingen bruger, der kan skrive, med den adresse.')],
      ]);
    }
    expect((await editor.post(path, { remove: String(colleague.id) })).statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({ action: 'partnership.remove_writer', before: { author: colleague.id } });
    expect((await editor.post(path, { remove: String(colleague.id) })).statusCode).toBe(404);
    expect((await editor.post(path, { remove: 'x' })).statusCode).toBe(404);
  });

  test('writes what was committed, paid and paid in advance, and readers see the sums', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/tilskud`;
    const { statusCode } = await saveForm(editor, path, {
      ...{ commitment_2005: '500.000', paid_2005: '500000 kr.', advance_2005: '100.000' },
      ...{ commitment_2006: '1.250.000', paid_2006: '', advance_2006: '', commitment_2007: ' ' },
    });
    expect(statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'partnership.save_grants', before: {} },
      after: { 2006: { commitment: 1_250_000, paid: 0, advance: 0 } },
    });
    const text = readText((await site.app.inject(`/partnerskaber/${made.slug}`)).body);
    expect(text).toContain('2005 500.000 kr. 500.000 kr. 100.000 kr. 2006 1.250.000 kr. 0 kr. 0 kr.');
    expect(text).toContain('I alt 1.750.000 kr. 500.000 kr. 100.000 kr.');
    expect(valueIn((await editor.get(path)).body, 'commitment_2006')).toBe('1.250.000');
  });

  test('who saves grants on top of others is shown both, year by year, and overwrites nothing unseen', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/tilskud`;
    const mine = Object.fromEntries(readForm((await editor.get(path)).body, path));
    await saveForm(editor, path, { commitment_2005: '500.000', commitment_2006: '700.000' });
    const typed = { ...mine, commitment_2006: '900.000', paid_2006: '100.000' };
    const { statusCode, body } = await editor.post(path, typed);
    expect(statusCode).toBe(409);
    const text = readText(body);
    expect(text).toContain('2006 Din udgave Tilsagn: 900.000 kr. Udbetalt: 100.000 kr. Heraf forud: 0 kr.');
    expect(text).toContain('Den, der er gemt Tilsagn: 700.000 kr. Udbetalt: 0 kr. Heraf forud: 0 kr.');
    expect(text).toContain('2005 Din udgave Tomt Den, der er gemt Tilsagn: 500.000 kr.');
    expect(text).not.toContain('2007');
    expect(readLinks(body)).toContainEqual({ text: 'Behold den, der er gemt', href: path });
    expect((await listGrants(site.deps.db, made.id)).map(({ commitment }) => commitment)).toEqual([500_000, 700_000]);
    expect((await editor.post(path, Object.fromEntries(readForm(body, path)))).statusCode).toBe(303);
    expect(await listGrants(site.deps.db, made.id)).toEqual([
      { year: 2006, commitment: 900_000, paid: 100_000, advance: 0 },
    ]);
  });

  test('who saves the same grants again changes nothing, and one without the form’s hash is shown both', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/tilskud`;
    const typed = { ...Object.fromEntries(readForm((await editor.get(path)).body, path)), commitment_2006: '900.000' };
    expect((await editor.post(path, typed)).statusCode).toBe(303);
    const before = await site.deps.db.selectFrom('audit_log').select('position').execute();
    expect((await editor.post(path, typed)).statusCode).toBe(303);
    expect(await site.deps.db.selectFrom('audit_log').select('position').execute()).toHaveLength(before.length);
    expect((await editor.post(path, { commitment_2006: '1' })).statusCode).toBe(409);
  });

  test('still sees both where a sum is wrong first', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/tilskud`;
    const mine = Object.fromEntries(readForm((await editor.get(path)).body, path));
    await saveForm(editor, path, { commitment_2006: '700.000' });
    const wrong = await editor.post(path, { ...mine, commitment_2006: 'mange' });
    expect(wrong.statusCode).toBe(422);
    const mended = { ...Object.fromEntries(readForm(wrong.body, path)), commitment_2006: '900.000' };
    expect((await editor.post(path, mended)).statusCode).toBe(409);
  });

  test.for<[Record<string, string>, string, string]>([
    [{ commitment_2006: 'en million' }, 'commitment_2006', '2006: »en million« er ikke et beløb i hele kroner.'],
    [{ commitment_2006: '12,50' }, 'commitment_2006', '2006: »12,50« er ikke et beløb i hele kroner.'],
    [{ commitment_2006: '-5' }, 'commitment_2006', '2006: »-5« er ikke et beløb i hele kroner.'],
    [{ commitment_2006: '100', paid_2006: '101' }, 'paid_2006', '2006: Der er udbetalt mere end tilsagnet.'],
    [
      { commitment_2006: '100', paid_2006: '50', advance_2006: '51' },
      'advance_2006',
      '2006: Der er udbetalt mere forud end i alt.',
    ],
  ])('is refused a grant of %o', async ([sums, field, message]) => {
    const made = await make();
    const { statusCode, body } = await editor.post(`/redaktion/partnerskaber/${made.id}/tilskud`, sums);
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
    for (const [name, value] of Object.entries(sums)) expect(valueIn(body, name)).toBe(value);
  });

  test('closes no partnership whose contract is renegotiated, and is led to it', async () => {
    const made = await make('renegotiating');
    const path = `/redaktion/partnerskaber/${made.id}/afslutning`;
    const question = await editor.get(path);
    expect(question.body).not.toContain(`action="${path}"`);
    for (const { body } of [question, await editor.post(path)])
      expect(readLinks(body)).toContainEqual({
        text: 'Gå til kontrakten',
        href: `/mit/partnerskaber/${made.id}/kontrakt`,
      });
    expect((await stored(made)).state).toBe('active');
  });

  test('closes a partnership, is asked for what did not work, and readers still see it', async () => {
    const made = await make();
    const path = `/redaktion/partnerskaber/${made.id}/afslutning`;
    const question = readText((await editor.get(path)).body);
    expect(question).toContain('Der mangler én erfaring om det');
    expect(question).toContain('7 rapporter er over fristen. De kan ikke afleveres, når partnerskabet er afsluttet.');
    const { headers } = await writer.post(`/mit/partnerskaber/${made.id}`);
    const entry = String(headers.location);
    expect(readText((await writer.get(entry)).body)).toContain('Kladden er klar.');
    expect(valueIn((await writer.get(entry)).body, 'title')).toBe(
      'Hvad virkede ikke? Erfaringer fra Partnerskabet på havnen',
    );
    expect(readLinks((await editor.get(path)).body)).toContainEqual({ text: 'en erfaring om det', href: entry });

    expect((await editor.post(path)).statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({ action: 'partnership.close', after: { state: 'closed' } });
    expect((await stored(made)).closed_at).toBeInstanceOf(Date);
    expect((await editor.post(path)).statusCode).toBe(403);
    expect(readText((await site.app.inject(`/partnerskaber/${made.slug}`)).body)).toContain('Afsluttet');
  });
});
