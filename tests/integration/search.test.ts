import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
});
afterAll(() => site.close());

async function search(query: string) {
  const response = await site.app.inject(`/api/v1/entries?${query}`);
  return { status: response.statusCode, body: response.json() };
}

test('a published entry is found by a word of its text, a draft is not', async () => {
  await publish(
    site.deps,
    exchangeEntry({ slug: 'udgivet', summary: 'Mentorordning på plejecentret.' }),
    exchangeEntry({ slug: 'kladde', summary: 'Mentorordning på plejecentret.', status: 'draft' }),
  );
  const { status, body } = await search('q=mentorordning');
  expect(status).toBe(200);
  expect(body.hits.map((hit: { slug: string }) => hit.slug)).toEqual(['udgivet']);
});
