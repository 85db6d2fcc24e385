import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRequestCounts } from '#server/metrics.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(site.deps, exchangeEntry({ slug: 'maalt' }));
});
afterAll(() => site.close());

const get = (url: string, headers = {}) => site.app.inject({ url, headers });
async function read(): Promise<Map<string, number>> {
  const { body } = await get('/metrics');
  const lines = body.split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

describe('/metrics', () => {
  test('is text that Prometheus reads, each name explained once, each value a number, nothing kept', async () => {
    await get('/');
    const { statusCode, headers, body } = await get('/metrics');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    const names = [...body.matchAll(/^# TYPE (\S+) (?:counter|gauge|histogram)$/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const samples = body.split('\n').filter((line) => line && !line.startsWith('#'));
    for (const sample of samples) expect(sample).toMatch(/^[a-z_]+(\{[^{}]+\})? -?\d+(\.\d+)?(e-?\d+)?$/);
    const sampled = samples.map((line) => line.split(/[ {]/, 1)[0]?.replace(/_(bucket|sum|count)$/, ''));
    expect(new Set(sampled)).toEqual(new Set(names));
  });

  test('counts requests by route and status, not by address', async () => {
    await get('/erfaringer/maalt?fra=hemmeligt');
    await get('/erfaringer/findes-ikke');
    await get('/heller-ikke');
    const { etag } = (await get('/om')).headers;
    await get('/om', { 'if-none-match': etag });
    const values = await read();
    const count = (route: string, status: number) =>
      values.get(`http_requests_total{method="GET",route="${route}",status="${status}"}`);
    expect(count('/erfaringer/:slug', 200)).toBe(1);
    expect(count('none', 404)).toBe(2);
    expect([count('/om', 200), count('/om', 304)]).toEqual([1, 1]);
    expect(values.get('http_request_duration_seconds_count{method="GET",route="/erfaringer/:slug"}')).toBe(1);
    expect((await get('/metrics')).body).not.toMatch(/maalt|hemmeligt|findes-ikke/);
  });

  test('tells by what searches were answered, and whether the database does now', async () => {
    const before = await read();
    expect(before.get('search_degraded')).toBe(0);
    await get('/api/v1/entries?q=noget');
    const byEngine = 'search_answers_total{by="engine"}';
    const after = await read();
    expect((after.get(byEngine) ?? 0) - (before.get(byEngine) ?? 0)).toBe(1);
    expect(after.get('search_answers_total{by="database"}')).toBe(0);
  });

  test('tells of process and queues, and when the index was last compared', async () => {
    const before = Date.now() / 1000 - 60;
    const values = await read();
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(values.get('process_uptime_seconds')).toBeGreaterThan(0);
    expect(values.get('nodejs_eventloop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    expect(values.get('search_index_queue_entries')).toBe(0);
    expect(values.get('mail_queue_waiting')).toBe(0);
    expect(values.get('search_index_repaired_total')).toBe(0);
    expect(values.get('search_index_compared_timestamp_seconds')).toBeGreaterThan(before);
    expect([...values.keys()].some((key) => key.startsWith('erfaringsdatabase_build_info{version="'))).toBe(true);
  });

  test('tells of the process even while the database is away', async () => {
    const other = await startTestSite();
    await other.deps.worker.stop();
    await other.deps.db.destroy();
    const { statusCode, body } = await other.app.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(body).toContain('process_resident_memory_bytes');
    expect(body).not.toContain('mail_queue');
    await other.close();
  });
});

test('a histogram counts each request in every bucket that is large enough, and in the last', () => {
  const counts = createRequestCounts();
  for (const seconds of [0.001, 0.03, 0.05, 7]) counts.add('GET', '/', 200, seconds);
  const lines = counts.lines().filter((line) => !line.startsWith('#'));
  const bucket = (le: string) =>
    lines
      .find((line) => line.includes(`le="${le}"`))
      ?.split(' ')
      .at(-1);
  expect([bucket('0.005'), bucket('0.025'), bucket('0.05'), bucket('5'), bucket('+Inf')]).toEqual([
    '1',
    '1',
    '3',
    '3',
    '4',
  ]);
  expect(lines).toContain('http_request_duration_seconds_count{method="GET",route="/"} 4');
});

test('what stands in a route cannot break a line', () => {
  const counts = createRequestCounts();
  counts.add('GET', 'a"b\\c\nd', 200, 1);
  expect(counts.lines().filter((line) => line.includes('http_requests_total{'))).toEqual([
    'http_requests_total{method="GET",route="a\\"b\\\\c\\nd",status="200"} 1',
  ]);
});
