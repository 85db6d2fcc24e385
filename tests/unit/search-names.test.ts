import { beforeAll, describe, expect, test } from 'vitest';
import type { Taxonomy } from '#content/taxonomy.ts';
import { findNames } from '#search/names.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import { loadTestTaxonomy } from '../support/taxonomy.ts';

let taxonomy: Taxonomy;
beforeAll(async () => {
  taxonomy = await loadTestTaxonomy();
});

const find = (q: string, filters: Partial<SearchParams['filters']> = {}) => {
  const params = { ...emptySearch(), q };
  return findNames({ ...params, filters: { ...params.filters, ...filters } }, taxonomy);
};
const labels = (q: string) => find(q).map(({ facet, value }) => `${facet.name} ${value.label}`);

describe('a query that names', () => {
  test('a municipality offers it, and the rest of the query without it', () => {
    expect(find('mentorer i Vejle')).toMatchObject([
      { facet: { name: 'municipality' }, value: { label: 'Vejle' }, rest: 'mentorer i' },
    ]);
    expect(find('Vejle mentorer')[0]?.rest).toBe('mentorer');
  });

  test('a former municipality offers that of today, and says what it was known as', () => {
    expect(find('job i Søllerød')).toMatchObject([
      { value: { label: 'Rudersdal' }, knownAs: 'Søllerød', rest: 'job i' },
    ]);
  });

  test.each([
    ['soelleroed', 'Rudersdal'],
    ['AARHUS', 'Aarhus'],
    ['århus', 'Aarhus'],
    ['høje taastrup', 'Høje-Taastrup'],
    ['Høje-Tåstrup', 'Høje-Taastrup'],
    ['hoeje-taastrup', 'Høje-Taastrup'],
  ])('a municipality in any spelling offers it: %s', (q, name) => {
    expect(labels(q)).toContain(`municipality ${name}`);
  });

  test('an area or a method offers it', () => {
    expect(labels('sundhed for mænd')).toContain('area Sundhed');
    expect(labels('udsatte boligområder')).toContain('area Udsatte boligområder');
    expect(labels('mentor til unge')).toContain('method Mentor');
  });

  test('more offers each, at most three', () => {
    const names = labels('sundhed og uddannelse i Vejle med mentor');
    expect(names).toContain('municipality Vejle');
    expect(names).toHaveLength(3);
  });
});

describe('nothing is offered', () => {
  test('that is chosen already', () => {
    const code = find('Vejle')[0]?.value.value ?? '';
    expect(find('Vejle', { municipality: [code] })).toEqual([]);
    expect(find('Vejle', { municipality: ['0101'] })).toHaveLength(1);
  });

  test.each(['', '   ', 'vejledning', 'vejles', 'høje taa', 'taastrup høje', '"i Vejle"', '...'])('for %j', (q) => {
    expect(find(q)).toEqual([]);
  });

  test('of before when the name is one of today', () => {
    expect(find('Vejle').every(({ knownAs }) => knownAs === undefined)).toBe(true);
  });
});
