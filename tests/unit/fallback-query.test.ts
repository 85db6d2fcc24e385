import { describe, expect, test } from 'vitest';
import { keysOf } from '#search/danish/analyse.ts';
import { toQueryTexts } from '#search/tsquery.ts';
import type { Concept, Understood } from '#search/understand.ts';

const concept = (word: string, changes: Partial<Concept> = {}): Concept => ({
  ...{ word, keys: [word], synonyms: [], minor: false },
  ...changes,
});
const query = (changes: Partial<Understood>) =>
  toQueryTexts({ phrases: [], excluded: [], concepts: [], prefix: '', completions: [], corrections: [], ...changes });

describe('the query of the database', () => {
  test('asks for nothing when nothing was typed', () => {
    expect(query({})).toEqual({ all: '', any: '', parts: [], words: '' });
  });

  test('wants all keys of each concept, or else any one of them', () => {
    const { all, any } = query({ concepts: [concept('sprogkursus', { keys: ['sprog', 'kursus'] }), concept('job')] });
    expect(all).toBe(`(('sprog' & 'kursus')) & (('job'))`);
    expect(any).toBe(`(('sprog' & 'kursus') | 'sprog' | 'kursus' | ('job'))`);
  });

  test('counts what an entry holds: most a concept, less the part of a compound and what says little', () => {
    const { parts } = query({
      concepts: [concept('sprogkursus', { keys: ['sprog', 'kursus'] }), concept('ordning', { minor: true })],
      prefix: 'virk',
    });
    expect(parts).toEqual([
      { matching: `(('sprog' & 'kursus'))`, weight: 1 },
      { matching: `(('ordning'))`, weight: 0.25 },
      { matching: `'sprog'`, weight: 0.25 },
      { matching: `'kursus'`, weight: 0.25 },
      { matching: `'=virk':*`, weight: 1 },
    ]);
  });

  test('takes any synonym for the concept', () => {
    const { all, words } = query({ concepts: [concept('sfi', { synonyms: [['dansk', 'uddannel'], ['sprog']] })] });
    expect(all).toBe(`(('sfi') | ('dansk' & 'uddannel') | ('sprog'))`);
    expect(words).toBe(`'=sfi' | 'sfi' | 'dansk' | 'uddannel' | 'sprog'`);
  });

  test('looks a concept without keys up as it is spelt', () => {
    expect(query({ concepts: [concept('og', { keys: [] })] }).all).toBe(`('=og')`);
    expect(query({ concepts: [concept('🤝', { keys: [''], synonyms: [['']] })] }).all).toBe(`('=🤝')`);
  });

  test('is not content with what says little, unless all does', () => {
    const [first, second] = [concept('ordning', { minor: true }), concept('indsats', { minor: true })];
    expect(query({ concepts: [concept('mentor'), first] }).any).toBe(`(('mentor'))`);
    expect(query({ concepts: [first, second] }).any).toBe(`(('ordning') | ('indsats'))`);
    const [little = ''] = keysOf('ordning');
    const compound = concept('mentorordning', { keys: ['mentor', little] });
    expect(query({ concepts: [compound] }).any).toBe(`(('mentor' & '${little}') | 'mentor')`);
  });

  test('gives up the beginning of a word, but never a phrase or what is left out', () => {
    const concepts = [concept('mentor'), concept('job')];
    const excluded = [concept('børn', { keys: ['boern'] })];
    const loose = query({ excluded, concepts, prefix: 'virk' });
    expect(loose.all).toBe(`'=virk':* & !('boern') & (('mentor')) & (('job'))`);
    expect(loose.any).toBe(`!('boern') & (('mentor') | ('job'))`);
    const strict = query({ phrases: [['den', 'gode', 'modtagelse']], excluded, concepts, prefix: 'virk' });
    expect(strict.all).toBe(`('=den' <-> '=gode' <-> '=modtagelse') & ${loose.all}`);
    expect(strict.any).toBe(strict.all);
  });

  test('leaves out a compound where its parts are one word, and a phrase as it is spelt', () => {
    const compound = concept('hjemmebesøg', { keys: ['hjem', 'besoeg'] });
    expect(query({ excluded: [compound, concept('fast arbejde', { keys: [] })] }).all).toBe(
      `!('hjem' <0> 'besoeg') & !('=fast' <-> '=arbejde')`,
    );
  });

  test('gives up nothing where there is nothing else', () => {
    expect(query({ concepts: [concept('mentor')] }).any).toBe(`(('mentor'))`);
    expect(query({ prefix: 'virk' }).any).toBe(`'=virk':*`);
  });

  test('looks for a word that no entry can hold in none', () => {
    const long = 'x'.repeat(101);
    expect(query({ phrases: [['a', long]], prefix: long }).all).toBe(`('=a' <-> '=') & '='`);
    expect(query({ concepts: [concept('a\0b')] }).all).toBe(`(('='))`);
  });

  test('leaves an empty phrase out', () => {
    expect(query({ phrases: [[]] }).all).toBe('');
  });
});
