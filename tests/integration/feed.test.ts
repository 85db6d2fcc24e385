import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '#content/audit.ts';
import type { ChangeKind } from '#content/db/schema.ts';
import type { DraftFields } from '#content/entries/draft.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { finishedDraft, makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readFeed } from '../support/feed.ts';
import { readLinks, readTags } from '../support/html.ts';
import { createUser } from '../support/session.ts';

let site: TestSite;
let editor: Acting;
beforeAll(async () => {
  site = await startTestSite();
  editor = { actor: await createUser(site, 'editor'), requestId: 'prøve' };
});
afterAll(() => site.close());

const get = (url: string, headers: Record<string, string> = {}) => site.app.inject({ url, headers });
async function open(url: string) {
  const { statusCode, headers, body } = await get(url);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  return readFeed(body);
}
const titles = async (url: string) => (await open(url)).entries.map(({ title }) => title);
const find = async (title: string) => (await open('/feed.atom')).entries.find((entry) => entry.title === title);

/** An entry that an editor has published just now. */
async function makePublished(changes: Partial<DraftFields>) {
  const actor = editor.actor as NonNullable<Acting['actor']>;
  const made = await makeEntry(site.deps, 'published', { author: actor, editor: actor }, changes);
  await site.deps.worker.settled();
  return made;
}

/** Publishes a new text of it. */
async function change(id: number, kind: ChangeKind, changeNote: string, changes: Partial<DraftFields>) {
  const { db, getTaxonomy, worker } = site.deps;
  const { version } = await db
    .selectFrom('entry_drafts')
    .select('version')
    .where('entry_id', '=', id)
    .executeTakeFirstOrThrow();
  await saveDraft(db, editor, id, { fields: finishedDraft(changes), basedOn: version });
  const order = { kind, changeNote, dueAt: null, overrideReason: '' };
  await publishEntry(db, editor, id, order, await getTaxonomy());
  await worker.settled();
}

describe('the feed', () => {
  test('tells what an entry is, who stands behind it and where it is', async () => {
    await publish(
      site.deps,
      exchangeEntry({
        ...{ slug: 'i-feedet', title: 'Mad & musik <i Vejle>', one_liner: 'Det virker.', summary: '**Kort** sagt' },
        ...{ organisation: { name: 'Vejle Kommune', type: 'kommune' }, published_at: '2006-05-04T10:00:00Z' },
      }),
    );
    expect(await find('Mad & musik <i Vejle>')).toEqual({
      title: 'Mad & musik <i Vejle>',
      href: 'https://eksempel.dk/erfaringer/i-feedet',
      published: '2006-05-04T10:00:00.000Z',
      updated: '2006-05-04T10:00:00.000Z',
      author: 'Vejle Kommune',
      summary: 'Det virker.',
      content: '<p><strong>Kort</strong> sagt</p>\n',
    });
  });

  test('names Integrationsservice where an entry names nobody, and never a contact', async () => {
    const contact = { name: 'Åse Ågård', phone: '76810000', email: 'aase@vejle.dk', organisation: 'Jobcenter' };
    await publish(site.deps, exchangeEntry({ title: 'Uden afsender', contact }));
    expect((await find('Uden afsender'))?.author).toBe('Integrationsservice');
    const { body } = await get('/feed.atom');
    for (const value of Object.values(contact)) expect(body).not.toContain(value);
  });

  test('says where it stands and of which page it tells', async () => {
    expect(await open('/feed.atom')).toMatchObject({
      title: 'Erfaringsdatabasen',
      self: 'https://eksempel.dk/feed.atom',
      alternate: 'https://eksempel.dk/erfaringer',
    });
    expect(await open('/feed.atom?side=2&omraade=sundhed&q=job+%26+mad')).toMatchObject({
      title: 'Erfaringsdatabasen: »job & mad«, Sundhed',
      self: 'https://eksempel.dk/feed.atom?q=job+%26+mad&omraade=sundhed',
      alternate: 'https://eksempel.dk/erfaringer?q=job+%26+mad&omraade=sundhed',
    });
  });

  test('has at most the 50 latest', async () => {
    const many = Array.from({ length: 51 }, (_, index) =>
      exchangeEntry({
        ...{ title: `Række ${index}`, areas: ['modtagelse'] },
        published_at: new Date(Date.UTC(2030, 0, 1 + index)).toISOString(),
      }),
    );
    await publish(site.deps, ...many);
    const latest = Array.from({ length: 50 }, (_, index) => `Række ${50 - index}`);
    expect(await titles('/feed.atom')).toEqual(latest);
    expect(await titles('/feed.atom?omraade=modtagelse')).toEqual(latest);
    expect((await open('/feed.atom')).updated).toBe('2030-02-20T00:00:00.000Z');
    await publish(site.deps, ...many.map((entry) => ({ ...entry, status: 'withdrawn' })));
  });

  test('need not be sent again while nothing has changed', async () => {
    const { headers } = await get('/feed.atom?omraade=sundhed');
    const etag = String(headers.etag);
    expect((await get('/feed.atom?omraade=sundhed', { 'if-none-match': etag })).statusCode).toBe(304);
    await publish(site.deps, exchangeEntry());
    expect((await get('/feed.atom?omraade=sundhed', { 'if-none-match': etag })).statusCode).toBe(200);
  });
});

describe('a change', () => {
  test('that is major brings the entry to the top, with a note of what is new', async () => {
    const { id } = await makePublished({ title: 'Den gamle', areas: ['sundhed'] });
    const before = await find('Den gamle');
    await makePublished({ title: 'Den yngre', areas: ['sundhed'] });
    await change(id, 'major', 'Tallene for 2007 & 2008 er med.', { title: 'Den gamle', areas: ['sundhed'] });
    expect((await titles('/feed.atom')).slice(0, 2)).toEqual(['Den gamle', 'Den yngre']);
    expect(await titles('/feed.atom?omraade=sundhed')).toEqual(['Den gamle', 'Den yngre']);
    const after = await find('Den gamle');
    expect(after?.published).toBe(before?.published);
    expect(String(after?.updated) > String(before?.updated)).toBe(true);
    expect(after?.content).toContain('<p><strong>Ændret:</strong> Tallene for 2007 &amp; 2008 er med.</p>');
    expect(before?.content).not.toContain('Ændret');
  });

  test('that is minor changes the words alone', async () => {
    const { id } = await makePublished({ title: 'Med en slåfejl' });
    const before = await find('Med en slåfejl');
    await makePublished({ title: 'Nyere end den med fejlen' });
    await change(id, 'minor', 'Slåfejl rettet.', { title: 'Uden en slåfejl' });
    const after = await find('Uden en slåfejl');
    expect(after?.updated).toBe(before?.updated);
    expect(after?.content).not.toContain('Slåfejl rettet');
    expect((await titles('/feed.atom'))[0]).toBe('Nyere end den med fejlen');
  });

  test('that waits for its time is not told of', async () => {
    const { id } = await makePublished({ title: 'Skal ændres til jul' });
    const { db, getTaxonomy } = site.deps;
    await saveDraft(db, editor, id, { fields: finishedDraft({ title: 'Ændret til jul' }), basedOn: 2 });
    const order = {
      kind: 'major',
      changeNote: 'Glædelig jul.',
      dueAt: new Date('2099-12-24'),
      overrideReason: '',
    } as const;
    await publishEntry(db, editor, id, order, await getTaxonomy());
    const entry = await find('Skal ændres til jul');
    expect(entry?.updated).toBe(entry?.published);
    expect((await get('/feed.atom')).body).not.toMatch(/Glædelig jul|Ændret til jul/);
  });
});

describe('the feed of a search', () => {
  test('has what the search finds, on all its pages, the latest first', async () => {
    const some = Array.from({ length: 25 }, (_, index) =>
      exchangeEntry({ title: `Fodbold ${index}`, areas: [index % 2 ? 'kultur-og-fritid' : 'uddannelse'] }),
    );
    await publish(site.deps, ...some);
    expect((await titles('/feed.atom?q=fodbold')).sort()).toEqual(some.map(({ title }) => title).sort());
    const chosen = await titles('/feed.atom?q=fodbold&omraade=kultur-og-fritid&sortering=titel&side=2');
    expect(chosen).toHaveLength(12);
    expect(chosen.toSorted()).toEqual(
      some
        .filter((_, index) => index % 2)
        .map(({ title }) => title)
        .sort(),
    );
  });

  test('is empty, but a feed, where nothing is found', async () => {
    const feed = await open('/feed.atom?q=xyzxyz');
    expect(feed.entries).toEqual([]);
    expect(feed.updated).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('is refused where a choice means nothing, since it would send everything', async () => {
    expect((await get('/feed.atom?omraade=fiskeri')).statusCode).toBe(400);
  });

  test('is linked from its page, for people and for programs', async () => {
    const feedsOf = (html: string) =>
      readTags(html)
        .filter(({ name, attributes }) => name === 'link' && attributes.type === 'application/atom+xml')
        .map(({ attributes }) => attributes.href);
    const { body } = await get('/erfaringer?q=fodbold&omraade=uddannelse&sortering=titel');
    const href = '/feed.atom?q=fodbold&omraade=uddannelse';
    expect(feedsOf(body)).toEqual([href]);
    expect(readLinks(body)).toContainEqual({ text: 'Følg med (Atom)', href });
    expect(feedsOf((await get('/')).body)).toEqual(['/feed.atom']);
    expect(feedsOf((await get('/om')).body)).toEqual([]);
  });
});

test('no address may ask for feeds without end', async () => {
  const strict = await startTestSite({ RATE_LIMIT: '2' });
  const statuses = [];
  for (let round = 0; round < 3; round += 1) statuses.push((await strict.app.inject('/feed.atom?q=job')).statusCode);
  await strict.close();
  expect(statuses).toEqual([200, 200, 429]);
});
