import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNamesNearSensitiveWords } from '#content/personal-data/names.ts';
import { ordinaryParagraphs } from '../support/personal-data.ts';

const folder = new URL('../../content/personal-data/', import.meta.url);
const entriesOf = (file: string) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

describe('a name near a sensitive word is found', () => {
  test.each([
    ['Ahmed Hassan fik diagnosen i 2005.', 'Ahmed Hassan', 'diagnosen'],
    ['I 2005 blev Fatima H. dømt for tyveri.', 'Fatima H.', 'dømt'],
    ['**Mohammed** Al-Hassan er muslim.', 'Mohammed Al-Hassan', 'muslim'],
    ['Anne-Marie van Dijk har gæld.', 'Anne-Marie van Dijk', 'gæld'],
    ['Åse Holms hjertesygdom kom i vejen.', 'Åse Holms', 'hjertesygdom'],
    ['Efter voldtægten flyttede Lone Dahl\ntil Vejle.', 'Lone Dahl', 'voldtægten'],
    ['Jens Hansen bor i Vejle. Han har været udsat for overgreb.', 'Jens Hansen', 'overgreb'],
    ['Yusuf Ali Omar er homoseksuel.', 'Yusuf Ali Omar', 'homoseksuel'],
  ])('in %j', (text, name, word) => {
    expect(findNamesNearSensitiveWords(text)).toEqual([{ name, word }]);
  });

  test('once, however often it stands there, with the nearest word', () => {
    const text = 'Omar Khan fik stress og angst. Omar Khan fik angst.';
    expect(findNamesNearSensitiveWords(text)).toEqual([{ name: 'Omar Khan', word: 'angst' }]);
  });

  test('within the same sentence also when the word is farther away', () => {
    const far = 'og så kom der mange andre ting til, som alle tog deres tid i kommunen';
    expect(findNamesNearSensitiveWords(`Omar Khan flyttede, ${far}, før han blev syg.`)).toHaveLength(1);
    expect(findNamesNearSensitiveWords(`Omar Khan flyttede. Derpå, ${far}, blev en anden syg.`)).toHaveLength(0);
  });

  test('for each pair of a first name and a sensitive word in the lists', () => {
    const names = entriesOf('first-names.txt');
    const words = entriesOf('sensitive-words.txt').map((entry) => entry.replace(/^[=*]/, ''));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...words), fc.boolean(), (name, word, wordFirst) => {
        const text = wordFirst ? `Om ${word} fortalte ${name} Holm.` : `${name} Holm fortalte om ${word}.`;
        expect(findNamesNearSensitiveWords(text)).toEqual([{ name: `${name} Holm`, word }]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('nothing is found', () => {
  test.each([
    'Projektleder Anna Holm fortæller om mentorer.',
    'Fatima er syg.',
    'Hans PTSD gjorde det svært.',
    'Det er gældende ret, siger Bo Jensen.',
    'Lars Holm lagde kræfter i et voldsomt stort arbejde i hele domænet.',
    'Sygeplejerske Mette Dahl åbnede mødet.',
    'En deltager fra Vejle Kommune blev dømt.',
    'Ahmed, Hassan og Omar talte om sygdom.',
  ])('in %j', (text) => {
    expect(findNamesNearSensitiveWords(text)).toEqual([]);
  });

  test('in ordinary paragraphs without names', () => {
    fc.assert(
      fc.property(ordinaryParagraphs, (text) => {
        expect(findNamesNearSensitiveWords(text)).toEqual([]);
      }),
    );
  });
});

test('a text full of names and commas is searched at once', () => {
  const start = performance.now();
  findNamesNearSensitiveWords('Ahmed Hassan '.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each(['first-names.txt', 'sensitive-words.txt'])('%s has each entry once and nothing but words', (file) => {
  const entries = entriesOf(file);
  expect(new Set(entries.map((entry) => entry.toLowerCase())).size).toBe(entries.length);
  for (const entry of entries) expect(entry).toMatch(/^[=*]?\p{L}+$/u);
});
