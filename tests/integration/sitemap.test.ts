import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish, write } from '../support/factories.ts';

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    exchangeEntry({ slug: 'udgivet' }),
    ...['draft', 'submitted', 'returned', 'withdrawn'].map((status) => exchangeEntry({ slug: status, status })),
  );
});
afterAll(() => site.close());

async function open(url: string): Promise<string> {
  const { statusCode, headers, body } = await site.app.inject(url);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
  return body;
}
const addresses = (xml: string) => [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address ?? '');

describe('the sitemap', () => {
  test('has the published entries and no others, with the day of their last change', async () => {
    const xml = await open('/sitemap.xml');
    expect(xml).toMatch(new RegExp(`^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<urlset ${NAMESPACE}>\\n`));
    expect(xml.endsWith('</urlset>\n')).toBe(true);
    const entries = addresses(xml).filter((address) => address.includes('/erfaringer/'));
    expect(entries).toEqual(['https://eksempel.dk/erfaringer/udgivet']);
    const lastChange = /udgivet<\/loc><lastmod>(.*?)<\/lastmod>/.exec(xml)?.[1] ?? '';
    expect(Math.abs(Date.now() - Date.parse(lastChange))).toBeLessThan(60_000);
  });

  test('has every page that stands at one address for everybody', async () => {
    const plain = site.app.routeTable.filter(
      ({ method, url, access }) => method === 'GET' && access === 'public' && !/[:*]/.test(url),
    );
    const pages = [];
    for (const { url } of plain) {
      const { statusCode, headers, body } = await site.app.inject(url);
      const isPage = statusCode === 200 && String(headers['content-type']).startsWith('text/html');
      if (isPage && !body.includes('<meta name="robots" content="noindex">')) pages.push(`https://eksempel.dk${url}`);
    }
    expect(pages.length).toBeGreaterThan(5);
    const listed = addresses(await open('/sitemap.xml')).filter((address) => !address.includes('/erfaringer/'));
    expect(listed.sort()).toEqual(pages.sort());
  });

  test('loses an entry with its withdrawal', async () => {
    const entry = exchangeEntry({ slug: 'snart-vaek' });
    await write(site.deps.db, entry);
    expect(await open('/sitemap.xml')).toContain('snart-vaek');
    await write(site.deps.db, { ...entry, status: 'withdrawn' });
    expect(await open('/sitemap.xml')).not.toContain('snart-vaek');
  });

  test('is named in robots.txt', async () => {
    const { body } = await site.app.inject('/robots.txt');
    expect(body).toContain('\nSitemap: https://eksempel.dk/sitemap.xml\n');
  });

  test.each(['0', '2', '-1', 'x', '1.5', '', '1&del=2'])('has no part %j', async (part) => {
    expect((await site.app.inject(`/sitemap.xml?del=${part}`)).statusCode).toBe(404);
  });
});

test('more entries than one sitemap takes are in several, each of them once', async () => {
  const { rows } = await sql<{ count: number }>`
    insert into entries (slug, state, published_revision_id, latest_revision_id, published_at)
    select 'nummer-' || number, 'published', published_revision_id, latest_revision_id, now()
    from entries, generate_series(1, 40000) as number where slug = 'udgivet'
    returning id`.execute(site.deps.db);
  expect(rows).toHaveLength(40_000);
  const index = await open('/sitemap.xml');
  expect(index).toContain(`<sitemapindex ${NAMESPACE}>`);
  const parts = addresses(index);
  expect(parts).toEqual([1, 2].map((part) => `https://eksempel.dk/sitemap.xml?del=${part}`));
  const listed = await Promise.all(parts.map(async (part) => addresses(await open(part.replace(/^.*\.dk/, '')))));
  const entries = listed.map((part) => part.filter((address) => address.includes('/erfaringer/')));
  expect(entries.map(({ length }) => length)).toEqual([40_000, 1]);
  expect(new Set(entries.flat()).size).toBe(40_001);
  expect((await site.app.inject('/sitemap.xml?del=3')).statusCode).toBe(404);
});
