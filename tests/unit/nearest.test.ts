import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNearWords, findNear } from '#search/danish/nearest.ts';
import { createVocabulary } from '#search/vocabulary.ts';

/** The slips from one word to the other, worked out the slow way. */
function slipsBetween(a: string, b: string): number {
  const slips = new Map<string, number>();
  const between = (i: number, j: number): number => {
    const known = slips.get(`${i} ${j}`);
    if (known !== undefined) return known;
    const ways = [Math.max(i, j)];
    if (i && j)
      ways.push(
        between(i - 1, j) + 1,
        between(i, j - 1) + 1,
        between(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]),
        ...(i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? [between(i - 2, j - 2) + 1] : []),
      );
    const least = Math.min(...ways);
    slips.set(`${i} ${j}`, least);
    return least;
  };
  return between(a.length, b.length);
}

function findAll(words: string[], word: string, most: number): [string, number][] {
  const found: [string, number][] = [];
  findNear(createNearWords(words), word, most, (index, slips) => found.push([words[index] ?? '', slips]));
  return found;
}

describe('the words near a word', () => {
  test('are those that a comparison with each of them finds, with as many slips', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, fc.constantFrom(1, 2), (words, wanted, most) => {
        const sorted = words.toSorted();
        const expected = sorted.map((each) => [each, slipsBetween(each, wanted)] as [string, number]);
        expect(findAll(sorted, wanted, most)).toEqual(expected.filter(([, slips]) => slips <= most));
      }),
      { numRuns: 2000 },
    );
  });

  test('count a letter too many, missing, wrong, or changed places as one slip', () => {
    const words = ['mentor', 'mentore', 'metnor', 'mntor', 'mentar', 'rotnem'];
    expect(findAll(words, 'mentor', 1)).toEqual([
      ['mentor', 0],
      ['mentore', 1],
      ['metnor', 1],
      ['mntor', 1],
      ['mentar', 1],
    ]);
  });

  test('are found among words of any length and sign', () => {
    const long = 'x'.repeat(300);
    expect(findAll(['😀', '😀😀', long, `${long}y`], '😀', 2)).toEqual([
      ['😀', 0],
      ['😀😀', 2],
    ]);
    expect(findAll([], 'mentor', 2)).toEqual([]);
  });
});

const vocabulary = (words: Record<string, number>) => createVocabulary(Object.keys(words), Object.values(words));

describe('the vocabulary', () => {
  const { has, entries, completions } = vocabulary({
    '=job': 3,
    '=jobcentre': 1,
    '=jobcenter': 2,
    '=ærø': 1,
    '=2007': 4,
    job: 5,
    center: 2,
  });

  test('knows a word as it is spelt, and no key or other spelling for it', () => {
    expect(['job', 'jobcenter', 'ærø', '2007', 'center', 'aeroe', 'jo', ''].filter(has)).toEqual([
      ...['job', 'jobcenter', 'ærø', '2007'],
    ]);
  });

  test('tells how many entries hold a key, and how many a word as it is spelt', () => {
    expect(['job', '=job', 'center', '=center', 'x', '=', ''].map(entries)).toEqual([5, 3, 2, 0, 0, 0, 0]);
  });

  test('knows the words that begin so, those of the most entries first, and no more than wanted', () => {
    const few = (begun: string) => completions(begun, 2);
    expect(['j', 'jobc', 'jobcenter', 'æ', '20'].map(few)).toEqual([
      ...[['job', 'jobcenter'], ['jobcenter', 'jobcentre'], ['jobcenter'], ['ærø'], ['2007']],
    ]);
    expect(['jobcentere', 'c', 'a', ''].flatMap(few)).toEqual([]);
  });

  test('of a site without entries knows nothing', () => {
    const empty = vocabulary({});
    expect([empty.has('job'), empty.entries('job'), empty.completions('j', 9)]).toEqual([false, 0, []]);
    expect(empty.nearest('mentor')).toBeUndefined();
  });
});

describe('the correction of a word', () => {
  test('is the nearest word', () => {
    const { nearest } = vocabulary({ '=integration': 1, '=integratoren': 90 });
    expect(nearest('integratione')).toBe('integration');
    expect(nearest('intergation')).toBe('integration');
  });

  test('of two equally near takes the one with the same first letter, then the one that more entries hold', () => {
    const { nearest } = vocabulary({ '=bolig': 900, '=kolig': 1, '=kalig': 2, '=kulig': 1 });
    expect(nearest('kxlig')).toBe('kalig');
    expect(nearest('xolig')).toBe('bolig');
  });

  test('takes two slips in a long word alone, and none in a short one', () => {
    const { nearest } = vocabulary({ '=virksomhed': 1, '=mentor': 1, '=job': 1 });
    expect(nearest('virksmohde')).toBe('virksomhed');
    expect(nearest('mnetro')).toBeUndefined();
    expect(nearest('metor')).toBe('mentor');
    expect(nearest('jab')).toBeUndefined();
  });

  test('is none for a known word, whichever way its æ, ø and å are written', () => {
    const { nearest } = vocabulary({ '=børnehave': 1, '=børnehaver': 50, '=århus': 1, '=aarhuse': 3 });
    expect(['børnehave', 'boernehave', 'aarhus'].map(nearest)).toEqual([undefined, undefined, undefined]);
    expect(nearest('boernehvae')).toBe('børnehave');
  });

  test('is never a number, a word with digits, or a word that only carries the grammar', () => {
    const { nearest } = vocabulary({ '=2007': 9, '=uge12': 9, '=gennem': 9 });
    expect(['2008', 'uge13', 'ugen12', 'genem'].map(nearest)).toEqual(Array(4).fill(undefined));
  });

  test('never throws, and is always a word of the entries', () => {
    const words = ['=mentor', '=børn', '=sprogundervisning', '=𝕏ab', '=\uFB01ab'];
    const { nearest, has } = createVocabulary(words, [1, 2, 3, 4, 5]);
    expect(has('𝕏ab') && has('\uFB01ab')).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (word) => {
        const correction = nearest(word);
        expect(correction === undefined || has(correction)).toBe(true);
      }),
    );
  });
});
