import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parseEntry } from '#content/entries/exchange.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { anyLine } from '../support/arbitraries.ts';
import { loadTestTaxonomy } from '../support/taxonomy.ts';

let taxonomy: Taxonomy;
beforeAll(async () => {
  taxonomy = await loadTestTaxonomy();
});

test('any JSON value is either an entry or has issues that name a field and a reason in Danish', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyLine), (value) => {
      const { entry, issues } = parseEntry(value, taxonomy);
      expect(Boolean(entry)).toBe(!issues);
      for (const { field, message } of issues ?? []) {
        expect(field).not.toBe('');
        expect(message).toMatch(/\.$/);
        expect(message).not.toMatch(/invalid|expected|undefined|forventet|ugyldig/i);
      }
    }),
    { numRuns: 500 },
  );
});

test('an entry that was read, written as a line and read again is the same', () => {
  fc.assert(
    fc.property(anyLine, (value) => {
      const { entry } = parseEntry(value, taxonomy);
      if (!entry) return;
      const { content, ...rest } = entry;
      const again = parseEntry(JSON.parse(JSON.stringify({ ...content, ...rest })), taxonomy);
      expect(again).toEqual({ entry });
    }),
    { numRuns: 500 },
  );
});
