import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTokens, tokenize } from '#search/danish/tokenize.ts';
import { odd, strings } from '../support/strings.ts';

const wordsOf = (text: string) => tokenize(text).map((token) => token.text);

describe('the words of a text', () => {
  test.each([
    ['Job, og praktik!', ['Job', 'og', 'praktik']],
    ['e-mail', ['e', 'mail']],
    ['sprog- og kulturmøder', ['sprog', 'og', 'kulturmøder']],
    ["idé's café", ['idé', 's', 'café']],
    ['A\u030Arhus', ['A\u030Arhus']],
    ['§ 25 i 2007/08', ['25', 'i', '2007', '08']],
    ['navn@vejle.dk', ['navn', 'vejle', 'dk']],
    ['日本語 العربية', ['日本語', 'العربية']],
    ['𝕏 er et bogstav', ['𝕏', 'er', 'et', 'bogstav']],
    [' \n\t…', []],
    ['', []],
  ])('%j are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('can be read one by one, as far as they are needed', () => {
    const tokenAt = readTokens('et to tre');
    expect([1, 0, 2, 3, 1].map((at) => tokenAt(at)?.text)).toEqual(['to', 'et', 'tre', undefined, 'to']);
  });
});

describe('the places of words', () => {
  const hold = (text: string) => {
    const tokens = tokenize(text);
    for (const { text: word, start, end } of tokens) expect(text.slice(start, end)).toBe(word);
    const between = [0, ...tokens.map(({ end }) => end)].map((from, index) => text.slice(from, tokens[index]?.start));
    expect(between.join('')).not.toMatch(/[\p{L}\p{N}]/u);
    expect(between.map((gap, index) => gap + (tokens[index]?.text ?? '')).join('')).toBe(text);
  };

  test('rebuild any text, with nothing of a word between them', () => {
    fc.assert(fc.property(strings, hold));
  });

  test.each(odd)('hold for %o', hold);
});
