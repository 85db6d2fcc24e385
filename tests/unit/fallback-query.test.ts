import { describe, expect, test } from 'vitest';
import { toQueryTexts } from '#search/tsquery.ts';
import type { Concept, Understood } from '#search/understand.ts';

const concept = (word: string, changes: Partial<Concept> = {}): Concept => ({
  ...{ word, keys: [word], synonyms: [], minor: false },
  ...changes,
});
const query = (changes: Partial<Understood>) =>
  toQueryTexts({ phrases: [], excluded: [], concepts: [], prefix: '', corrections: [], ...changes });

describe('the query of the database', () => {
  test('asks for nothing when nothing was typed', () => {
    expect(query({})).toEqual({ all: '', any: '', concepts: [], words: '' });
  });

  test('wants all keys of each concept, or else those of any one', () => {
    const { all, any } = query({ concepts: [concept('sprogkursus', { keys: ['sprog', 'kursus'] }), concept('job')] });
    expect(all).toBe(`(('sprog' & 'kursus')) & (('job'))`);
    expect(any).toBe(`((('sprog' & 'kursus')) | (('job')))`);
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

  test('is not content with a concept that says little, unless all do', () => {
    const minor = concept('ordning', { minor: true });
    expect(query({ concepts: [concept('mentor'), minor] }).any).toBe(`((('mentor')))`);
    expect(query({ concepts: [minor] }).any).toBe(`((('ordning')))`);
  });

  test('never does without phrases, what is left out, and the beginning of the last word', () => {
    const { all, any } = query({
      phrases: [['den', 'gode', 'modtagelse']],
      excluded: [concept('børn', { keys: ['boern'] })],
      concepts: [concept('mentor')],
      prefix: 'virk',
    });
    const required = `('=den' <-> '=gode' <-> '=modtagelse') & '=virk':* & !(('boern'))`;
    expect(all).toBe(`${required} & (('mentor'))`);
    expect(any).toBe(`${required} & ((('mentor')))`);
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
