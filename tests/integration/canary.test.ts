import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '#content/audit.ts';
import { createEntry } from '#content/entries/create-entry.ts';
import { cancelPublication, publishEntry } from '#content/entries/publish-entry.ts';
import { commentOnField, returnEntry } from '#content/entries/review-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { submitEntry } from '#content/entries/submit-entry.ts';
import { restoreEntry, withdrawEntry } from '#content/entries/withdraw-entry.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import { proposeMethod } from '#content/terms/propose-term.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createCanaries, plantFields, plantFiles } from '../support/canaries.ts';
import { finishedDraft, type MadeEntry } from '../support/entry-states.ts';
import { readLinks } from '../support/html.ts';
import { readIndex } from '../support/index.ts';
import { look, publicAddresses, type Surface, searchAddresses } from '../support/reader-surfaces.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const canaries = createCanaries();
const { plant, places } = canaries;

/** How far a hidden text has come; `beside` a published text that readers have, or as the entry's first. */
const states = ['draft', 'submitted', 'returned', 'scheduled'] as const;
const hidden = [
  ...states.map((state) => ({ name: state, state, beside: false })),
  ...states.map((state) => ({ name: `${state} beside a published text`, state, beside: true })),
  { name: 'withdrawn', state: 'withdrawn', beside: false } as const,
];
type Hidden = (typeof hidden)[number];

let site: TestSite;
let author: Awaited<ReturnType<typeof createUser>>;
let asAuthor: SignedIn;
let writing: Acting;
let editing: Acting;
const made = new Map<string, MadeEntry>();

beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner', {
    name: plant('the name of an author'),
    email: `${plant('the address of an author')}@eksempel.dk`,
  });
  asAuthor = await signIn(site, author);
  writing = { actor: author, requestId: 'test' };
  editing = { actor: await createUser(site, 'editor'), requestId: 'test' };
  for (const entry of hidden) made.set(entry.name, await makeHidden(entry));
  await site.deps.worker.settled();
  await site.deps.database.changes.caughtUp();
});
afterAll(() => site.close());

async function makeHidden(entry: Hidden): Promise<MadeEntry> {
  const { db } = site.deps;
  const id = await createEntry(db, writing);
  const own: MadeEntry = { id, slug: await slugOf(id) };
  if (entry.beside) {
    await save(own, finishedDraft({ title: `Kendt erfaring ${id}`, methods: ['mentor'] }));
    await publish(own);
  }
  await save(own, plantFields(canaries, entry.name));
  await plantFiles(site, author, canaries, own, entry.name);
  const proposal = {
    label: plant(`${entry.name}: a proposed method`),
    description: plant(`${entry.name}: its meaning`),
  };
  await proposeMethod(db, writing, id, proposal, await site.deps.getTaxonomy());
  await bringTo(entry, own);
  return { id, slug: await slugOf(id) };
}

/** Takes the text to where it is to stand, with words in all that is said about it on the way. */
async function bringTo({ name, state }: Hidden, own: MadeEntry): Promise<void> {
  const { db, getTaxonomy } = site.deps;
  if (state === 'draft') return;
  if (state === 'withdrawn') {
    await publish(own);
    return withdrawEntry(db, editing, own.id, 'Den holder ikke længere.');
  }
  await submitEntry(db, writing, own.id, await getTaxonomy());
  const comment = { field: 'summary', body: plant(`${name}: a comment`) };
  await commentOnField(db, editing, own.id, comment);
  if (state === 'returned') await returnEntry(db, editing, own.id, plant(`${name}: why it was returned`));
  if (state === 'scheduled')
    await publish(own, { changeNote: plant(`${name}: a change note`), dueAt: new Date('2099-12-24') });
}

async function save(own: MadeEntry, fields: ReturnType<typeof plantFields>): Promise<void> {
  const { version } = await readWorkingText(site.deps.db, own, await site.deps.getTaxonomy());
  await saveDraft(site.deps.db, writing, own.id, { fields, basedOn: version });
}

async function publish({ id }: MadeEntry, order: { changeNote?: string; dueAt?: Date } = {}): Promise<void> {
  const whole = { kind: 'major' as const, changeNote: 'Nyt.', dueAt: null, overrideReason: '', ...order };
  await publishEntry(site.deps.db, editing, id, whole, await site.deps.getTaxonomy());
}

async function slugOf(id: number): Promise<string> {
  const { slug } = await site.deps.db
    .selectFrom('entries')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return slug;
}

/** Where each of the words can be seen. */
function sightings(surfaces: Surface[]): string[] {
  return surfaces.flatMap(({ url, text }) =>
    [...places].filter(([word]) => text.includes(word)).map(([, place]) => `${place} at ${url}`),
  );
}

async function lookAtAll(addresses: string[]): Promise<Surface[]> {
  const surfaces: Surface[] = [];
  for (const url of addresses) surfaces.push(await look(site, url));
  return surfaces;
}

/** Every public address, with every slug and key there is, and the ways to compare the texts of an entry. */
async function allAddresses(): Promise<string[]> {
  const { db } = site.deps;
  const entries = await db.selectFrom('entries').select('slug').execute();
  const files = await db.selectFrom('attachments').select(['key', 'filename']).execute();
  const slugs = entries.map(({ slug }) => slug);
  const values = {
    slug: [...slugs, 'findes-ikke'],
    key: files.map(({ key }) => key),
    name: ['fil', 'areas', 'methods', 'target_groups', 'organisation_types', 'municipalities'],
    token: ['findes-ikke'],
    ...{ number: ['1'], year: ['2007'] },
    ...{ hash: ['x'], '*': ['app.css', 'app.js', 'findes-ikke.css'] },
  };
  const numbers = [1, 2, 3, 4];
  const comparisons = numbers.flatMap((from) => numbers.map((to) => `fra=${from}&til=${to}`));
  return [
    ...publicAddresses(site, values),
    ...slugs.flatMap((slug) => comparisons.map((query) => `/erfaringer/${slug}/historik?${query}`)),
  ];
}

async function everythingIndexed(): Promise<Surface> {
  const { client, indexUid } = site.deps.engine;
  const content = [await readIndex(site.deps.engine), await client.index(indexUid).getSettings()];
  return { url: 'the index', status: 200, text: JSON.stringify(content).toLowerCase() };
}

describe('no word of a hidden text', () => {
  test('can be seen at any address that is open to all', async () => {
    const surfaces = await lookAtAll(await allAddresses());
    expect(sightings(surfaces)).toEqual([]);
    const statuses = new Set(surfaces.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 302, 400, 404, 410]);
  });

  test('is found, shown or counted by any search or choice, on the page, in the API or in the feed', async () => {
    const surfaces = await lookAtAll(await searchAddresses(site, [...places.keys()]));
    expect(sightings(surfaces)).toEqual([]);
    const bySlug = surfaces.flatMap(({ url, text }) =>
      hidden.filter(({ name, beside }) => !beside && text.includes(`/${made.get(name)?.slug}"`)).map(() => url),
    );
    expect(bySlug).toEqual([]);
    const nothing = JSON.stringify({
      area: {},
      municipality: {},
      method: {},
      target_group: {},
      organisation_type: {},
      year: {},
      verdict: {},
      tried: {},
    });
    const answers = surfaces.filter(({ url }) => /^\/api\/.*[?&]q=./.test(url));
    expect(answers).toHaveLength(places.size);
    for (const { url, text } of answers)
      expect([url, text.includes('"total":0'), text.includes(`"hits":[],"facets":${nothing}`)]).toEqual([
        url,
        true,
        true,
      ]);
  }, 120_000);

  test('has left a trace in the counts of the facets', async () => {
    const { total, facets } = (await site.app.inject('/api/v1/entries')).json();
    const besides = hidden.filter(({ beside }) => beside).length;
    expect(total).toBe(besides);
    expect(facets).toEqual({
      ...{ area: { beskaeftigelse: besides }, method: { mentor: besides } },
      ...{ municipality: {}, target_group: {}, organisation_type: {}, year: {} },
      ...{ verdict: { not_assessed: besides }, tried: {} },
    });
  });

  test('is in the index, nor what the search engine was told of its settings', async () => {
    expect(sightings([await everythingIndexed()])).toEqual([]);
    expect(await readIndex(site.deps.engine)).toHaveLength(hidden.filter(({ beside }) => beside).length);
  });

  test('is given away by the files of its entry, whose addresses say that there is nothing, or no longer', async () => {
    for (const { name, state } of hidden) {
      const files = await site.deps.db
        .selectFrom('attachments')
        .select('key')
        .where('entry_id', '=', made.get(name)?.id as number)
        .execute();
      expect(files).toHaveLength(2);
      for (const { key } of files)
        expect([name, (await look(site, `/filer/${key}/fil`)).status]).toEqual([
          name,
          state === 'withdrawn' ? 410 : 404,
        ]);
    }
  });
});

describe('the words are there all the same, for', () => {
  test.each(hidden.map(({ name }) => name))('the author of the text that is %s', async (name) => {
    const id = made.get(name)?.id;
    const own = [`/mit/erfaringer/${id}`, `/mit/erfaringer/${id}/visning`];
    const pages = await Promise.all(own.map((path) => asAuthor.get(path)));
    const seen = pages.map(({ body }) => body).join('\n');
    for (const field of ['title', 'summary', 'lessons', 'contact_name', "a file's name"]) {
      const [word] = [...places].find(([, place]) => place === `${name}: ${field}`) ?? [];
      expect([field, seen.includes(String(word))]).toEqual([field, true]);
    }
    const file = readLinks(seen).find(({ href }) => href.startsWith('/filer/') && href.endsWith('.docx'));
    expect((await asAuthor.get(String(file?.href))).statusCode).toBe(200);
  });
});

test('once they are published, the same eyes see the words everywhere', async () => {
  const { db } = site.deps;
  for (const { name, state } of hidden) {
    const own = made.get(name) as MadeEntry;
    if (state === 'withdrawn') await restoreEntry(db, editing, own.id);
    else {
      if (state === 'scheduled') await cancelPublication(db, editing, own.id);
      await publish(own);
    }
  }
  await site.deps.worker.settled();
  await site.deps.database.changes.caughtUp();
  const surfaces = [
    ...(await lookAtAll(await allAddresses())),
    ...(await lookAtAll(await searchAddresses(site, []))),
    await everythingIndexed(),
  ];
  const seen = sightings(surfaces);
  const seenAt = (pattern: RegExp) =>
    hidden.filter(({ name }) => seen.some((one) => one.startsWith(`${name}: `) && pattern.test(one)));
  for (const pattern of [
    ...[/: title at \/erfaringer\/[^/.]+$/, /: title at .*\.md$/, /: title at \/api\/v1\/entries\//],
    ...[/: title at \/erfaringer\?kommune=laesoe$/, /: summary at \/api\/v1\/entries\?.*year=1987$/],
    ...[/: summary at \/feed\.atom$/, /: one_liner at \/feed\.atom\?aar=1987$/, /: lessons at the index$/],
    ...[/: a file's name at \/erfaringer\/[^/.]+$/, /: a file's text at \/filer\//],
  ])
    expect([pattern, seenAt(pattern)]).toEqual([pattern, hidden]);
  expect(seenAt(/: summary at .*\/historik\?/)).toEqual(hidden.filter(({ beside }) => beside));
});
