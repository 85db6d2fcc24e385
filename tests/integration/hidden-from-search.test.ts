import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Acting } from '#content/audit.ts';
import { restoreEntry, withdrawEntry } from '#content/entries/withdraw-entry.ts';
import { listHiddenEntryIds } from '#content/queue.ts';
import { INDEX_LOCK } from '#search/index-lock.ts';
import { emptySearch } from '#search/params.ts';
import {
  type Scope,
  type Strictness,
  toCountRequest,
  toIdsRequest,
  toSearchRequests,
  toTitlesRequest,
} from '#search/query.ts';
import type { Understood } from '#search/understand.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { readFeed } from '../support/feed.ts';
import { readElement, readText } from '../support/html.ts';
import { readIndex } from '../support/index.ts';
import { createUser } from '../support/session.ts';

let site: TestSite;
let editor: Acting;
let letWorkerGo: () => void;
let withdrawn: number;
const both = ['bliver', 'traekkes'];

beforeAll(async () => {
  site = await startTestSite();
  editor = { actor: await createUser(site, 'editor'), requestId: 'prøve' };
});
beforeEach(async () => {
  const common = { areas: ['sundhed'], methods: ['mentor'], start_date: '2005-01-01' };
  await publish(
    site.deps,
    exchangeEntry({ ...common, slug: 'bliver', title: 'Hjertekursus som bliver' }),
    exchangeEntry({ ...common, slug: 'traekkes', title: 'Hjertekursus som trækkes' }),
  );
  const { id } = await site.deps.db
    .selectFrom('entries')
    .select('id')
    .where('slug', '=', 'traekkes')
    .executeTakeFirstOrThrow();
  withdrawn = id;
  letWorkerGo = await stopWorker();
});
afterEach(async () => {
  letWorkerGo();
  await site.deps.worker.settled();
});
afterAll(() => site.close());

/** Keeps the worker from the index, as a busy or broken search engine would, until the function returned is called. */
async function stopWorker(): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  void site.deps.database.exclusively(INDEX_LOCK, () => {
    held.resolve();
    return released.promise;
  });
  await held.promise;
  return released.resolve;
}

async function withdraw(): Promise<void> {
  await withdrawEntry(site.deps.db, editor, withdrawn, 'Den holder ikke længere.');
  await site.deps.database.changes.caughtUp();
}

const get = async (url: string) => (await site.app.inject(url)).body;
const search = async (query = '') => JSON.parse(await get(`/api/v1/entries?${query}`));
const found = async (query = '') => (await search(query)).hits.map(({ slug }: { slug: string }) => slug).sort();
const fed = async (query = '') =>
  readFeed(await get(`/feed.atom${query}`))
    .entries.map(({ href }) => href.split('/').at(-1))
    .sort();
const indexed = async () => (await readIndex(site.deps.engine)).map(({ slug }) => slug).sort();

describe('an entry withdrawn while the index cannot follow', () => {
  test('is found by no search of the API, and counted in none', async () => {
    expect(await found('q=hjertekursus')).toEqual(both);
    await withdraw();
    expect(await indexed()).toEqual(both);
    for (const query of ['', 'q=hjertekursus', 'area=sundhed', 'area=sundhed&method=mentor&year=2005', 'sort=title']) {
      const { total, facets } = await search(query);
      expect([query, await found(query), total]).toEqual([query, ['bliver'], 1]);
      expect([facets.area, facets.method, facets.year]).toEqual([{ sundhed: 1 }, { mentor: 1 }, { 2005: 1 }]);
    }
  });

  test('is gone from the search page, its count and its facets', async () => {
    await withdraw();
    expect(await indexed()).toEqual(both);
    for (const query of ['', '?q=hjertekursus', '?omraade=sundhed']) {
      const page = await get(`/erfaringer${query}`);
      expect(readElement(page, /<h2[^>]* id="antal"/)).toBe('1 erfaring');
      expect(readText(page)).toContain('Sundhed 1');
      expect(page).not.toContain('traekkes');
      expect(page).not.toContain('som trækkes');
    }
  });

  test('is gone from feeds, sitemap, front page and related entries', async () => {
    expect(await fed('?q=hjertekursus')).toEqual(both);
    const places = ['/', '/sitemap.xml', '/erfaringer/bliver'];
    for (const url of places) expect([url, (await get(url)).includes('/erfaringer/traekkes')]).toEqual([url, true]);
    await withdraw();
    expect(await indexed()).toEqual(both);
    expect(await fed()).toEqual(['bliver']);
    expect(await fed('?q=hjertekursus')).toEqual(['bliver']);
    expect(await fed('?omraade=sundhed')).toEqual(['bliver']);
    for (const url of places) expect([url, (await get(url)).includes('traekkes')]).toEqual([url, false]);
  });

  test('is found again at once when it is restored', async () => {
    await withdraw();
    await restoreEntry(site.deps.db, editor, withdrawn);
    await site.deps.database.changes.caughtUp();
    expect(await found('q=hjertekursus')).toEqual(both);
  });

  test('needs no hiding any more once the index has followed', async () => {
    await withdraw();
    expect(await site.deps.getHiddenIds()).toEqual([withdrawn]);
    letWorkerGo();
    await site.deps.worker.settled();
    expect(await indexed()).toEqual(['bliver']);
    await site.deps.database.changes.caughtUp();
    expect(await site.deps.getHiddenIds()).toEqual([]);
    expect(await found('q=hjertekursus')).toEqual(['bliver']);
  });
});

test('what was never before readers is not among what searches must leave out', async () => {
  await write(site.deps.db, ...['draft', 'submitted', 'withdrawn'].map((status) => exchangeEntry({ status })));
  expect(await listHiddenEntryIds(site.deps.db)).toEqual([]);
});

describe('the requests to the search engine', () => {
  const understood: Understood = {
    ...{ phrases: [], excluded: [], prefix: '', completions: [], corrections: [] },
    concepts: ['kvinde', 'job'].map((word) => ({ word, keys: [word], synonyms: [], minor: false })),
  };
  const params = { ...emptySearch(), filters: { ...emptySearch().filters, area: ['sundhed'] } };
  const filtersOf = (scope: Scope, strictness: Strictness) =>
    [
      ...toSearchRequests(understood, params, scope, strictness),
      toIdsRequest(understood, params, scope, strictness, 10),
      toCountRequest(understood, scope),
      toTitlesRequest(understood, scope, 3),
    ].flatMap(({ queries }) => queries.map(({ filter }) => filter));
  const chosen = ['area = "sundhed"'];

  test('name nothing to leave out when there is nothing', () => {
    const filters = filtersOf({ indexUid: 'entries', hiddenIds: [] }, 'all');
    expect(filters).toEqual([[chosen], [], [chosen], [], []]);
  });

  test('leave out in each query what readers may no longer see', () => {
    const filters = filtersOf({ indexUid: 'entries', hiddenIds: [7, 12] }, 'any');
    expect(filters.length).toBeGreaterThan(5);
    for (const filter of filters) expect(filter).toContainEqual(['id NOT IN [7, 12]']);
  });
});
