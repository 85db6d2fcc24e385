import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Breaker, createBreaker } from '#search/breaker.ts';
import { SearchEngineError } from '#search/client.ts';

let breaker: Breaker;
let isWell: boolean | 'hangs';
let probes: number;
let recovered: number;
let logged: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] });
  [isWell, probes, recovered, logged] = [true, 0, 0, []];
  breaker = createBreaker({
    isWell: async () => {
      probes += 1;
      return isWell === 'hangs' ? new Promise<never>(() => {}) : isWell;
    },
    onRecovered: () => {
      recovered += 1;
    },
    log: {
      info: (_details, message) => void logged.push(`info: ${message}`),
      warn: (details, message) => void logged.push(`warn: ${message} (${(details as { reason: string }).reason})`),
      error: (details, message) => void logged.push(`error: ${message} (${(details as { reason: string }).reason})`),
    },
  });
});
afterEach(() => {
  breaker.close();
  vi.useRealTimers();
});

const byDatabase = { value: 'database', degraded: true };
const byEngine = { value: 'engine', degraded: false };
const database = async () => 'database';
const answerAfter =
  (milliseconds: number, value = 'engine') =>
  () =>
    new Promise<string>((resolve) => setTimeout(() => resolve(value), milliseconds));
const failWith = (error: unknown) => () => Promise.reject(error);
const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:7700'), { code: 'ECONNREFUSED' });
const answered = (status: number, code: string) => new SearchEngineError(status, { message: `says ${code}`, code });
const wrapped = (cause: unknown) => new Error('Search failed', { cause });

/** Runs a search and lets the time pass that it takes. */
async function search(work: () => Promise<string>, otherwise: () => Promise<string> = database, milliseconds = 3000) {
  const answer = breaker.run(work, otherwise);
  answer.catch(() => {}); // looked at below
  await vi.advanceTimersByTimeAsync(milliseconds);
  return answer;
}

describe('while the search engine is well', () => {
  test('it answers, and the database is not asked', async () => {
    const otherwise = vi.fn(database);
    expect(await search(answerAfter(390), otherwise)).toEqual(byEngine);
    expect(otherwise).not.toHaveBeenCalled();
    expect(breaker.state()).toBe('ok');
    expect(breaker.answered()).toEqual({ engine: 1, database: 0 });
    expect(logged).toEqual([]);
  });

  test('one slow search is answered by the database, after 400 ms', async () => {
    const began = performance.now();
    let took = 0;
    const answer = breaker.run(answerAfter(10_000), database).then((result) => {
      took = performance.now() - began;
      return result;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(await answer).toEqual(byDatabase);
    expect(took).toBeGreaterThanOrEqual(400);
    expect(took).toBeLessThan(410);
    expect(breaker.state()).toBe('ok');
  });

  test('of a slow search and a slower database the first answer counts', async () => {
    expect(await search(answerAfter(600), answerAfter(1000, 'database'))).toEqual(byEngine);
    expect(await search(answerAfter(2000), answerAfter(100, 'database'))).toEqual(byDatabase);
  });

  test('a slow search that fails in the end waits for the database, and the other way round', async () => {
    const fails = async () => {
      await answerAfter(500)();
      throw new Error('too much');
    };
    expect(await search(fails, answerAfter(1000, 'database'))).toEqual(byDatabase);
    expect(await search(answerAfter(1000), fails)).toEqual(byEngine);
  });

  test('a failed search is answered by the database at once', async () => {
    expect(await search(failWith(new Error('socket hang up')), database, 0)).toEqual(byDatabase);
    expect(breaker.state()).toBe('ok');
  });

  test('failures and slow answers only count in a row', async () => {
    for (let round = 0; round < 5; round += 1) {
      await search(failWith(new Error('reset')));
      await search(answerAfter(1000));
      await search(answerAfter(10));
    }
    expect(breaker.state()).toBe('ok');
  });

  test('a request that it refuses is answered by the database and logged, but nothing else changes', async () => {
    for (let round = 0; round < 5; round += 1)
      expect(await search(failWith(wrapped(answered(400, 'invalid_search_q'))))).toEqual(byDatabase);
    expect(breaker.state()).toBe('ok');
    expect(new Set(logged)).toEqual(new Set(['error: The search engine refuses a search (says invalid_search_q)']));
  });

  test('an error of both is that of the database', async () => {
    const both = search(failWith(refused), failWith(new Error('the database is away')));
    await expect(both).rejects.toThrow('the database is away');
    const failsLate = async () => {
      await answerAfter(500)();
      throw refused;
    };
    await expect(search(failsLate, failWith(new Error('still away')))).rejects.toThrow('still away');
  });
});

describe('it opens', () => {
  test('after three failures in a row', async () => {
    isWell = false;
    for (let round = 0; round < 2; round += 1) await search(failWith(new Error('socket hang up')), database, 0);
    expect(breaker.state()).toBe('ok');
    await search(failWith(new Error('socket hang up')), database, 0);
    expect(breaker.state()).toBe('degraded');
    expect(logged).toEqual([
      'warn: Search is answered by the database until the search engine is well again (socket hang up)',
    ]);
  });

  test('after three slow answers in a row', async () => {
    isWell = false;
    for (let round = 0; round < 3; round += 1) await search(answerAfter(500));
    expect(breaker.state()).toBe('degraded');
  });

  test.each([
    ['the connection is refused', wrapped(refused)],
    ['all addresses refuse the connection', wrapped(new AggregateError([refused, refused]))],
    ['the key is wrong', wrapped(answered(403, 'invalid_api_key'))],
    ['the key is missing', wrapped(answered(401, 'missing_authorization_header'))],
    ['the index is missing', wrapped(answered(400, 'index_not_found'))],
  ])('at once when %s', async (_what, error) => {
    isWell = false;
    expect(await search(failWith(error), database, 0)).toEqual(byDatabase);
    expect(breaker.state()).toBe('degraded');
  });

  test('when it refuses a search and a plain one too, as an index without our settings does', async () => {
    isWell = false;
    await search(failWith(wrapped(answered(400, 'invalid_search_facets'))), database, 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(breaker.state()).toBe('degraded');
  });
});

describe('while it is open', () => {
  beforeEach(async () => {
    isWell = false;
    await search(failWith(refused), database, 0);
  });

  test('the search engine is not asked, and the database answers at once', async () => {
    const work = vi.fn(answerAfter(0));
    expect(await search(work, database, 0)).toEqual(byDatabase);
    expect(work).not.toHaveBeenCalled();
    expect(breaker.answered()).toEqual({ engine: 0, database: 2 });
  });

  test('a search is tried in the background after half a second, then ever less often, at least each 2 s', async () => {
    await vi.advanceTimersByTimeAsync(499);
    expect(probes).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(probes).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probes).toBeGreaterThanOrEqual(29);
    expect(probes).toBeLessThanOrEqual(33);
  });

  test('it closes when that is answered, says so once, and has the index brought up to date', async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(recovered).toBe(0);
    isWell = true;
    await vi.advanceTimersByTimeAsync(2000);
    expect(breaker.state()).toBe('ok');
    expect(recovered).toBe(1);
    expect(logged.slice(1)).toEqual(['info: Search is answered by the search engine again']);
    expect(await search(answerAfter(0))).toEqual(byEngine);
    const before = probes;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(probes).toBe(before);
  });

  test('a try that hangs is given up, and the next one is made', async () => {
    isWell = 'hangs';
    await vi.advanceTimersByTimeAsync(5000);
    expect(breaker.state()).toBe('degraded');
    isWell = true;
    await vi.advanceTimersByTimeAsync(2500);
    expect(breaker.state()).toBe('ok');
  });

  test('it stops trying when the site ends', async () => {
    breaker.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probes).toBe(0);
  });
});
