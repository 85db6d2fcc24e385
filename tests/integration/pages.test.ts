import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readHeadings, readLinks, readTags, readText } from '../support/html.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite({ CONTACT_EMAIL: 'service@eksempel.dk', ACCESSIBILITY_URL: 'https://was.eksempel.dk/x' });
  await publish(
    site.deps,
    ...Array.from({ length: 7 }, (_, index) =>
      exchangeEntry({
        slug: `erfaring-om-job-${index}`,
        title: `Erfaring om job ${index}`,
        published_at: `2007-01-0${index + 1}T00:00:00Z`,
        municipalities: [index % 2 ? 'Vejle' : 'Odense'],
        organisation: { name: 'Foreningen', type: 'forening' },
        links: [{ title: 'Kilde', url: 'https://vejle.dk/kilde' }],
      }),
    ),
    exchangeEntry({ slug: 'trukket', status: 'withdrawn' }),
  );
});
afterAll(() => site.close());

const found = ['/', '/erfaringer', '/erfaringer?q=job', '/erfaringer?q=xyz', '/erfaringer/erfaring-om-job-1'];
const texts = ['/om', '/kontakt', '/privatliv', '/cookies', '/api/docs'];
const missing = ['/findes-ikke', '/erfaringer/findes-ikke', '/erfaringer/trukket'];

async function open(path: string) {
  const { statusCode, headers, body } = await site.app.inject(path);
  return { statusCode, headers, body };
}

/** Links that lead on to another page: the statement elsewhere, and one's own pages, which ask for sign-in. */
const leadsOn: Record<string, number> = { '/was': 302, '/mit': 303, '/mit/afproevninger/ny': 303 };

describe.each([...found, ...texts, ...missing])('the page %s', (path) => {
  test('is a page in Danish with a title of its own and one main heading', async () => {
    const { statusCode, headers, body } = await open(path);
    expect(statusCode).toBe(path === '/erfaringer/trukket' ? 410 : missing.includes(path) ? 404 : 200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/^<!doctype html>\n<html lang="da">/);
    expect(body).toMatch(/<title>[^<]*Erfaringsdatabasen[^<]*<\/title>/);
    expect(readHeadings(body, 1)).toHaveLength(1);
    expect(readTags(body).filter(({ name }) => name === 'main')).toHaveLength(1);
    expect(body).not.toMatch(/\bundefined\b|\[object |\bNaN\b|\{\{/);
  });

  test('loads nothing from elsewhere and runs nothing inline', async () => {
    const { body } = await open(path);
    const tags = readTags(body);
    const loading = tags.filter(({ name, attributes }) =>
      name === 'link'
        ? !['canonical', 'search', 'alternate'].includes(attributes.rel ?? '')
        : name !== 'a' && name !== 'form',
    );
    const addresses = loading.flatMap(({ attributes: { src, href, srcset, data, action } }) => [
      src,
      href,
      srcset,
      data,
      action,
    ]);
    const loaded = addresses.filter((address) => address !== undefined);
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) expect(address).toMatch(/^\/assets\/[0-9a-f]+\//);
    for (const { name, attributes } of tags) {
      expect(Object.keys(attributes).filter((attribute) => /^on|^style$/i.test(attribute))).toEqual([]);
      expect(name).not.toMatch(/^(style|iframe|object|embed|base)$/);
      if (name === 'script' && !attributes.src) expect(attributes.type).toBe('application/ld+json');
    }
  });

  test('has only links within the site that lead somewhere, and ids that stand once', async () => {
    const { body } = await open(path);
    const ids = readTags(body).flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids.length).toBe(new Set(ids).size);
    const hrefs = [...new Set(readLinks(body).map(({ href }) => href))];
    for (const href of hrefs.filter((address) => address.startsWith('#'))) expect(ids).toContain(href.slice(1));
    for (const href of hrefs.filter((address) => address.startsWith('/'))) {
      const { statusCode } = await open(href);
      expect([href, statusCode]).toEqual([href, leadsOn[href.split('?')[0] ?? ''] ?? 200]);
    }
  });
});

test('no two pages have the same title', async () => {
  const pages = await Promise.all([...found, ...texts].map(open));
  const titles = pages.map(({ body }) => /<title>(.*?)<\/title>/.exec(body)?.[1]);
  expect(new Set(titles).size).toBe(titles.length);
});

test('every asset that a page names is there', async () => {
  const { body } = await open('/erfaringer/erfaring-om-job-1');
  const addresses = new Set(body.match(/\/assets\/[^"#]+/g));
  expect(addresses.size).toBeGreaterThan(4);
  for (const address of addresses) expect([address, (await open(address)).statusCode]).toEqual([address, 200]);
});

describe('the front page', () => {
  test('shows the newest five, true figures, and each area with its number', async () => {
    const { body } = await open('/');
    const cards = readLinks(body).filter(({ href }) => href.startsWith('/erfaringer/'));
    expect(cards.map(({ text }) => text)).toEqual([6, 5, 4, 3, 2].map((index) => `Erfaring om job ${index}`));
    const text = readText(body);
    expect(text).toMatch(/7 erfaringer/);
    expect(text).toMatch(/2 kommuner/);
    expect(text).toMatch(/1 organisation\b/);
    expect(text).toMatch(/Beskæftigelse [^.]+\. 7 erfaringer/);
    expect(text).toMatch(/Sundhed [^.]+\. Ingen erfaringer/);
  });

  test('has examples that find something', async () => {
    await publish(site.deps, exchangeEntry({ title: 'Resultatkontrakt med virksomheder' }));
    const { body } = await open('/');
    const examples = readLinks(body).filter(({ href }) => href.includes('?q='));
    expect(examples.length).toBeGreaterThan(0);
    for (const { href } of examples) expect((await open(href)).body).not.toContain('Ingen erfaringer passer');
  });

  test('knows its one address', async () => {
    expect((await open('/')).body).toContain('<link rel="canonical" href="https://eksempel.dk/">');
  });
});

describe('the other pages', () => {
  test('the contact page has the address of the one who runs the site', async () => {
    expect(readLinks((await open('/kontakt')).body)).toContainEqual({
      text: 'service@eksempel.dk',
      href: 'mailto:service@eksempel.dk',
    });
  });

  test('the contact page leaves the address out where none is set', async () => {
    const other = await startTestSite();
    const { statusCode, body } = await other.app.inject('/kontakt');
    await other.close();
    expect(statusCode).toBe(200);
    expect(readLinks(body).filter(({ href }) => href.startsWith('mailto:'))).toEqual([]);
    expect(body).not.toContain('{{');
  });

  test('/was leads to the accessibility statement', async () => {
    const { statusCode, headers } = await open('/was');
    expect({ statusCode, location: headers.location }).toEqual({
      statusCode: 302,
      location: 'https://was.eksempel.dk/x',
    });
  });

  test('the menu tells where one is', async () => {
    const current = (body: string) => /<a[^>]*aria-current="(?:page|true)"[^>]*>(.*?)<\/a>/s.exec(body)?.[1];
    expect(readText(current((await open('/om')).body) ?? '')).toBe('Om');
    expect(readText(current((await open('/erfaringer/erfaring-om-job-1')).body) ?? '')).toBe('Erfaringer');
  });

  test('the page on the API describes each of its calls', async () => {
    const text = readText((await open('/api/docs')).body);
    for (const path of ['/api/v1/entries', '/api/v1/entries/{slug}', '/api/v1/vocabularies/{name}'])
      expect(text).toContain(`GET ${path}`);
    expect(text).toContain('hits[].slug');
    expect(text).toContain('https://eksempel.dk');
  });

  test('an address may end in a slash', async () => {
    expect((await open('/om/')).statusCode).toBe(200);
  });
});

describe('files for other programs', () => {
  test('robots may read entries but neither searches nor the API', async () => {
    const { body, headers } = await open('/robots.txt');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body.split('\n').slice(0, 4)).toEqual(['User-agent: *', 'Disallow: /erfaringer?', 'Disallow: /api/', '']);
  });

  test('a browser can be given the site as a search engine', async () => {
    const { body, headers } = await open('/opensearch.xml');
    expect(headers['content-type']).toBe('application/opensearchdescription+xml; charset=utf-8');
    expect(body).toContain('<Url type="text/html" template="https://eksempel.dk/erfaringer?q={searchTerms}"/>');
    expect(/<ShortName>(.*)<\/ShortName>/.exec(body)?.[1]?.length).toBeLessThanOrEqual(16);
  });
});
