import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf, markedKeys } from '#search/danish/analyse.ts';
import { facets } from '#search/facets.ts';
import { emptySearch, type SearchParams } from '#search/params.ts';
import { canBeLoosened, toCountRequest, toIdsRequest, toSearchRequests, toTitlesRequest } from '#search/query.ts';
import { isMinor, type Understood } from '#search/understand.ts';

const scope = { indexUid: 'entries', hiddenIds: [] };
const names = facets.map(({ name }) => name);

function asked(words: string, changes: Partial<Understood> = {}): Understood {
  const concepts = words
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ word, keys: keysOf(word), synonyms: [], minor: keysOf(word).every(isMinor) }));
  return { phrases: [], excluded: [], corrections: [], prefix: '', completions: [], concepts, ...changes };
}

function search(understood: Understood, changes: Partial<SearchParams> = {}, strictness: 'all' | 'any' = 'all') {
  return toSearchRequests(understood, { ...emptySearch(), ...changes }, scope, strictness);
}

const queriesOf = (understood: Understood, strictness: 'all' | 'any' = 'all') =>
  search(understood, {}, strictness)[0]?.queries ?? [];
const texts = (understood: Understood, strictness: 'all' | 'any' = 'all') =>
  queriesOf(understood, strictness).map(({ q }) => q?.trim());
const filters = (chosen: Partial<SearchParams['filters']>) => ({ filters: { ...emptySearch().filters, ...chosen } });
const marks = (...words: string[]) => markedKeys(words.flatMap(keysOf));

describe('what the search engine is asked', () => {
  test('is the marked keys of the words in their order, all of which must be there', () => {
    expect(queriesOf(asked('virksomhedspraktik mentorer'))).toMatchObject([
      { q: marks('virksomhed', 'praktik', 'mentor'), matchingStrategy: 'all', indexUid: 'entries' },
    ]);
  });

  test('is each word that the unfinished one may become', () => {
    const unfinished = { prefix: 'prak', completions: [['praktik'], ['prakt', 'isk']] };
    const expected = [markedKeys(['mentor', 'praktik']), markedKeys(['mentor', 'prakt', 'isk'])];
    expect(texts(asked('mentor', unfinished), 'all')).toEqual(expected);
    expect(texts(asked('mentor', unfinished), 'any')).toEqual(expected);
  });

  test('keeps phrases as they are spelt', () => {
    expect(texts(asked('', { phrases: [['på', 'vej'], ['job']] }))).toEqual(['"på vej" "job"']);
  });

  test('excludes a word, and a compound as its parts side by side', () => {
    const { concepts } = asked('job virksomhedspraktik');
    expect(texts(asked('mentor', { excluded: concepts }))).toEqual([
      `-"${marks('job')}" -"${marks('virksomhed', 'praktik')}" ${marks('mentor')}`,
    ]);
  });

  test('is everything when nothing is asked for', () => {
    expect(texts(asked(''))).toEqual(['']);
  });
});

describe('when words may be given up', () => {
  test('each has its turn in front, what says little never', () => {
    const turns = texts(asked('projekt mentor bolig'), 'any');
    expect(turns).toEqual([marks('mentor', 'bolig', 'projekt'), marks('bolig', 'mentor', 'projekt')]);
    expect(texts(asked('projekt indsats'), 'any')).toEqual([marks('projekt', 'indsats')]);
  });

  test('the turns after the first weigh less, and the last words go first', () => {
    const [first, ...others] = queriesOf(asked('mentor bolig cykel'), 'any');
    expect(first).toMatchObject({ matchingStrategy: 'last' });
    expect(first?.federationOptions).toBeUndefined();
    expect(others).toHaveLength(2);
    for (const { federationOptions, matchingStrategy } of others)
      expect([federationOptions?.weight, matchingStrategy]).toEqual([0.8, 'last']);
  });

  test('there are no more than six turns', () => {
    expect(texts(asked('mentor bolig cykel sprog skole læge avis hund'), 'any')).toHaveLength(6);
  });

  test('phrases and exclusions stay in every turn, the unfinished word as what it is most likely to become', () => {
    const understood = asked('mentor bolig', {
      phrases: [['på', 'vej']],
      excluded: asked('job').concepts,
      prefix: 'prak',
      completions: [['praktik'], ['prakt', 'isk']],
    });
    const found = texts(understood, 'any');
    for (const q of found) expect(q).toContain(`-"${marks('job')}" "på vej" `);
    expect(found.map((q) => q?.split(' ').at(-1))).toEqual([
      ...Array(2).fill(markedKeys(['praktik'])),
      markedKeys(['isk']),
    ]);
  });

  test('a phrase or a single word leaves nothing to give up', () => {
    expect(canBeLoosened(asked('mentor'))).toBe(false);
    expect(canBeLoosened(asked(''))).toBe(false);
    expect(canBeLoosened(asked('mentor bolig', { phrases: [['på', 'vej']] }))).toBe(false);
    expect(canBeLoosened(asked('mentor bolig'))).toBe(true);
    expect(canBeLoosened(asked('virksomhedspraktik'))).toBe(true);
    expect(canBeLoosened(asked('mentor', { prefix: 'bo' }))).toBe(true);
  });
});

describe('the filter', () => {
  const filterOf = (changes: Partial<SearchParams>, hiddenIds: number[] = []) =>
    toSearchRequests(asked('job'), { ...emptySearch(), ...changes }, { ...scope, hiddenIds }, 'all')[0]?.queries[0]
      ?.filter;

  test('lets values of a facet be alternatives, and asks for all facets', () => {
    expect(filterOf(filters({ area: ['sundhed', 'uddannelse'], municipality: ['0630'] }))).toEqual([
      ['area = "sundhed"', 'area = "uddannelse"'],
      ['municipality = "0630"'],
    ]);
  });

  test('leaves out hidden entries', () => {
    expect(filterOf({}, [3, 7])).toEqual([['id NOT IN [3, 7]']]);
    expect(filterOf({})).toEqual([]);
  });

  test('takes a value for no more than a value', () => {
    expect(filterOf(filters({ area: ['x" OR id > 0'] }))).toEqual([['area = "x\\" OR id > 0"']]);
  });
});

describe('the requests of a search', () => {
  test('count every facet exactly once, whatever is chosen, and a chosen one without its own choice', () => {
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom('all', 'any' as const), (chosen, strictness) => {
        const some = filters(Object.fromEntries(chosen.map((name) => [name, ['1999']])));
        const requests = search(asked('mentor bolig'), some, strictness as 'all' | 'any');
        expect(requests).toHaveLength(1 + chosen.length);
        const counted = requests.map(({ federation }) => federation?.facetsByIndex?.entries ?? []);
        expect(counted.flat().toSorted()).toEqual(names.toSorted());
        for (const [index, request] of requests.entries())
          for (const { filter, q } of request.queries) {
            const own = index === 0 ? [] : counted[index];
            const expected = names.filter((name) => chosen.includes(name) && !own?.includes(name));
            expect(filter).toEqual(expected.map((name) => [`${name} = "1999"`]));
            expect(requests[0]?.queries.map((query) => query.q)).toContain(q);
          }
      }),
    );
  });

  test('ask for one page of hits', () => {
    const [hits, ...counts] = search(asked('job'), { page: 3, perPage: 10, ...filters({ area: ['sundhed'] }) });
    expect(hits?.federation).toMatchObject({ offset: 20, limit: 10 });
    for (const { federation } of counts) expect(federation).toMatchObject({ limit: 0 });
  });

  test('put the hits in the chosen order', () => {
    const sortOf = (sort: SearchParams['sort']) => search(asked('job'), { sort })[0]?.queries[0]?.sort;
    expect(['relevance', 'newest', 'oldest', 'title'].map((sort) => sortOf(sort as SearchParams['sort']))).toEqual([
      ...[[], ['published_at:desc'], ['published_at:asc'], ['title_order:asc']],
    ]);
  });
});

describe('the other requests', () => {
  test('count what holds all words, whatever is chosen', () => {
    const request = toCountRequest(asked('job bolig'), { ...scope, hiddenIds: [2] });
    expect(request.federation).toMatchObject({ limit: 0 });
    expect(request.queries).toMatchObject([{ matchingStrategy: 'all', filter: [['id NOT IN [2]']] }]);
  });

  test('list ids of all that is found, the newest first', () => {
    const params = { ...emptySearch(), ...filters({ area: ['sundhed'] }), page: 4, sort: 'title' as const };
    const { federation, queries } = toIdsRequest(asked('job'), params, scope, 'all', 50);
    expect(federation).toMatchObject({ limit: 50 });
    expect(federation?.offset).toBeUndefined();
    expect(queries).toMatchObject([{ sort: ['published_at:desc'], filter: [['area = "sundhed"']] }]);
  });

  test('look for titles in titles alone, also as they were begun', () => {
    const { queries } = toTitlesRequest(asked('vej'), scope, 5, [['vejled'], ['vejvis']]);
    expect(queries.map(({ q }) => q?.trim())).toEqual([marks('vej'), ...[['vejled'], ['vejvis']].map(markedKeys)]);
    for (const { attributesToSearchOn } of queries) expect(attributesToSearchOn).toEqual(['title', 'title_keys']);
  });
});
