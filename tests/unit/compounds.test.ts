import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnownWord, partsToStem, splitCompound } from '#search/danish/compounds.ts';
import { spell } from '#search/danish/fold.ts';
import { readWordLists } from '#search/danish/word-lists.ts';
import municipalities from '../../migrations/data/municipalities.json' with { type: 'json' };
import { dictionaryWords } from '../support/inflect.ts';
import { odd, strings } from '../support/strings.ts';
import { compounds, wholeWords } from '../support/word-tables.ts';

const listed = (words: string) => words.trim().split(/\s+/);
const wasSplit = (word: string) => splitCompound(spell(word)).length > 1;

describe('a compound', () => {
  test.each(listed(compounds))('has the parts %s', (parts) => {
    expect(splitCompound(spell(parts.replaceAll('|', '')))).toEqual(parts.split('|').map(spell));
  });

  test.each([
    ['landbrugsskolen', ['landbrug', 'skolen']],
    ['datalagre', ['data', 'lager']],
    ['virksomhedspraktikker', ['virksomhed', 'praktik']],
  ])('%s is stemmed by %j', (word, parts) => {
    const stemmed = partsToStem(word);
    expect(stemmed.slice(0, -1)).toEqual(parts.slice(0, -1));
    expect(stemmed.at(-1)).toMatch(new RegExp(`^${parts.at(-1)?.slice(0, 5)}`));
  });
});

describe('a word that is none', () => {
  test.each(listed(wholeWords))('%s stays whole', (word) => {
    expect(splitCompound(spell(word))).toEqual([spell(word)]);
  });

  test('of the municipalities, today or before, stays whole', () => {
    const names = municipalities.flatMap(({ name, former }) => [name, ...former.map((each) => each.name)]);
    const words = names.flatMap((name) => name.split(/[^\p{L}]+/u).filter(Boolean));
    expect(words.length).toBeGreaterThan(300);
    expect(words.filter(wasSplit)).toEqual([]);
  });

  test('of the list of whole words stays whole', () => {
    expect(readWordLists('whole-words').flat().filter(wasSplit)).toEqual([]);
  });
});

describe('splitting', () => {
  const rebuilds = (word: string) => {
    const parts = splitCompound(word);
    expect(parts.join('')).toBe(word);
    if (word) expect(parts).not.toContain('');
  };

  test('keeps every letter of any text', () => {
    fc.assert(fc.property(strings, rebuilds));
    const piece = fc.constantFrom('børne', 'haver', 'virksomheds', 'praktik', 'kontant', 'hjælps', 'e', 's', 'center');
    const made = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(made, rebuilds), { numRuns: 500 });
  });

  test('keeps every letter of a word of the dictionary', () => {
    for (const { word } of dictionaryWords().filter((_, index) => index % 15 === 0)) rebuilds(word);
  });

  test.each(odd)('takes %o', (text) => {
    rebuilds(text);
    expect(partsToStem(text).length).toBeGreaterThan(0);
  });

  test('never leaves a part that is none', () => {
    const never = new Set(readWordLists('never-parts').flat());
    const sample = dictionaryWords().filter((_, index) => index % 10 === 0);
    const split = sample.map(({ word }) => splitCompound(spell(word)));
    const lasts = new Set(split.filter((parts) => parts.length > 1).map((parts) => parts.at(-1) ?? ''));
    expect([...lasts].filter((part) => never.has(part))).toEqual([]);
    expect(lasts.size).toBeGreaterThan(1000);
  });
});

describe('a known word', () => {
  test.each(['kommunerne', 'skrev', 'mødre', 'virksomheds', 'kontoer', 'bedre'])('is %s', (word) => {
    expect(isKnownWord(word)).toBe(true);
  });

  test.each(['komunerne', 'praktigkant', 'xyz', '', 'sulten2'])('is not %j', (word) => {
    expect(isKnownWord(word)).toBe(false);
  });
});
