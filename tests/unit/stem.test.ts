import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf } from '#search/danish/analyse.ts';
import { madeOf } from '#search/danish/made-of.ts';
import { stem } from '#search/danish/stem.ts';
import { readWordLists } from '#search/danish/word-lists.ts';
import { dictionaryWords, inflect } from '../support/inflect.ts';
import { odd, strings } from '../support/strings.ts';
import { wordForms } from '../support/word-forms.ts';

const keys = (word: string) => keysOf(word).join(' ');

describe.each(Object.entries(wordForms))('%s', (_, table) => {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/:? /));
  test.each(rows.map(([word = '', ...forms]) => ({ word, forms })))('all forms of $word meet', ({ word, forms }) => {
    expect(keys(word)).not.toBe('');
    expect(forms.filter((form) => keys(form) !== keys(word))).toEqual([]);
  });
});

/** Of some words, the share of those that all their forms meet. */
function shareThatMeet(flags: string[], every: number): number {
  const words = dictionaryWords().filter((entry) => entry.flags.some((flag) => flags.includes(flag)));
  const sample = words.filter((_, index) => index % every === 0);
  const met = sample.filter(({ word, flags: all }) => {
    const forms = inflect(
      word,
      all.filter((flag) => flags.includes(flag) || flag === '10'),
    );
    return forms.filter((form) => /^[a-zæøå]+$/.test(form)).every((form) => keys(form) === keys(word));
  });
  return met.length / sample.length;
}

describe('of the dictionary', () => {
  // The flags of index.aff: with article or plural, of past or present, with -t, -e or -ere.
  test('some two thousand nouns meet their forms, all but one in a hundred', () => {
    const flags = [
      '2',
      '3',
      '4',
      '5',
      '7',
      '11',
      '13',
      '14',
      '15',
      '18',
      '19',
      '44',
      '45',
      '46',
      '47',
      '58',
      '65',
      '66',
    ];
    expect(shareThatMeet(flags, 35)).toBeGreaterThan(0.99);
  });

  test('verbs meet their forms, all but six in a hundred', () => {
    expect(shareThatMeet(['1', '20', '21', '22'], 10)).toBeGreaterThan(0.94);
  });

  test('adjectives meet their forms, all but three in a hundred', () => {
    expect(shareThatMeet(['23', '24', '26', '28', '38', '41', '49'], 20)).toBeGreaterThan(0.97);
  });
});

describe('a listed word', () => {
  test('stands on one line only', () => {
    const words = readWordLists('irregular').flat();
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  test('meets all others of its line, also in the genitive, under the first of them', () => {
    const lines = readWordLists('irregular');
    const listed = new Set(lines.flat());
    for (const line of lines) {
      const genitives = line.map((word) => `${word}s`).filter((word) => !listed.has(word));
      expect(new Set([...line, ...genitives].map(stem))).toEqual(new Set([line[0]]));
    }
  });
});

describe('a word made of another', () => {
  test.each([
    ['træning', 'træne'],
    ['flytning', 'flytte'],
    ['undervisning', 'undervise'],
    ['oversættelse', 'oversætte'],
    ['forståelse', 'forstå'],
    ['deltager', 'deltage'],
    ['integration', 'integrere'],
    ['ensomhed', 'ensom'],
    ['sproglig', 'sprog'],
    ['økonomisk', 'økonomi'],
    ['analysere', 'analyse'],
  ])('%s leads to %s', (word, origin) => {
    expect(madeOf(word)).toBe(origin);
  });

  test.each(['ring', 'center', 'nyhed', 'billig', 'station', 'vinter', 'fætter', 'dansk', 'findesikke'])(
    '%s is made of none',
    (word) => {
      expect(madeOf(word)).toBeUndefined();
    },
  );
});

describe('stemming', () => {
  test('takes any text', () => {
    fc.assert(fc.property(strings, (text) => void expect(stem(text)).toBe(stem(text))));
    for (const text of odd) expect(stem(text)).toBeTypeOf('string');
  });

  test('gives every word a stem', () => {
    for (const { word } of dictionaryWords().filter((_, index) => index % 20 === 0))
      expect(stem(word), word).not.toBe('');
  });
});
