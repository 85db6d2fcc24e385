import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { entryRecords } from '../support/arbitraries.ts';
import { openTestDatabase } from '../support/database.ts';
import { exportLines, importLines, toFile } from '../support/exchange-files.ts';

let first: Database;
let second: Database;
let taxonomy: Taxonomy;
beforeAll(async () => {
  first = await openTestDatabase();
  second = await openTestDatabase();
  taxonomy = await loadTaxonomy(first.db, '2026-06-01');
});
afterAll(async () => {
  await first.close();
  await second.close();
});

let made = 0;
const withSlug = (record: object) => ({ slug: `erfaring-${++made}`, ...record });

test('what is imported is exported just as it was, whatever the entries say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entryRecords(taxonomy), { minLength: 1, maxLength: 8 }), async (records) => {
      const entries = records.map(withSlug);
      expect(await importLines(first, toFile(entries))).toMatchObject({ created: entries.length, bad: [] });
      const exported = (await exportLines(first)).slice(-entries.length).map((line) => JSON.parse(line));
      expect(exported).toEqual(entries);
    }),
    { numRuns: 20 },
  );
});

test('an export is valid UTF-8 with one line an entry', async () => {
  for (const line of await exportLines(first)) {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(line.isWellFormed()).toBe(true);
  }
});

test('an export imported into a second database is exported from it line for line', async () => {
  const lines = await exportLines(first);
  const report = await importLines(second, lines.join(''));
  expect(report).toMatchObject({ created: lines.length, updated: 0, unchanged: 0, badLines: 0 });
  expect(await exportLines(second)).toEqual(lines);
});

test('an export imported where it came from changes nothing', async () => {
  const lines = await exportLines(first);
  const report = await importLines(first, lines.join(''));
  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: lines.length });
  expect(await exportLines(first)).toEqual(lines);
});

test('any line imported twice in a row changes nothing the second time, whatever the entry was before', async () => {
  const step = fc.tuple(
    entryRecords(taxonomy),
    fc.constantFrom('draft', 'submitted', 'returned', 'published', 'withdrawn'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), fc.boolean(), async (steps, sameText) => {
      const { slug } = withSlug({});
      const [text] = steps[0] ?? [];
      for (const [record, status] of steps) {
        const line = toFile([{ ...(sameText ? text : record), slug, status }]);
        await importLines(first, line);
        expect(await importLines(first, line)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
      }
    }),
    { numRuns: 12 },
  );
});
