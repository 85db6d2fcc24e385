import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, spell } from '#search/danish/fold.ts';
import { dictionaryWords } from '../support/inflect.ts';
import { odd, strings } from '../support/strings.ts';

describe('folding', () => {
  test.each([
    ['Ærø', 'aeroe'],
    ['ÅRHUS', 'aarhus'],
    ['Aarhus', 'aarhus'],
    ['Søllerød', 'soelleroed'],
    ['A\u030Arhus', 'aarhus'],
    ['\u212Bbo', 'aabo'],
    ['café', 'cafe'],
    ['Ñandú', 'nandu'],
    ['Müller', 'muller'],
    ['Köln', 'koeln'],
    ['Händel', 'haendel'],
    ['Ǽble, Ǿ, ǻ', 'aeble, oe, aa'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Þórður', 'thordur'],
    ['\uFB01rma', 'firma'],
    ['ｂｏｒｇｅｒ', 'borger'],
    ['İstanbul', 'istanbul'],
    ['sfi', 'sfi'],
    ['', ''],
  ])('%s gives %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('does nothing more when it is done twice, and leaves no æ, ø, å, capital or accent of any text', () => {
    fc.assert(
      fc.property(strings, (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(folded).not.toMatch(/[æøåÆØÅA-Z]|\p{M}/u);
      }),
    );
  });

  test('does so with every letter there is', () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point));
    const wrong = points.filter((letter) => {
      const folded = fold(letter);
      return fold(folded) !== folded || /[æøåÆØÅA-Z]|\p{M}/u.test(folded);
    });
    expect(wrong).toEqual([]);
  });

  test.each(odd)('takes %o', (text) => {
    expect(fold(fold(text))).toBe(fold(text));
  });
});

describe('spelling', () => {
  test.each([
    ['boernehave', 'børnehave'],
    ['Børnehave', 'børnehave'],
    ['Aarhus', 'århus'],
    ['laereplads', 'læreplads'],
    ['medborgerskab', 'medborgerskab'],
  ])('%s is %s', (text, spelt) => {
    expect(spell(text)).toBe(spelt);
  });

  test('is the same for a word and for its folded form', () => {
    fc.assert(fc.property(strings, (text) => void expect(spell(fold(text))).toBe(spell(text))));
    for (const { word } of dictionaryWords().filter((_, index) => index % 50 === 0))
      expect(spell(fold(word))).toBe(spell(word));
  });
});
