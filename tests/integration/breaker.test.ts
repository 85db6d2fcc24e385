import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Breaker, createBreaker } from '#search/breaker.ts';
import { connectSearch, type SearchEngine } from '#search/client.ts';
import type { EntryDocument } from '#search/document.ts';
import { isSearchable } from '#search/engine-health.ts';
import { dropIndex, ensureIndex, succeed } from '#search/index-documents.ts';
import { connectTestSearch } from '../support/app.ts';
import { findFreePort } from '../support/engine.ts';
import { waitFor } from '../support/wait-for.ts';

let engine: SearchEngine;
let breaker: Breaker;
let logged: string[];
let recovered: number;

beforeAll(async () => {
  engine = connectTestSearch();
  await ensureIndex(engine, engine.indexUid);
});
beforeEach(() => {
  breaker = createFor(engine);
});
afterEach(() => breaker.close());
afterAll(async () => {
  await dropIndex(engine, engine.indexUid);
  await engine.close();
});

function createFor(asked: SearchEngine): Breaker {
  [logged, recovered] = [[], 0];
  const note = (level: string) => (_details: object, message: string) => void logged.push(`${level}: ${message}`);
  return createBreaker({
    isWell: (signal) => isSearchable(asked, signal),
    onRecovered: () => {
      recovered += 1;
    },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  });
}

const ask = (asked: SearchEngine, query: object = { q: '', facets: ['area'] }) =>
  breaker.run(
    async () => (await asked.multiSearch([{ indexUid: asked.indexUid, ...query }])) as object,
    async () => ({ by: 'database' }),
  );
const byDatabase = { value: { by: 'database' }, degraded: true };

describe('the real search engine', () => {
  test('answers, while it is well', async () => {
    expect(await ask(engine)).toMatchObject({ degraded: false, value: { results: [{ hits: [] }] } });
  });

  test('that refuses a bad request is not taken for ailing', async () => {
    for (let round = 0; round < 4; round += 1) expect(await ask(engine, { filter: '(((' })).toEqual(byDatabase);
    expect(await ask(engine)).toMatchObject({ degraded: false });
    expect(new Set(logged)).toEqual(new Set(['error: The search engine refuses a search']));
  });

  test('without our index is, until it has one again', async () => {
    await dropIndex(engine, engine.indexUid);
    expect(await ask(engine)).toEqual(byDatabase);
    expect(breaker.state()).toBe('degraded');
    await ensureIndex(engine, engine.indexUid);
    await waitFor(() => breaker.state() === 'ok', 'it is found well');
    expect(recovered).toBe(1);
    expect(await ask(engine)).toMatchObject({ degraded: false });
  });

  test('whose index came from a stray document is, though it answers', async () => {
    await dropIndex(engine, engine.indexUid);
    await succeed(engine.client.index<EntryDocument>(engine.indexUid).addDocuments([{ id: 1 } as EntryDocument]));
    expect(await ask(engine)).toEqual(byDatabase);
    await waitFor(() => breaker.state() === 'degraded', 'a plain search is tried');
    await dropIndex(engine, engine.indexUid);
    await ensureIndex(engine, engine.indexUid);
    await waitFor(() => breaker.state() === 'ok', 'it is found well');
  });

  test('that refuses our key is at once, and so is an address where nothing answers', async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}`;
    for (const server of [{ url: engine.client.config.host, apiKey: 'forkert' }, { url: nowhere }]) {
      const other = connectSearch(server);
      const otherBreaker = createFor(other);
      const fails = () => other.multiSearch([{ indexUid: engine.indexUid, q: '' }]);
      const began = performance.now();
      expect(await otherBreaker.run<unknown>(fails, async () => 'database')).toEqual({
        value: 'database',
        degraded: true,
      });
      expect(performance.now() - began).toBeLessThan(400);
      expect(otherBreaker.state()).toBe('degraded');
      otherBreaker.close();
      await other.close();
    }
  });
});
