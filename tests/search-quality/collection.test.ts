import { describe, expect, test } from 'vitest';
import { phraseOf, queryTypes, readEntries, readQueries, saysExcluded, textsOf } from './collection.ts';

const entries = readEntries();
const queries = readQueries();
const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
const relevantTo = (query: (typeof queries)[number]) =>
  Object.keys(query.relevance).map((slug) => bySlug.get(slug) ?? expect.fail(`${query.id} names ${slug}`));

test('the collection has at least 160 entries and 72 queries, each under its own name', () => {
  expect(bySlug.size).toBe(entries.length);
  expect(entries.length).toBeGreaterThanOrEqual(160);
  expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  expect(new Set(queries.map(({ q }) => q)).size).toBe(queries.length);
  expect(queries.length).toBeGreaterThanOrEqual(72);
});

test('every third query is held out, of each type as many', () => {
  const parts = queries.map((_, index) => (index % 3 === 2 ? 'held-out' : 'tuning'));
  expect(queries.map(({ part }) => part)).toEqual(parts);
  for (const type of queryTypes) {
    const ofType = queries.filter((query) => query.type === type);
    expect(ofType.filter(({ part }) => part === 'held-out')).toHaveLength(ofType.length / 3);
  }
});

describe.each(queries)('query $id', (query) => {
  test('names entries of the collection that are relevant, with a grade from 1 to 3', () => {
    expect(relevantTo(query).length).toBeGreaterThan(0);
    for (const grade of Object.values(query.relevance)) expect([1, 2, 3]).toContain(grade);
  });
});

describe.each(queries.filter(({ type }) => type === 'phrase'))('phrase query $id', (query) => {
  test('has as relevant exactly the entries that contain the phrase', () => {
    const holding = entries.filter((entry) => textsOf(entry).some((text) => text.includes(phraseOf(query))));
    expect(
      relevantTo(query)
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(holding.map(({ slug }) => slug).sort());
  });
});

describe.each(queries.filter(({ type }) => type === 'minus'))('minus query $id', (query) => {
  test('leaves something out, and nothing that is relevant', () => {
    expect(entries.some((entry) => saysExcluded(query, entry))).toBe(true);
    expect(relevantTo(query).filter((entry) => saysExcluded(query, entry))).toEqual([]);
  });
});
