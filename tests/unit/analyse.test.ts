import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, isStopWord, keysOf, markedKeys, markedText } from '#search/danish/analyse.ts';
import { readWordLists } from '#search/danish/word-lists.ts';
import { odd, strings } from '../support/strings.ts';
import { wordsApart } from '../support/word-tables.ts';

describe('the keys of a word', () => {
  test.each([
    ['Kommunernes', ['kommun']],
    ['virksomhedspraktikken', ['virksomhed', 'praktik']],
    ['boernehaver', keysOf('børnehave')],
    ['BØRNEHAVERNE', keysOf('børnehave')],
    ['mødre', ['mor']],
    ['og', []],
    ['Når', []],
    ['sfi', ['sfi']],
    ['2007', ['2007']],
    ['x'.repeat(101), []],
    ['\u0301', []],
    ['\uFDFA', ['صلىاللهعليهوسلم']],
  ])('%s: %j', (word, keys) => {
    expect(keysOf(word)).toEqual(keys);
  });

  test.each(
    wordsApart
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split('/')),
  )('%s and %s do not meet', (one, other) => {
    expect(keysOf(one ?? '')).not.toEqual(keysOf(other ?? ''));
  });

  test('are lower case without spaces or Danish letters, and the same each time', () => {
    const check = (word: string) => {
      const keys = keysOf(word);
      expect(keysOf(word)).toEqual(keys);
      for (const key of keys) expect(key).not.toMatch(/\s|[A-ZÆØÅæøå]/);
    };
    const word = strings.map((text) => text.replace(/[^\p{L}\p{N}\p{M}]/gu, ''));
    fc.assert(fc.property(word, check));
  });

  test.each(odd)('of %o are made', (text) => {
    expect(keysOf(text)).toEqual(keysOf(text));
  });

  test('stay right when many words were asked for in between', () => {
    const keys = keysOf('integrationsmedarbejderne');
    for (let number = 0; number < 50_100; number++) keysOf(`${number}`);
    expect(keysOf('integrationsmedarbejderne')).toEqual(keys);
  });
});

describe('the keys of a text', () => {
  test('stand in the order of its words, without the words that carry the grammar', () => {
    expect(analyse('Kommunerne og virksomhedernes praktikanter')).toEqual(['kommun', 'virksomhed', 'praktik']);
    expect(analyse('og i på')).toEqual([]);
  });

  test('are each marked for the search engine', () => {
    expect(markedKeys(['kommun', 'praktik'])).toBe('xkommun xpraktik');
    expect(markedText('Kommunernes praktikant og')).toBe('xkommun xpraktik');
    expect(markedText('')).toBe('');
  });

  test('are those of its words, for any text', () => {
    fc.assert(fc.property(strings, (text) => void expect(markedText(text)).toBe(markedKeys(analyse(text)))));
  });
});

describe('a stop word', () => {
  test('is one however it is written', () => {
    expect(['når', 'Naar', 'NÅR', 'også', 'ogsaa'].map(isStopWord)).toEqual(Array(5).fill(true));
  });

  test('stands once in the list, and in no other', () => {
    const words = readWordLists('stop-words').flat();
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(readWordLists('common-words').flat().filter(isStopWord)).toEqual([]);
  });

  test.each(['alder', 'barn', 'arbejde', 'kvinde', 'job', 'dansk', 'ung', 'fri', 'bo'])('is not %s', (word) => {
    expect(isStopWord(word)).toBe(false);
  });
});
