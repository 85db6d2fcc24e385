import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrokenAuditRow } from '#content/audit.ts';
import type { PendingState } from '#content/db/schema.ts';
import { findEntriesBySlug } from '#content/entries/queries.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { approveProposal } from '#content/terms/decide-proposal.ts';
import { proposeMethod } from '#content/terms/propose-term.ts';
import { today } from '#server/deps.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readHeadings, readLinks, readTags, readText } from '../support/html.ts';
import type { State } from '../support/permission-table.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let editor: SignedIn;
let author: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  site = await startTestSite();
  editor = await signIn(site, 'editor');
  author = await createUser(site, 'partner', { name: 'Bente Sørensen' });
});
afterAll(() => site.close());

const list = '/redaktion/ordlister/metode';
const taxonomy = () => loadTaxonomy(site.deps.db, today());
const methods = async () => (await taxonomy()).terms.methods.map(({ slug }) => slug);
const add = (label: string, description = '') => editor.post(list, { label, description });
const lastAudit = async () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'actor_id', 'before', 'after', 'reason'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();

describe('the vocabularies', () => {
  test('are listed with their number of terms', async () => {
    const { statusCode, body } = await editor.get('/redaktion/ordlister');
    expect(statusCode).toBe(200);
    expect(readHeadings(body, 2)).toEqual(['Områder', 'Metoder', 'Målgrupper', 'Organisationstyper']);
    expect(readText(body)).toMatch(/Områder .* 7 områder/);
    expect(readLinks(body)).toContainEqual({
      text: 'Organisationstyper',
      href: '/redaktion/ordlister/organisationstype',
    });
  });

  test('show each term with its description and its published entries', async () => {
    await publish(
      site.deps,
      exchangeEntry({ areas: ['modtagelse'], organisation: { name: 'Et ministerium', type: 'ministerium' } }),
      exchangeEntry({ areas: ['modtagelse'], status: 'draft' }),
    );
    const areas = (await editor.get('/redaktion/ordlister/omraade')).body;
    expect(readText(areas)).toMatch(/Modtagelse Den første tid .*? 1 erfaring Op/);
    expect(readLinks(areas)).toContainEqual({ text: '1 erfaring', href: '/erfaringer?omraade=modtagelse' });
    expect(readText(areas)).toMatch(/Sundhed .*? Ingen erfaringer/);
    const types = (await editor.get('/redaktion/ordlister/organisationstype')).body;
    expect(readText(types)).toMatch(/Ministerium .*?1 erfaring/);
  });

  test.each(['/redaktion/ordlister/areas', '/redaktion/ordlister/omraade/findes-ikke', '/redaktion/metodeforslag/1x'])(
    'have no page %s',
    async (path) => {
      expect((await editor.get(path)).statusCode).toBe(404);
    },
  );

  test('are for editors alone', async () => {
    const consultant = await signIn(site, 'consultant');
    expect((await consultant.get(list)).statusCode).toBe(403);
    expect((await consultant.post(list, { label: 'Smuglet ind' })).statusCode).toBe(403);
    const actor = { actor: consultant.user, requestId: '' };
    await expect(approveProposal(site.deps.db, actor, 1, { label: 'x', description: '' })).rejects.toThrow();
    expect(await methods()).not.toContain('smuglet-ind');
  });
});

describe('a new term', () => {
  test('stands last, can be chosen at once, and is written down', async () => {
    const { statusCode, headers } = await add('  Åben   rådgivning ', 'Alle kan komme.');
    expect([statusCode, headers.location]).toEqual([303, list]);
    expect((await taxonomy()).terms.methods.at(-1)).toMatchObject({
      slug: 'aaben-raadgivning',
      label: 'Åben rådgivning',
      description: 'Alle kan komme.',
    });
    expect(readText((await editor.get(list)).body)).toContain('»Åben rådgivning« er tilføjet.');
    expect((await site.app.inject('/erfaringer?metode=aaben-raadgivning')).statusCode).toBe(200);
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'term.add', object_type: 'term', actor_id: editor.user.id },
      after: { vocabulary: 'methods', slug: 'aaben-raadgivning', label: 'Åben rådgivning' },
    });
  });

  test.each([
    ['', 'Skriv et navn.'],
    ['MENTOR', '»Mentor« findes allerede.'],
    ['!!!', 'Skriv et navn med bogstaver.'],
    ['x'.repeat(81), 'Skriv højst 80 tegn.'],
  ])('cannot be called %j', async (label, message) => {
    const before = await methods();
    const { statusCode, body } = await add(label, 'Skal <ikke> tabes.');
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: '#label' });
    expect(body).toContain('Skal &lt;ikke&gt; tabes.');
    const field = readTags(body).find(({ attributes }) => attributes.id === 'label');
    expect(field?.attributes).toMatchObject({ value: label, 'aria-invalid': 'true' });
    expect(await methods()).toEqual(before);
  });

  test('never gets the address of one that was renamed or retired', async () => {
    await add('Omdøbt');
    await editor.post(`${list}/omdoebt`, { label: 'Hedder nu noget andet', description: '' });
    await add('Omdøbt');
    await add('Udfaset');
    await editor.post(`${list}/udfaset/udfasning`, { successor: 'mentor' });
    await add('Udfaset');
    expect((await methods()).slice(-3)).toEqual(['omdoebt', 'omdoebt-2', 'udfaset-2']);
    expect((await taxonomy()).term('methods', 'udfaset')?.slug).toBe('mentor');
  });
});

describe('a term', () => {
  test('gets another name and keeps its address', async () => {
    await add('Værtsfamilie');
    const page = (await editor.get(`${list}/vaertsfamilie`)).body;
    expect(readTags(page).find(({ attributes }) => attributes.id === 'label')?.attributes.value).toBe('Værtsfamilie');
    const { headers } = await editor.post(`${list}/vaertsfamilie`, {
      label: 'Venskabsfamilie',
      description: 'To familier mødes.',
    });
    expect(headers.location).toBe(list);
    expect((await taxonomy()).term('methods', 'vaertsfamilie')).toMatchObject({
      label: 'Venskabsfamilie',
      description: 'To familier mødes.',
    });
    expect(await lastAudit()).toMatchObject({ action: 'term.rename', before: { label: 'Værtsfamilie' } });
  });

  test('may keep its name when its description is changed, and nothing is written down when nothing is', async () => {
    await add('Samme navn', 'Før.');
    await editor.post(`${list}/samme-navn`, { label: 'Samme navn', description: 'Efter.' });
    expect((await taxonomy()).term('methods', 'samme-navn')?.description).toBe('Efter.');
    const before = await lastAudit();
    await editor.post(`${list}/samme-navn`, { label: 'Samme navn', description: 'Efter.' });
    expect(await lastAudit()).toEqual(before);
  });

  test('cannot take the name of another', async () => {
    await add('Optaget');
    await add('Vil hedde det samme');
    const { statusCode, body } = await editor.post(`${list}/vil-hedde-det-samme`, {
      label: 'optaget',
      description: '',
    });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('»Optaget« findes allerede.');
    expect((await taxonomy()).term('methods', 'vil-hedde-det-samme')?.label).toBe('Vil hedde det samme');
  });

  test('moves up and down among its neighbours, also where their places are the same, and not beyond the ends', async () => {
    await site.deps.db.updateTable('terms').set({ position: 1 }).where('vocabulary', '=', 'target_groups').execute();
    const groups = async () => (await taxonomy()).terms.target_groups.map(({ slug }) => slug);
    const move = (slug: string, direction: string) =>
      editor.post(`/redaktion/ordlister/maalgruppe/${slug}/flytning`, { direction });
    const [first, second, third, ...rest] = (await groups()) as [string, string, string, ...string[]];
    const { headers } = await move(third, 'up');
    expect(headers.location).toBe(`/redaktion/ordlister/maalgruppe#emneord-${third}`);
    expect(await groups()).toEqual([first, third, second, ...rest]);
    await move(first, 'down');
    expect(await groups()).toEqual([third, first, second, ...rest]);
    await move(third, 'up');
    await move(rest.at(-1) as string, 'down');
    expect(await groups()).toEqual([third, first, second, ...rest]);
    const page = (await editor.get('/redaktion/ordlister/maalgruppe')).body;
    expect(page.match(/aria-label="Flyt [^"]* (op|ned)"/g)).toHaveLength((rest.length + 3) * 2 - 2);
  });

  test('is retired in favour of another, and the list says what became of it', async () => {
    await add('Gammel metode');
    await add('Ny metode');
    const { headers } = await editor.post(`${list}/gammel-metode/udfasning`, { successor: 'ny-metode' });
    expect(headers.location).toBe(list);
    const text = readText((await editor.get(list)).body);
    expect(text).toContain('»Gammel metode« bruges ikke mere.');
    expect(text).toContain('Gammel metode, nu Ny metode');
    expect(await lastAudit()).toMatchObject({ action: 'term.retire', after: { successor: 'ny-metode' } });
    expect((await editor.get(`${list}/gammel-metode`)).statusCode).toBe(404);
    expect((await editor.post(`${list}/gammel-metode`, { label: 'Igen', description: '' })).statusCode).toBe(404);
    expect((await editor.post(`${list}/gammel-metode/udfasning`)).statusCode).toBe(404);
  });

  test('that entries need stays until it is said what follows it', async () => {
    await publish(site.deps, exchangeEntry({ areas: ['kultur-og-fritid'] }));
    const path = '/redaktion/ordlister/omraade/kultur-og-fritid';
    const { statusCode, body } = await editor.post(`${path}/udfasning`, { successor: '' });
    expect(statusCode).toBe(422);
    const [link] = readLinks(body).filter(({ href }) => href === '#successor');
    expect(link?.text).toBe('Der er erfaringer under området. Vælg, hvilket område de skal høre under.');
    expect((await taxonomy()).term('areas', 'kultur-og-fritid')?.slug).toBe('kultur-og-fritid');
  });
});

describe('a proposed method', () => {
  /** A proposal for an entry of the state; returns its id and the entry's. */
  async function propose(label: string, state: State) {
    const people = { author, editor: editor.user };
    const before = state === 'draft' ? 'draft' : 'published with a draft';
    const entry = await makeEntry(site.deps, before, people, { title: `Savner ${label}`, methods: ['mentor'] });
    const acting = { actor: author, requestId: '' };
    await proposeMethod(site.deps.db, acting, entry.id, { label, description: 'Fra en partner.' }, await taxonomy());
    const { id } = await site.deps.db
      .selectFrom('term_proposals')
      .select('id')
      .where('label', '=', label)
      .executeTakeFirstOrThrow();
    if (state === 'published') await forgetDraft(entry.id, null);
    return { path: `/redaktion/metodeforslag/${id}`, id, entry };
  }

  async function forgetDraft(entryId: number, pending: PendingState | null) {
    await site.deps.db.updateTable('entry_drafts').set({ fields: null }).where('entry_id', '=', entryId).execute();
    await site.deps.db.updateTable('entries').set({ pending }).where('id', '=', entryId).execute();
  }

  const outcomeOf = (id: number) =>
    site.deps.db
      .selectFrom('term_proposals')
      .select(['outcome', 'reason', 'decided_by'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const draftOf = (id: number) =>
    site.deps.db
      .selectFrom('entry_drafts')
      .select(['fields', 'version', 'saved_by'])
      .where('entry_id', '=', id)
      .executeTakeFirstOrThrow();

  test('waits where the methods are looked after, with its author and its entry', async () => {
    const { path, entry } = await propose('Gårdmandskursus', 'draft');
    for (const page of ['/redaktion/ordlister', list])
      expect(readLinks((await editor.get(page)).body)).toContainEqual({ text: 'Gårdmandskursus', href: path });
    const { body } = await editor.get(path);
    expect(readText(body)).toContain('Foreslået af Bente Sørensen');
    expect(readLinks(body)).toContainEqual({
      text: 'Savner Gårdmandskursus',
      href: `/mit/erfaringer/${entry.id}/visning`,
    });
  });

  test('is approved with other words, and given to what is being written', async () => {
    const { path, id, entry } = await propose('sprogven', 'draft');
    const { version } = await draftOf(entry.id);
    const term = { label: 'Sprogven', description: 'En frivillig, der taler dansk.' };
    const { headers } = await editor.post(path, { decision: 'approve', ...term });
    expect(headers.location).toBe(list);
    expect((await taxonomy()).term('methods', 'sprogven')).toMatchObject(term);
    const draft = await draftOf(entry.id);
    expect(draft.fields?.methods).toEqual(['mentor', 'sprogven']);
    expect([draft.version, draft.saved_by]).toEqual([version + 1, editor.user.id]);
    expect(await outcomeOf(id)).toMatchObject({ outcome: 'approved', decided_by: editor.user.id });
    expect(readText((await editor.get(list)).body)).not.toContain('Foreslået af Bente Sørensen sprogven');
  });

  test('is given to the published text where nothing is being written, and found by it', async () => {
    const { path, entry } = await propose('Idrætsmentor', 'published');
    await editor.post(path, { decision: 'approve', label: 'Idrætsmentor', description: '' });
    await site.deps.worker.settled();
    const { methods: given } = (await site.app.inject(`/api/v1/entries/${entry.slug}`)).json();
    expect(given).toEqual(['mentor', 'idraetsmentor']);
    const { hits } = (await site.app.inject('/api/v1/entries?method=idraetsmentor')).json();
    expect(hits.map(({ slug }: { slug: string }) => slug)).toEqual([entry.slug]);
  });

  test('is given to what is being written alone, where readers have an older text', async () => {
    const { path, entry } = await propose('Cykelskole', 'published with a draft');
    await editor.post(path, { decision: 'approve', label: 'Cykelskole', description: '' });
    const published = (await findEntriesBySlug(site.deps.db, [entry.slug], 'published')).get(entry.slug);
    expect(published?.methods).toEqual(['mentor']);
    expect((await draftOf(entry.id)).fields?.methods).toEqual(['mentor', 'cykelskole']);
  });

  test('that is a method already becomes that method', async () => {
    const { path, entry } = await propose('Mentorordning', 'draft');
    const before = await methods();
    await editor.post(path, { decision: 'approve', label: 'efteruddannelse', description: '' });
    expect(await methods()).toEqual(before);
    expect((await draftOf(entry.id)).fields?.methods).toEqual(['mentor', 'efteruddannelse']);
  });

  test('is turned down with a reason, which its author can read', async () => {
    const { path, id } = await propose('Det rene vås', 'draft');
    const withoutReason = await editor.post(path, { decision: 'reject', reason: ' ', label: 'Det rene vås' });
    expect(withoutReason.statusCode).toBe(422);
    expect(readLinks(withoutReason.body)).toContainEqual({ text: 'Skriv til forfatteren, hvorfor.', href: '#reason' });
    expect((await outcomeOf(id)).outcome).toBeNull();
    await editor.post(path, { decision: 'reject', reason: 'Brug Mentor.' });
    expect(await outcomeOf(id)).toMatchObject({ outcome: 'rejected', reason: 'Brug Mentor.' });
    expect(await methods()).not.toContain('det-rene-vaas');
  });

  test('is decided once', async () => {
    const { path, id } = await propose('To redaktører', 'draft');
    await editor.post(path, { decision: 'approve', label: 'To redaktører', description: '' });
    const { statusCode, body } = await editor.post(path, { decision: 'reject', reason: 'For sent.' });
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Der er allerede taget stilling til forslaget.');
    expect((await outcomeOf(id)).outcome).toBe('approved');
    expect((await editor.get(path)).statusCode).toBe(404);
  });
});

test('every change is in the audit log, whose chain is whole', async () => {
  const rows = await site.deps.db.selectFrom('audit_log').select('action').where('object_type', '=', 'term').execute();
  const actions = new Set(rows.map(({ action }) => action));
  expect([...actions].sort()).toEqual(['term.add', 'term.approve', 'term.move', 'term.rename', 'term.retire']);
  expect(await findBrokenAuditRow(site.deps.db)).toBeUndefined();
});
