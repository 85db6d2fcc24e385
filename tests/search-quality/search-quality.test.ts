import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { publish } from '../support/factories.ts';
import { compare, readBaseline, toBaseline, worstFalls, writeBaseline } from './baseline.ts';
import { phraseOf, type Query, readEntries, readQueries, saysExcluded, textsOf } from './collection.ts';
import { measure, type Row, searchPath, slugsOf, toTable } from './report.ts';

const entries = readEntries();
const queries = readQueries();
const ofType = (type: Query['type']) => queries.filter((query) => query.type === type);

let site: TestSite;
let rows: Row[];
beforeAll(async () => {
  site = await startTestSite();
  await publish(site.deps, ...entries);
  rows = await measure(queries, search);
});
afterAll(() => site.close());

async function search(q: string, perPage: number): Promise<string[]> {
  const response = await site.app.inject(searchPath(q, perPage));
  expect(response.statusCode, q).toBe(200);
  return slugsOf(response.json());
}

/** Everything a query finds, as entries of the collection. */
async function hits({ q }: Query) {
  const slugs = await search(q, 100);
  return entries.filter(({ slug }) => slugs.includes(slug));
}

test('the judged queries are answered as well as the baseline says', () => {
  process.stdout.write(`\n${toTable(rows)}`);
  if (process.env.UPDATE_BASELINE) writeBaseline(rows);
  const before = readBaseline();
  const { falls, rises } = compare(before, toBaseline(rows));
  if (rises.length) process.stdout.write(`\nThe baseline can be raised (see README.md): ${rises.join(', ')}\n`);
  expect(falls, `Fell most:\n${worstFalls(before, rows).join('\n')}`).toEqual([]);
});

test('no query for which there is a relevant entry finds nothing', () => {
  const empty = rows.filter(({ zero }) => zero);
  // A held-out query is not named: nobody is to tune by it.
  const names = empty.map(({ id, q, part }) => (part === 'tuning' ? `${id} ${q}` : 'one that is held out'));
  expect(names).toEqual([]);
});

describe.each(ofType('phrase'))('a search for $q', (query) => {
  test('finds entries that contain the phrase, and no others', async () => {
    const found = await hits(query);
    const without = found.filter((entry) => !textsOf(entry).some((text) => text.includes(phraseOf(query))));
    expect(found).not.toEqual([]);
    expect(without.map(({ slug }) => slug)).toEqual([]);
  });
});

describe.each(ofType('minus'))('a search for $q', (query) => {
  test('finds no entry that says the excluded word', async () => {
    const found = await hits(query);
    expect(found).not.toEqual([]);
    expect(found.filter((entry) => saysExcluded(query, entry)).map(({ slug }) => slug)).toEqual([]);
  });
});
