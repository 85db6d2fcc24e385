import { describe, expect, test } from 'vitest';
import { keysOf, markedKeys } from '#search/danish/analyse.ts';
import { buildThesaurus } from '#search/thesaurus.ts';

const build = (...sets: [words: string[], finds?: string[]][]) =>
  buildThesaurus(sets.map(([words, finds = []]) => ({ words, finds })));

const found = (thesaurus: ReturnType<typeof build>, text: string) =>
  thesaurus.alternatives(text.split(' ').flatMap(keysOf)).map((keys) => keys.join(' '));
const keys = (text: string) => text.split(' ').flatMap(keysOf).join(' ');

describe('a line of the thesaurus', () => {
  const thesaurus = build([['job', 'arbejde', 'beskæftigelse']]);

  test('lets each of its words find the others, and not itself', () => {
    expect(found(thesaurus, 'job')).toEqual([keys('arbejde'), keys('beskæftigelse')]);
    expect(found(thesaurus, 'arbejde')).toEqual([keys('job'), keys('beskæftigelse')]);
  });

  test('serves every form of its words', () => {
    expect(found(thesaurus, 'beskæftigelsen')).toEqual(found(thesaurus, 'beskæftigelse'));
    expect(found(thesaurus, 'jobs')).toHaveLength(2);
  });

  test('serves no other word', () => {
    expect(found(thesaurus, 'bolig')).toEqual([]);
    expect(thesaurus.alternatives([])).toEqual([]);
  });

  test('lets its words find what they find, and not the other way round', () => {
    const oneWay = build([
      ['sport', 'idræt'],
      ['fodbold', 'svømning'],
    ]);
    expect(found(oneWay, 'sport')).toEqual([keys('idræt'), keys('fodbold'), keys('svømning')]);
    expect(found(oneWay, 'fodbold')).toEqual([]);
  });

  test('may hold several words, of which stop words do not count', () => {
    const several = build([['dansk som andetsprog', 'sfi']]);
    expect(found(several, 'sfi')).toEqual([keys('dansk som andetsprog')]);
    expect(found(several, 'dansk andetsprog')).toEqual(['sfi']);
    expect(found(several, 'dansk')).toEqual([]);
    expect(several.longest).toBe(keys('dansk som andetsprog').split(' ').length);
  });

  test('adds to another line with the same word', () => {
    expect(found(build([['job', 'arbejde']], [['jobs', 'ansættelse']]), 'job')).toEqual([
      keys('arbejde'),
      keys('ansættelse'),
    ]);
  });

  test('names nothing when its words are the same once they are analysed, or only carry the grammar', () => {
    expect(found(build([['kommune', 'kommunerne', 'og']]), 'kommune')).toEqual([]);
    expect(build([['og', 'når']]).settings).toEqual({});
  });
});

describe('the thesaurus', () => {
  test('is told the search engine by marked keys, in a fixed order', () => {
    const one = build([['job', 'arbejde', 'beskæftigelse']]);
    const other = build([['job', 'beskæftigelse', 'arbejde']]);
    expect(one.settings).toEqual(other.settings);
    expect(one.settings[markedKeys(keysOf('job'))]).toEqual(
      ['arbejde', 'beskæftigelse'].map((word) => markedKeys(keysOf(word))).sort(),
    );
  });

  test('without lines finds nothing', () => {
    const empty = build();
    expect([empty.alternatives(['job']), empty.longest, empty.settings]).toEqual([[], 1, {}]);
  });
});
