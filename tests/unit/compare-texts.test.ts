import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { compareItems, compareWords, type TextPart } from '#content/compare-texts.ts';
import { generateEntries } from '../../bench/generate.ts';
import { texts } from '../support/arbitraries.ts';

/** How often two pieces have been held against each other: the work of a comparison, whatever else the machine does. */
let comparisons = 0;
vi.mock('diff', async (load) => {
  const diff = await load<typeof import('diff')>();
  const comparator = (one: unknown, other: unknown) => {
    comparisons += 1;
    return one === other;
  };
  const diffArrays = (before: string[], after: string[], options: object) =>
    diff.diffArrays(before, after, { ...options, comparator });
  return { ...diff, diffArrays };
});
beforeEach(() => {
  comparisons = 0;
});

const joined = (parts: TextPart[], left: 'added' | 'removed') =>
  parts
    .filter(({ change }) => change !== left)
    .map(({ text }) => text)
    .join('');

/** As people read it: `[-fik-]` was removed, `[+gav+]` added. */
const shown = (parts: TextPart[]) =>
  parts.map(({ text, change }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[change]).join('');

describe('two texts', () => {
  test.each([
    ['Vi fik job.', 'Vi fik job.', 'Vi fik job.'],
    ['', 'Vi fik job.', '[+Vi fik job.+]'],
    ['Vi fik job.', '', '[-Vi fik job.-]'],
    ['Vi fik job.', 'Vi gav job.', 'Vi [-fik-][+gav+] job.'],
    ['Vi fik job.', 'Vi fik 3,5 job.', 'Vi fik [+3,5 +]job.'],
    [
      'Vi fik mange i job. Slut',
      'Vi hjalp flere til arbejde. Slut',
      'Vi [-fik mange i job-][+hjalp flere til arbejde+]. Slut',
    ],
    ['et\n\nto\n\ntre', 'et\n\ntre', 'et\n\n[-to\n\n-]tre'],
    ['et\nto', 'et\r\nto', 'et[-\n-][+\r\n+]to'],
    ['Ærø', 'Ærøs', '[-Ærø-][+Ærøs+]'],
  ])('%j and %j are shown with what changed', (before, after, expected) => {
    expect(shown(compareWords(before, after))).toBe(expected);
  });

  const pair = fc
    .tuple(texts(400), texts(400), texts(400))
    .map(([a, b, c]) => [`${a} ${b}\n\n${c}`, `${a}\n${c} ${b}`]);
  const anyPair = fc.oneof(pair, fc.tuple(texts(400), texts(400)), fc.tuple(fc.string(), fc.string()));

  test('can both be read out of their comparison', () => {
    fc.assert(
      fc.property(anyPair, ([before = '', after = '']) => {
        const parts = compareWords(before, after);
        expect(joined(parts, 'added')).toBe(before);
        expect(joined(parts, 'removed')).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  test('have no empty part and no two alike in a row', () => {
    fc.assert(
      fc.property(anyPair, ([before = '', after = '']) => {
        const parts = compareWords(before, after);
        for (const [index, { text, change }] of parts.entries()) {
          expect(text).not.toBe('');
          expect(change).not.toBe(parts[index - 1]?.change);
        }
      }),
    );
  });

  test('that are alike have no change', () => {
    fc.assert(
      fc.property(texts(400), (text) => {
        expect(compareWords(text, text)).toEqual(text ? [{ text, change: 'same' }] : []);
      }),
    );
  });
});

describe('two texts of 30 KB', () => {
  const longText = (seed: number) =>
    Array.from(generateEntries(40, seed), ({ method, summary }) => `${method}\n\n${summary}`)
      .join('\n\n')
      .slice(0, 30_000);
  const one = longText(1);
  const other = longText(2);

  test.each([
    ['with nothing in common', one, other],
    ['with another word here and there', one, one.replaceAll(' og ', ' samt ')],
    ['with other letters everywhere', one, one.replaceAll('e', 'i')],
    ['of many short lines', 'a\n'.repeat(15_000), 'b\n'.repeat(15_000)],
    ['of one line', 'a '.repeat(15_000), 'b '.repeat(15_000)],
  ])('%s are compared with little work', (_, before, after) => {
    const parts = compareWords(before, after);
    // A comparison without an end to its edits takes many times as much.
    expect(comparisons).toBeGreaterThan(0);
    expect(comparisons).toBeLessThan(1_000_000);
    expect(joined(parts, 'added')).toBe(before);
    expect(joined(parts, 'removed')).toBe(after);
  });

  test.each([
    ['a\n'.repeat(15_000), 'b\n'.repeat(15_000)],
    ['a '.repeat(15_000), 'b '.repeat(15_000)],
  ])('that differ too much to be compared closely are shown whole, one after the other', (before, after) => {
    expect(compareWords(before, after)).toEqual([
      { text: before, change: 'removed' },
      { text: after, change: 'added' },
    ]);
  });

  test('are still compared by word where little changed', () => {
    expect(compareWords(one, one.replaceAll(' og ', ' samt ')).length).toBeGreaterThan(100);
  });
});

test('lists are compared item by item', () => {
  expect(compareItems(['Vejle', 'Give'], ['Vejle', 'Vejen'])).toEqual([
    { text: 'Vejle', change: 'same' },
    { text: 'Give', change: 'removed' },
    { text: 'Vejen', change: 'added' },
  ]);
});
