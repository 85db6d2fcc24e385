import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLength, countWords, lengthGuide, lix, lixAdvice } from '#content/readability.ts';
import { texts } from '../support/arbitraries.ts';

const words = (count: number) => Array.from({ length: count }, () => 'ord').join(' ');

describe('the words of a text', () => {
  test.each([
    ['', 0],
    [' – • 😀 \n', 0],
    ['Vi fik ikke hjælp.', 4],
    ['Bevillingen var 3,0 mio. kr.', 5],
    ['A-kassen, f.eks. i Høje-Taastrup', 4],
    ['Ærø æbler, e\u0301t sted', 4],
    ['§ 18.32.23 (2007)', 2],
  ])('in %j are %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  test('are as many as those of its parts', () => {
    fc.assert(
      fc.property(texts(300), texts(300), (a, b) => {
        expect(countWords(`${a}\n${b}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });
});

describe('LIX', () => {
  test.each([
    ['', 0],
    ['Vi fik job.', 3],
    ['Vi fik job. De fik job.', 3],
    // Eight words in two sentences, two of them with more than six letters.
    ['Deltagerne fik job hurtigt. De blev der længe.', 4 + 25],
    // A number, an abbreviation and a date end no sentence.
    ['Vi fik f.eks. job den 3. maj kl. 10 af dem.', 11],
    ['Sådan: Vi fik job', 2],
    ['- Vi fik job\n- De fik job', 3],
    ['Overskrift\n\nVi fik job', 2 + 25],
    ['»Vi fik job.« De fik job.', 3],
    // Six letters are not many, nor are the digits beside them.
    ['kvinde 1.234.567', 2],
  ])('of %j is %i', (text, value) => {
    expect(lix(text)).toBe(value);
  });

  test('is at least one and at most 100 above the number of words', () => {
    fc.assert(
      fc.property(texts(500), (text) => {
        const count = countWords(text);
        expect(lix(text)).toBeGreaterThanOrEqual(count ? 1 : 0);
        expect(lix(text)).toBeLessThanOrEqual(count ? count + 100 : 0);
      }),
    );
  });

  test('does not change when a text is said twice', () => {
    const sentence = fc
      .array(fc.constantFrom('vi', 'fik', 'job', 'deltagerne', 'virksomheden'), { minLength: 1, maxLength: 12 })
      .map((all) => `Så ${all.join(' ')}.`);
    fc.assert(
      fc.property(sentence, (text) => {
        expect(lix(`${text} ${text}`)).toBe(lix(text));
      }),
    );
  });

  test.each([
    [0, 'let'],
    [34, 'let'],
    [35, 'middelsvær'],
    [44, 'middelsvær'],
    [45, 'svær'],
    [54, 'svær'],
    [55, 'meget svær'],
    [90, 'meget svær'],
  ])('%i is called %s', (value, name) => {
    expect(lixAdvice(value)).toMatch(new RegExp(`^Teksten er ${name} .*LIX ${value}\\)`));
  });

  test('comes with advice when the text is hard', () => {
    expect(lixAdvice(45)).toContain('Del de lange sætninger op');
    expect(lixAdvice(30)).toBe('Teksten er let at læse (LIX 30).');
  });
});

describe('the length of a field', () => {
  test.each([
    ['summary', 40, 'Sammenfatningen har 40 ord. Skriv 75–150.'],
    ['summary', 151, 'Sammenfatningen har 151 ord. Skriv 75–150.'],
    ['title', 16, 'Titlen har 16 ord. Skriv højst 15.'],
    ['one_liner', 26, 'Budskabet har 26 ord. Skriv højst 25.'],
  ])('%s with %i words is wrong', (field, count, advice) => {
    expect(checkLength(field, words(count))).toBe(advice);
  });

  test.each([
    ['summary', 0],
    ['summary', 75],
    ['summary', 150],
    ['title', 1],
    ['title', 15],
    ['one_liner', 25],
    ['method', 1000],
    ['toString', 1],
  ])('%s with %i words is fine', (field, count) => {
    expect(checkLength(field, words(count))).toBeUndefined();
  });

  test('is fine exactly within its guide', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('title', 'one_liner', 'summary'),
        fc.integer({ min: 1, max: 200 }),
        (field, count) => {
          const { min, max } = lengthGuide[field];
          expect(checkLength(field, words(count)) === undefined).toBe(count >= min && count <= max);
        },
      ),
    );
  });
});
