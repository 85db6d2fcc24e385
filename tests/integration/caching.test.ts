import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';
import { waitFor } from '../support/wait-for.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    exchangeEntry({ slug: 'erfaring', title: 'Første titel', published_at: '2100-01-01T00:00:00Z' }),
  );
});
afterAll(() => site.close());

const get = (url: string, etag?: unknown) =>
  site.app.inject({ url, headers: etag === undefined ? {} : { 'if-none-match': String(etag) } });

const pages = ['/', '/erfaringer', '/erfaringer?q=titel', '/erfaringer/erfaring', '/erfaringer/erfaring.md', '/om'];
const api = ['/api/v1/entries', '/api/v1/entries/erfaring', '/api/v1/vocabularies/areas', '/api/v1/openapi.json'];

describe.each([...pages, ...api, '/api/docs'])('the answer of %s', (path) => {
  test('need not be sent again while nothing has changed', async () => {
    const first = await get(path);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = await get(path, first.headers.etag);
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
    expect(again.headers.etag).toBe(first.headers.etag);
    expect((await get(path, `"anden", ${first.headers.etag}`)).statusCode).toBe(304);
  });

  test('is sent again once something is published', async () => {
    const { etag } = (await get(path)).headers;
    await publish(site.deps, exchangeEntry());
    const next = await get(path, etag);
    expect(next.statusCode).toBe(200);
    expect(next.headers.etag).not.toBe(etag);
  });
});

test('a change shows at once, on every page that shows it', async () => {
  const shown = async () => {
    const answers = await Promise.all(
      ['/', '/erfaringer', '/erfaringer/erfaring', '/api/v1/entries/erfaring'].map((path) => get(path)),
    );
    return answers.map(({ body }) => body.includes('Anden titel'));
  };
  expect(await shown()).toEqual([false, false, false, false]);
  await publish(site.deps, exchangeEntry({ slug: 'erfaring', title: 'Anden titel' }));
  expect(await shown()).toEqual([true, true, true, true]);
});

test('a search is sent again when its index has caught up, also to one who asked in between', async () => {
  await write(site.deps.db, exchangeEntry({ title: 'Kattehvisker' }));
  const between = await get('/erfaringer?q=kattehvisker');
  await site.deps.worker.settled();
  const after = await get('/erfaringer?q=kattehvisker', between.headers.etag);
  const body = after.statusCode === 304 ? between.body : after.body;
  expect(body).toContain('1 erfaring');
});

test.each([
  '/findes-ikke',
  '/erfaringer/findes-ikke',
  '/api/v1/entries?area=x',
  '/api/v1/vocabularies/x',
  '/healthz',
  '/readyz',
])('what may not be kept has no ETag: %s', async (path) => {
  const { headers } = await get(path);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('etag');
});

if (inject('databaseUrl'))
  describe('while changes on the Postgres server cannot be heard', () => {
    test('nothing may be kept; when they can be heard again, everything may', async () => {
      const { etag } = (await get('/')).headers;
      const { rows } = await site.deps.db
        .selectNoFrom((from) => from.fn<string>('current_database').as('name'))
        .execute()
        .then((names) => ({ rows: names }));
      const admin = new pg.Client({ connectionString: inject('databaseUrl') });
      await admin.connect();
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = $1 and application_name = 'erfaringsdatabase changes'`,
        [rows[0]?.name],
      );
      await admin.end();
      await waitFor(async () => !(await get('/')).headers.etag, 'the site notices that it hears nothing');
      expect(await get('/', etag)).toMatchObject({ statusCode: 200 });
      await waitFor(async () => Boolean((await get('/')).headers.etag), 'the site hears changes again');
      expect((await get('/')).headers.etag).not.toBe(etag);
    });
  });
