import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { decodeEntities, readText } from '../support/html.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    exchangeEntry({ slug: 'kladde', status: 'draft' }),
    exchangeEntry({ slug: 'trukket', status: 'withdrawn' }),
  );
});
afterAll(() => site.close());

describe('an entry that readers may not see', () => {
  test.each(['/erfaringer/kladde', '/erfaringer/kladde.md', '/api/v1/entries/kladde'])(
    'is not found while it is a draft: %s',
    async (path) => {
      const { statusCode, body } = await site.app.inject(path);
      expect(statusCode).toBe(404);
      expect(decodeEntities(body)).not.toContain('kladde');
    },
  );

  test.each(['/erfaringer/trukket', '/erfaringer/trukket.md'])(
    'is gone with date and reason once withdrawn: %s',
    async (path) => {
      const { statusCode, body, headers } = await site.app.inject(path);
      expect(statusCode).toBe(410);
      expect(headers['cache-control']).toBe('no-store');
      expect(readText(body)).toMatch(/trukket tilbage \d+\. \p{L}+ \d{4}/u);
      expect(readText(body)).toContain('Trukket tilbage ved import.');
      expect(body).toContain('<meta name="robots" content="noindex">');
      expect(readText(body)).not.toContain('En sammenfatning');
    },
  );

  test('is gone in the API too, as JSON with date and reason', async () => {
    const { statusCode, headers, json } = await site.app.inject('/api/v1/entries/trukket');
    expect(statusCode).toBe(410);
    expect(headers).not.toHaveProperty('etag');
    expect(json()).toEqual({
      error: {
        code: 'withdrawn',
        message: expect.stringMatching(/trukket tilbage \d+\. /),
        issues: [],
        withdrawn_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        reason: 'Trukket tilbage ved import.',
      },
    });
  });

  test('is unreadable from the next request after its withdrawal, also for one who has the page', async () => {
    const entry = exchangeEntry({ slug: 'snart-vaek' });
    await publish(site.deps, entry);
    const paths = ['/erfaringer/snart-vaek', '/erfaringer/snart-vaek.md', '/api/v1/entries/snart-vaek'];
    const before = await Promise.all(paths.map((path) => site.app.inject(path)));
    expect(before.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    await publish(site.deps, { ...entry, status: 'withdrawn' });
    for (const [index, url] of paths.entries()) {
      const headers = { 'if-none-match': String(before[index]?.headers.etag) };
      expect((await site.app.inject({ url, headers })).statusCode).toBe(410);
    }
    expect((await site.app.inject('/api/v1/entries?per_page=100')).body).not.toContain('snart-vaek');
  });
});
