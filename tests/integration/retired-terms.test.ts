import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '#content/audit.ts';
import { parseEntry } from '#content/entries/exchange.ts';
import { importBatch } from '#content/entries/import-entries.ts';
import { findEntriesBySlug } from '#content/entries/queries.ts';
import { Refused } from '#content/refusal.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { addTerm } from '#content/terms/add-term.ts';
import { moveTerm } from '#content/terms/move-term.ts';
import { renameTerm } from '#content/terms/rename-term.ts';
import { retireTerm } from '#content/terms/retire-term.ts';
import { today } from '#server/deps.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exportLines, importLines } from '../support/exchange-files.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { readElement, readLinks, readText } from '../support/html.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { createUser } from '../support/session.ts';

let site: TestSite;
let editor: Acting;
beforeAll(async () => {
  site = await startTestSite();
  editor = { actor: await createUser(site, 'editor'), requestId: 'prøve' };
});
afterAll(() => site.close());

const methods = (slug: string) => ({ vocabulary: 'methods' as const, slug });
const add = (label: string) => addTerm(site.deps.db, editor, 'methods', { label, description: '' });
const retire = async (slug: string, successor: string | null) => {
  await retireTerm(site.deps.db, editor, methods(slug), successor);
  await site.deps.database.changes.caughtUp();
};
const taxonomy = () => loadTaxonomy(site.deps.db, today());
const get = (url: string) => site.app.inject(url);
const search = async (query: string) => (await get(`/api/v1/entries?per_page=100&${query}`)).json();
const slugsFound = async (query: string) => {
  const { hits } = await search(query);
  return hits.map(({ slug }: { slug: string }) => slug).sort();
};
async function expectUpToDate(): Promise<void> {
  await site.deps.worker.settled();
  expect(await readIndex(site.deps.engine)).toEqual(await expectedIndex(site.deps.database, await taxonomy()));
}

describe('a retired term with a successor', () => {
  test('means its successor, also through several', async () => {
    const [a, b, c] = [await add('Kæde A'), await add('Kæde B'), await add('Kæde C')];
    await retire(a, b);
    expect((await taxonomy()).term('methods', a)?.slug).toBe(b);
    await retire(b, c);
    expect((await taxonomy()).term('methods', a)?.slug).toBe(c);
    expect((await taxonomy()).term('methods', b)?.slug).toBe(c);
    expect((await taxonomy()).terms.methods.map(({ slug }) => slug)).not.toContain(a);
  });

  test('means nothing where the successors lead round in a circle', async () => {
    const [a, b] = [await add('Kreds A'), await add('Kreds B')];
    await retire(a, b);
    const { id } = await site.deps.db.selectFrom('terms').select('id').where('slug', '=', a).executeTakeFirstOrThrow();
    await site.deps.db
      .updateTable('terms')
      .set({ valid_to: '2020-01-01', successor_id: id })
      .where('slug', '=', b)
      .execute();
    expect((await taxonomy()).term('methods', a)).toBeUndefined();
  });

  test('cannot succeed another, nor itself, nor come from another vocabulary', async () => {
    const [a, b, c] = [await add('Efterfølger A'), await add('Efterfølger B'), await add('Efterfølger C')];
    await retire(a, b);
    for (const successor of [a, c, 'sundhed', 'findes-ikke'])
      await expect(retire(c, successor)).rejects.toThrow(Refused);
    expect((await taxonomy()).term('methods', c)?.slug).toBe(c);
  });

  test('leads its old addresses on to the successor', async () => {
    const [old, next] = [await add('Gammel adresse'), await add('Ny adresse')];
    await retire(old, next);
    const { statusCode, headers } = await get(`/erfaringer?q=job&metode=${old}&metode=${next}`);
    expect([statusCode, headers.location]).toEqual([302, `/erfaringer?q=job&metode=${next}`]);
  });

  test('is found under the successor, by list, count, words and API, once the index has followed', async () => {
    const [old, next] = [await add('Sprogmakker'), await add('Sprogtræner')];
    await publish(
      site.deps,
      exchangeEntry({ slug: 'kun-gammel', methods: [old] }),
      exchangeEntry({ slug: 'begge', methods: [old, next] }),
      exchangeEntry({ slug: 'kun-ny', methods: [next] }),
    );
    expect(await slugsFound(`method=${old}`)).toEqual(['begge', 'kun-gammel']);
    await retire(old, next);
    await site.deps.worker.settled();
    const all = ['begge', 'kun-gammel', 'kun-ny'];
    expect(await slugsFound(`method=${next}`)).toEqual(all);
    expect(await slugsFound(`method=${old}`)).toEqual(all);
    expect(await slugsFound('q=sprogtr%C3%A6ner')).toEqual(all);
    expect(await slugsFound('q=%22sprogmakker%22')).toEqual([]);
    const { facets } = await search('');
    expect([facets.method[next], facets.method[old]]).toEqual([3, undefined]);
    const page = (await get(`/erfaringer?metode=${next}`)).body;
    expect(readElement(page, /<h2[^>]* id="antal"/)).toBe('3 erfaringer');
    expect(readText(page)).toContain('Sprogtræner 3');
    await expectUpToDate();
  });

  test('is gone from the pages of its entries, which link to the successor', async () => {
    const [old, next] = [await add('Fra nu af væk'), await add('Fra nu af her')];
    await publish(site.deps, exchangeEntry({ slug: 'har-skiftet', methods: [old] }));
    await retire(old, next);
    const page = (await get('/erfaringer/har-skiftet')).body;
    expect(readLinks(page)).toContainEqual({ text: 'Fra nu af her', href: `/erfaringer?metode=${next}` });
    expect(readText(page)).not.toContain('Fra nu af væk');
    expect((await get('/api/v1/entries/har-skiftet')).json().methods).toEqual([next]);
  });

  test('is moved in every text of an entry, also those that no reader sees', async () => {
    const [old, next] = [await add('I alle tekster'), await add('I alle tekster nu')];
    const entry = exchangeEntry({ slug: 'to-tekster', methods: [old] });
    await write(site.deps.db, entry);
    await write(site.deps.db, { ...entry, title: 'Anden tekst', status: 'draft' });
    await retire(old, next);
    for (const revision of ['latest', 'published'] as const)
      expect((await findEntriesBySlug(site.deps.db, ['to-tekster'], revision)).get('to-tekster')?.methods).toEqual([
        next,
      ]);
  });

  test('is taken by an import as its successor, once', async () => {
    const [old, next] = [await add('Før importen'), await add('Efter importen')];
    await retire(old, next);
    const { bad, created } = await importLines(
      site.deps.database,
      JSON.stringify(exchangeEntry({ slug: 'importeret', methods: [old, next, old] })),
    );
    expect([bad, created]).toEqual([[], 1]);
    expect((await get('/api/v1/entries/importeret')).json().methods).toEqual([next]);
  });
});

describe('a retired term without a successor', () => {
  test('is shown, found and exported nowhere, and is not known any more', async () => {
    const old = await add('Uden arving');
    await publish(site.deps, exchangeEntry({ slug: 'havde-den', methods: [old, 'mentor'] }));
    await retire(old, null);
    await expectUpToDate();
    expect((await taxonomy()).term('methods', old)).toBeUndefined();
    expect((await get('/api/v1/entries/havde-den')).json().methods).toEqual(['mentor']);
    expect((await search('')).facets.method[old]).toBeUndefined();
    expect((await get(`/api/v1/entries?method=${old}`)).statusCode).toBe(400);
    expect(readText((await get(`/erfaringer?metode=${old}`)).body)).toContain(`»${old}« findes ikke under metode.`);
    const lines = await exportLines(site.deps.database);
    expect(lines.join('')).not.toContain(old);
    const { bad, unchanged } = await importLines(site.deps.database, lines.join(''));
    expect([bad, unchanged]).toEqual([[], lines.length]);
  });

  test('cannot be an area that entries stand under, nor a type that organisations have', async () => {
    const organisation = { name: 'Foreningen Prøve', type: 'forening' };
    await write(site.deps.db, exchangeEntry({ areas: ['modtagelse'], organisation, status: 'draft' }));
    for (const address of [
      { vocabulary: 'areas', slug: 'modtagelse' },
      { vocabulary: 'organisation_types', slug: 'forening' },
    ] as const)
      await expect(retireTerm(site.deps.db, editor, address, null)).rejects.toThrow(Refused);
    expect((await taxonomy()).term('areas', 'modtagelse')?.slug).toBe('modtagelse');
    const unused = await addTerm(site.deps.db, editor, 'areas', { label: 'Ubrugt', description: '' });
    await retireTerm(site.deps.db, editor, { vocabulary: 'areas', slug: unused }, null);
    expect((await taxonomy()).term('areas', unused)).toBeUndefined();
  });
});

describe('an organisation type that is retired', () => {
  const type = (slug: string) => ({ vocabulary: 'organisation_types' as const, slug });
  const addType = (label: string) => addTerm(site.deps.db, editor, 'organisation_types', { label, description: '' });

  test('gives its organisations the successor, in pages, search and import', async () => {
    const [old, next] = [await addType('Laug'), await addType('Brancheforening')];
    await publish(site.deps, exchangeEntry({ slug: 'fra-lauget', organisation: { name: 'Bagerlauget', type: old } }));
    await retireTerm(site.deps.db, editor, type(old), next);
    await expectUpToDate();
    expect(await slugsFound(`organisation_type=${next}`)).toEqual(['fra-lauget']);
    const { facets } = await search('');
    expect([facets.organisation_type[next], facets.organisation_type[old]]).toEqual([1, undefined]);
    expect((await get('/api/v1/entries/fra-lauget')).json().organisation).toEqual({ name: 'Bagerlauget', type: next });
    await write(site.deps.db, exchangeEntry({ slug: 'igen', organisation: { name: 'Bagerlauget', type: old } }));
    expect((await get('/api/v1/entries/igen')).json().organisation).toEqual({ name: 'Bagerlauget', type: next });
  });

  test('stays where an organisation has both types, and nothing is changed', async () => {
    const [old, next] = [await addType('Klub'), await addType('Idrætsklub')];
    await publish(
      site.deps,
      exchangeEntry({ slug: 'klub', organisation: { name: 'Vejle BK', type: old } }),
      exchangeEntry({ organisation: { name: 'Vejle BK', type: next } }),
    );
    await expect(retireTerm(site.deps.db, editor, type(old), next)).rejects.toThrow(
      '»Vejle BK« står under begge typer',
    );
    expect((await get('/api/v1/entries/klub')).json().organisation.type).toBe(old);
  });
});

describe('the index follows by itself when a term', () => {
  test('gets another name', async () => {
    const slug = await add('Lektiecafé');
    await publish(site.deps, exchangeEntry({ slug: 'med-nyt-navn', methods: [slug] }));
    await renameTerm(site.deps.db, editor, methods(slug), { label: 'Lektiehjælp', description: 'Hjælp til lektier.' });
    await expectUpToDate();
    expect(await slugsFound('q=lektiehj%C3%A6lp')).toEqual(['med-nyt-navn']);
    expect(await slugsFound(`method=${slug}`)).toEqual(['med-nyt-navn']);
  });

  test('gets another place', async () => {
    const [first, second] = [await add('Nummer et'), await add('Nummer to')];
    await publish(site.deps, exchangeEntry({ slug: 'i-orden', methods: [first, second] }));
    await moveTerm(site.deps.db, editor, methods(second), 'up');
    await expectUpToDate();
    expect((await search('q=%22nummer+et%22')).hits[0].methods).toEqual([second, first]);
  });
});

test('a text written while one of its terms is retired is not kept', async () => {
  const old = await add('Netop nu');
  const before = await taxonomy();
  await retire(old, null);
  const { entry } = parseEntry(exchangeEntry({ slug: 'for-sent', methods: [old] }), before);
  const late = site.deps.db.transaction().execute((tx) => importBatch(tx, entry ? [entry] : [], before));
  await expect(late).rejects.toThrow('Ordlisterne blev ændret imens');
  expect((await get('/api/v1/entries/for-sent')).statusCode).toBe(404);
});
