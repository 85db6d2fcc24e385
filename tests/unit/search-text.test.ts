import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryDocument } from '#search/document.ts';
import { quoteLexeme, surfaceLexeme, toFacetValues, toSearchText } from '#search/search-text.ts';
import { texts } from '../support/arbitraries.ts';

function documentOf(changes: Partial<EntryDocument> = {}): EntryDocument {
  const none = { area: [], municipality: [], method: [], target_group: [], organisation_type: [], year: [] };
  const outcome = { verdict: [], tried: [], tried_in: 0, assessed_year: null };
  return {
    ...{ id: 1, version: '1.1', slug: 'a', title: '', one_liner: '', text: '', places: [], terms: [] },
    ...{ organisation: '', nationwide: false, start_date: null, end_date: null, published_at: 0, title_order: '' },
    ...{ title_keys: '', one_liner_keys: '', text_keys: '', places_keys: [], terms_keys: [], organisation_keys: '' },
    ...none,
    ...outcome,
    ...changes,
  };
}

/** The lexemes of a tsvector's text, each with its places. */
function lexemesOf(document: Partial<EntryDocument>): Map<string, string[]> {
  const text = toSearchText(documentOf(document));
  const lexemes = text.matchAll(/'((?:[^'\\]|''|\\\\)*)':([\dABC,]+)/g);
  return new Map([...lexemes].map(([, lexeme = '', places = '']) => [lexeme, places.split(',')]));
}

describe('the words of a document', () => {
  test('stand at their places both analysed and as they are spelt; a stop word only as it is spelt', () => {
    expect(Object.fromEntries(lexemesOf({ title: 'Kommunernes job og Job' }))).toEqual({
      ...{ '=kommunernes': ['1A'], kommun: ['1A'] },
      ...{ '=job': ['2A', '4A'], job: ['2A', '4A'] },
      '=og': ['3A'],
    });
  });

  test('have the parts of a compound at one place', () => {
    const words = lexemesOf({ title: 'Et virksomhedsbesøg' });
    const places = [...words].filter(([, [place]]) => place === '2A').map(([lexeme]) => lexeme);
    expect(places).toHaveLength(3);
    expect(places[0]).toBe('=virksomhedsbesøg');
  });

  test('weigh as the field does that they stand in', () => {
    const words = lexemesOf({
      ...{ title: 'en', one_liner: 'to', terms: ['tre'], places: ['fire'], organisation: 'fem', text: 'seks' },
    });
    const weights = ['=en', '=to', '=tre', '=fire', '=fem', '=seks'].map((word) => words.get(word)?.[0]);
    expect(weights.map((place) => place?.replace(/\d+/, ''))).toEqual(['A', 'B', 'C', 'C', 'C', '']);
  });

  test('never stand next to each other across two fields, lines or terms', () => {
    const words = lexemesOf({ title: 'a', one_liner: 'b', terms: ['c', 'd'], organisation: 'e', text: 'f g\nh' });
    const places = [...'abcdefgh'].map((word) => Number.parseInt(words.get(`=${word}`)?.[0] ?? '', 10));
    const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(steps.filter((step) => step === 1)).toHaveLength(1);
    expect(steps[5]).toBe(1);
    expect(Math.min(...steps.filter((step) => step !== 1))).toBeGreaterThanOrEqual(10);
  });

  test('keep æ, ø and å, and one spelling of each letter', () => {
    const decomposed = 'A\u030Arhus';
    expect([...lexemesOf({ title: `Århus ${decomposed} Ærø` }).keys()].filter((word) => word.startsWith('='))).toEqual([
      ...['=århus', '=ærø'],
    ]);
  });

  test('leave out what is too long for a word', () => {
    expect([...lexemesOf({ title: `a ${'x'.repeat(101)} b` }).keys()]).toEqual(['=a', 'a', '=b', 'b']);
    expect(lexemesOf({ title: `a ${'x'.repeat(101)} b` }).get('=b')).toEqual(['3A']);
  });

  test('stand at no place that Postgres does not count, and after the last own one never next to another', () => {
    const words = lexemesOf({ text: Array.from({ length: 20_000 }, (_, index) => `x${index}`).join(' ') });
    const places = new Set([...words.values()].map(([place]) => Number(place)));
    expect(Math.max(...places)).toBe(16_383);
    expect(places.has(16_382)).toBe(false);
    expect(words.get('=x19999')).toEqual(['16383']);
  });

  test('have no more places than Postgres keeps', () => {
    expect(lexemesOf({ text: 'job '.repeat(3000) }).get('job')).toHaveLength(255);
  });

  test('of a text too long for one tsvector are those of its beginning', () => {
    const words = lexemesOf({ text: Array.from({ length: 60_000 }, (_, index) => 1_000_000 + index).join(' ') });
    expect(words.has('=1000000')).toBe(true);
    expect(words.has('=1059999')).toBe(false);
    const bytes = [...words].reduce((sum, [lexeme, places]) => sum + lexeme.length + 2 * places.length, 0);
    expect(bytes).toBeLessThan(2 ** 20);
  });

  test('are made of any text', () => {
    fc.assert(fc.property(texts(300), (text) => void toSearchText(documentOf({ title: text, text }))));
  });
});

test('a lexeme is quoted so that none of its signs is taken for an end', () => {
  expect(quoteLexeme(surfaceLexeme(`O'Brien\\`))).toBe(`'=o''brien\\\\'`);
});

test('the facet values of a document name their facet', () => {
  const document = documentOf({ area: ['sundhed', 'uddannelse'], municipality: ['0630'], year: ['2007'] });
  expect(toFacetValues(document)).toEqual(['area:sundhed', 'area:uddannelse', 'municipality:0630', 'year:2007']);
});
