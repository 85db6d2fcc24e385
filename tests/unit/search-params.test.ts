import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Taxonomy } from '#content/taxonomy.ts';
import {
  apiDialect,
  type Dialect,
  emptySearch,
  knownParams,
  pageDialect,
  parseSearchParams,
  toQueryString,
} from '#search/params.ts';
import { searches } from '../support/arbitraries.ts';
import { loadTestTaxonomy } from '../support/taxonomy.ts';

let taxonomy: Taxonomy;
beforeAll(async () => {
  taxonomy = await loadTestTaxonomy();
});

/** A query string as the server hands it over: a list where a parameter is repeated. */
function toRaw(queryString: string): Record<string, string | string[]> {
  const query = new URLSearchParams(queryString);
  return Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const values = query.getAll(key);
      return [key, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

const parse = (queryString: string, dialect: Dialect = pageDialect) =>
  parseSearchParams(toRaw(queryString), dialect, taxonomy);
const tidy = (queryString: string) => toQueryString(parse(queryString).params, pageDialect, taxonomy);

describe('the search in an address', () => {
  test('is all entries when the address says nothing', () => {
    expect(parse('')).toEqual({ params: emptySearch(), issues: [] });
    expect(toQueryString(emptySearch(), pageDialect, taxonomy)).toBe('');
  });

  test('is read from the Danish parameters of the page', () => {
    const query = '?q=job+til+kvinder&omraade=sundhed&omraade=uddannelse&kommune=vejle&aar=2005&sortering=titel&side=3';
    const { params, issues } = parse(query);
    expect(issues).toEqual([]);
    expect(params).toEqual({
      ...emptySearch(),
      q: 'job til kvinder',
      filters: { ...emptySearch().filters, area: ['sundhed', 'uddannelse'], municipality: ['0630'], year: ['2005'] },
      sort: 'title',
      page: 3,
    });
  });

  test('is read from the English parameters of the API', () => {
    const { params, issues } = parse('?area=sundhed&municipality=0630&sort=oldest&page=2&per_page=100', apiDialect);
    expect(issues).toEqual([]);
    expect(params).toMatchObject({ sort: 'oldest', page: 2, perPage: 100 });
    expect(params.filters).toMatchObject({ area: ['sundhed'], municipality: ['0630'] });
  });

  test.each([
    ['?q=&omraade=&sortering=&side=', ''],
    ['?q=job&side=1&sortering=relevans', '?q=job'],
    ['?side=2&q=job&omraade=sundhed', '?q=job&omraade=sundhed&side=2'],
    ['?kommune=0630', '?kommune=vejle'],
    ['?omraade=sundhed&omraade=sundhed', '?omraade=sundhed'],
    ['?q=++job++nu+', '?q=job+nu'],
    ['?q=job&utm_source=nyhedsbrev', '?q=job'],
    ['?q=en&q=to', '?q=to'],
  ])('%s is tidied to %j', (query, tidied) => {
    expect(parse(query).issues).toEqual([]);
    expect(tidy(query)).toBe(tidied);
  });

  test.each([
    ['?omraade=fiskeri', pageDialect, 'omraade', /»fiskeri« findes ikke under område/],
    ['?kommune=andeby', pageDialect, 'kommune', /»andeby« findes ikke/],
    ['?kommune=constructor', pageDialect, 'kommune', /»constructor« findes ikke/],
    ['?aar=19', pageDialect, 'aar', /»19« findes ikke/],
    ['?aar=2005x', pageDialect, 'aar', /»2005x« findes ikke/],
    ['?sortering=title', pageDialect, 'sortering', /relevans, nyeste, aeldste, titel/],
    ['?side=0', pageDialect, 'side', /fra 1 til/],
    ['?side=to', pageDialect, 'side', /fra 1 til/],
    ['?side=1e3', pageDialect, 'side', /fra 1 til/],
    ['?side=100001', pageDialect, 'side', /fra 1 til 100000/],
    [`?q=${'x'.repeat(201)}`, pageDialect, 'q', /højst fylde 200 tegn/],
    ['?municipality=vejle', apiDialect, 'municipality', /»vejle« findes ikke/],
    ['?sort=titel', apiDialect, 'sort', /relevance, newest, oldest, title/],
    ['?per_page=101', apiDialect, 'per_page', /fra 1 til 100/],
    ['?per_page=0', apiDialect, 'per_page', /fra 1 til 100/],
    ['?page=-1', apiDialect, 'page', /fra 1 til/],
  ])('%s says something that cannot be used, which is left out and named', (query, dialect, field, message) => {
    const { params, issues } = parse(query, dialect);
    expect(issues).toEqual([{ field, message: expect.stringMatching(message) }]);
    expect({ ...params, q: '' }).toEqual(emptySearch());
  });

  test('keeps what is right beside what is wrong', () => {
    const { params, issues } = parse('?omraade=fiskeri&omraade=sundhed&side=x&q=job');
    expect(issues.map(({ field }) => field)).toEqual(['omraade', 'side']);
    expect(params).toMatchObject({ q: 'job', page: 1, filters: { area: ['sundhed'] } });
  });

  test('never has more than 200 characters of words, and no half character', () => {
    const { params } = parse(`?q=${encodeURIComponent(`${'x'.repeat(199)}😀😀`)}`);
    expect(params.q.length).toBeLessThanOrEqual(200);
    expect(params.q.isWellFormed()).toBe(true);
  });
});

describe.each([
  ['page', pageDialect],
  ['API', apiDialect],
])('any search in an address of the %s', (_name, dialect) => {
  test('is the same after it was written and read again', () => {
    fc.assert(
      fc.property(searches(taxonomy, Boolean(dialect.perPage)), (params) => {
        const { params: again, issues } = parse(toQueryString(params, dialect, taxonomy), dialect);
        expect(issues).toEqual([]);
        expect(again).toEqual(params);
      }),
      { numRuns: 1000 },
    );
  });

  test('can be read whatever it says, and once tidied stays as it is', () => {
    const name = fc.oneof(fc.constantFrom(...knownParams(dialect)), fc.string(), fc.constant('__proto__'));
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('sundhed', '0630', 'vejle', '2005', 'titel', 'title', '7', '', '__proto__', '\ud800'),
    );
    const raw = fc
      .array(fc.tuple(name, fc.oneof(value, fc.array(value))))
      .map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(raw, (query) => {
        const { params } = parseSearchParams(query, dialect, taxonomy);
        const written = toQueryString(params, dialect, taxonomy);
        const again = parse(written, dialect);
        expect(again).toEqual({ params, issues: [] });
        expect(toQueryString(again.params, dialect, taxonomy)).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });
});
