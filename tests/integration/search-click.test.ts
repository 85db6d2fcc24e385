import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptySearch } from '#search/params.ts';
import { startTestSite, type TestSite } from '../support/app.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
});
afterAll(() => site.close());
beforeEach(() => site.deps.db.deleteFrom('search_counts').execute());

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';
const click = (payload: string, type = FORM) =>
  site.app.inject({ method: 'POST', url: '/soegeklik', payload, headers: { 'content-type': type } });
const clicks = async () => {
  await site.deps.searchCounter.flush();
  return site.deps.db.selectFrom('search_counts').select(['query', 'clicks']).orderBy('query').execute();
};

test('a click is added to today’s count of its search, however the search is written', async () => {
  site.deps.searchCounter.count({ ...emptySearch(), q: 'Åben rådgivning' }, 3);
  await site.deps.searchCounter.flush();
  const { statusCode, headers, body } = await click('q=%C3%A5ben++r%C3%A5dgivning');
  expect([statusCode, body]).toEqual([204, '']);
  expect(headers).not.toHaveProperty('set-cookie');
  await click('q=%C3%85BEN r%C3%A5dgivning');
  expect(await clicks()).toEqual([{ query: 'åben rådgivning', clicks: 2 }]);
});

test('a click that comes with the first search of the day is counted too', async () => {
  site.deps.searchCounter.count({ ...emptySearch(), q: 'mentor' }, 3);
  await click('q=mentor');
  expect(await clicks()).toEqual([{ query: 'mentor', clicks: 1 }]);
});

test('a click on what nobody searched for leaves nothing', async () => {
  expect((await click('q=noget+opfundet')).statusCode).toBe(204);
  expect(await clicks()).toEqual([]);
});

test.each([
  ['nothing', '', FORM, 400],
  ['an empty search', 'q=', FORM, 400],
  ['two searches', 'q=a&q=b', FORM, 400],
  ['a search longer than any', `q=${'x'.repeat(201)}`, FORM, 400],
  ['another kind of body', '{"q":"mentor"}', 'application/xml', 400],
  ['a body that is too large', `q=${'x'.repeat(5000)}`, FORM, 413],
])('%s is refused', async (_, payload, type, status) => {
  expect((await click(payload, type)).statusCode).toBe(status);
  expect(await clicks()).toEqual([]);
});

test('one address cannot click without end', async () => {
  const limited = await startTestSite({ RATE_LIMIT: '3' });
  const answers: number[] = [];
  for (let number = 0; number < 5; number += 1) {
    const sent = { method: 'POST', url: '/soegeklik', payload: 'q=mentor', headers: { 'content-type': FORM } } as const;
    answers.push((await limited.app.inject(sent)).statusCode);
  }
  await limited.close();
  expect(answers).toEqual([204, 204, 204, 429, 429]);
});
