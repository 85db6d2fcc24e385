import { describe, expect, test } from 'vitest';
import { score, summarise } from './score.ts';

const relevance = { best: 3, good: 2, touched: 1 };

describe('nDCG at 10', () => {
  test('is 1 for the best order and whatever follows it', () => {
    expect(score(relevance, ['best', 'good', 'touched', 'other']).ndcg10).toBe(1);
  });

  test('is 0 when nothing relevant stands among the first ten', () => {
    const others = Array.from({ length: 10 }, (_, index) => `other-${index}`);
    expect(score(relevance, [...others, 'best']).ndcg10).toBe(0);
  });

  test('is what one computes by hand', () => {
    // Gains 7, 3 and 1; discounts log2(2) = 1, log2(3) = 1.58496, log2(4) = 2, log2(5) = 2.32193.
    const ideal = 7 + 3 / 1.58496 + 1 / 2;
    expect(score(relevance, ['touched', 'other', 'best']).ndcg10).toBeCloseTo((1 + 7 / 2) / ideal, 4);
    expect(score(relevance, ['good', 'best', 'touched']).ndcg10).toBeCloseTo((3 + 7 / 1.58496 + 0.5) / ideal, 4);
    expect(score(relevance, ['other', 'good', 'other-2', 'best']).ndcg10).toBeCloseTo(0.52248, 4);
  });

  test('is measured against ten places when more entries are relevant', () => {
    const many = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`entry-${index}`, 3]));
    expect(score(many, Object.keys(many)).ndcg10).toBe(1);
  });
});

describe('recall at 20', () => {
  test('counts the entries of grade 2 and 3 alone', () => {
    expect(score(relevance, ['touched']).recall20).toBe(0);
    expect(score(relevance, ['good']).recall20).toBe(0.5);
    expect(score(relevance, ['good', 'best']).recall20).toBe(1);
  });

  test('counts all when none is better than 1', () => {
    expect(score({ one: 1, two: 1, three: 1, four: 1 }, ['three', 'other']).recall20).toBe(0.25);
  });

  test('ends at the twentieth', () => {
    const others = Array.from({ length: 19 }, (_, index) => `other-${index}`);
    expect(score(relevance, [...others, 'best', 'good']).recall20).toBe(0.5);
  });
});

test('an answer without hits is told apart from one with wrong hits', () => {
  expect(score(relevance, [])).toEqual({ ndcg10: 0, recall20: 0, zero: true });
  expect(score(relevance, ['other'])).toEqual({ ndcg10: 0, recall20: 0, zero: false });
});

test('a summary holds the means and counts the empty answers', () => {
  const rows = [
    { ndcg10: 1, recall20: 0.5, zero: false },
    { ndcg10: 0.5, recall20: 1, zero: false },
    { ndcg10: 0, recall20: 0, zero: true },
  ];
  expect(summarise(rows)).toEqual({ queries: 3, ndcg10: 0.5, recall20: 0.5, zero: 1 });
  expect(summarise([])).toEqual({ queries: 0, ndcg10: 0, recall20: 0, zero: 0 });
});
