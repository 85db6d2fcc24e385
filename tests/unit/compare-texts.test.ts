import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareItems, compareWords, type TextPart } from '#content/compare-texts.ts';
import { generateEntries } from '../../bench/generate.ts';
import { texts } from '../support/arbitraries.ts';

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
  ])('%s can both be read out of their comparison', (_, before, after) => {
    const parts = compareWords(before, after);
    expect(joined(parts, 'added')).toBe(before);
    expect(joined(parts, 'removed')).toBe(after);
  });

  // The work grows with the square of the number of changes, so there must be an end to it.
  test.each([
    ['words', ' '],
    ['paragraphs', '\n'],
  ])('with thousands of changed %s among others are shown whole, one after the other', (_, between) => {
    const write = (changed: string, places: number) =>
      Array.from({ length: places }, (_, place) => `fælles${between}${changed}${place}${between}`).join('');
    expect(compareWords(write('før', 50), write('efter', 50))).toHaveLength(151);
    const [before, after] = [write('før', 2000), write('efter', 2000)];
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
