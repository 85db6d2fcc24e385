import { describe, expect, test } from 'vitest';
import { type Baseline, compare, toBaseline, worstFalls } from './baseline.ts';
import type { Row } from './report.ts';

const baseline = (changes: Partial<Baseline> = {}): Baseline => ({
  tuning: { ndcg10: 0.8, recall20: 0.9 },
  held_out: { ndcg10: 0.7, recall20: 0.8 },
  queries: {},
  ...changes,
});
const row = (id: string, part: Row['part'], ndcg10: number): Row => ({
  id,
  q: `søgning ${id}`,
  type: 'infl',
  part,
  relevance: { slug: 3 },
  ndcg10,
  recall20: 1,
  zero: false,
});

describe('a comparison with the baseline', () => {
  test('lets a figure fall by a hundredth', () => {
    expect(compare(baseline(), baseline({ tuning: { ndcg10: 0.79, recall20: 0.89 } })).falls).toEqual([]);
  });

  test('names every figure that fell by more', () => {
    const after = baseline({ tuning: { ndcg10: 0.7899, recall20: 0.9 }, held_out: { ndcg10: 0.7, recall20: 0.7 } });
    expect(compare(baseline(), after).falls).toEqual(['tuning ndcg10: 0.8 → 0.7899', 'held_out recall20: 0.8 → 0.7']);
  });

  test('says when a figure rose by more than two hundredths', () => {
    const after = baseline({ held_out: { ndcg10: 0.72, recall20: 0.83 } });
    expect(compare(baseline(), after)).toEqual({ falls: [], rises: ['held_out recall20: 0.8 → 0.83'] });
  });
});

test('the queries that fell most come first, and none that is held out', () => {
  const before = baseline({ queries: { q001: 0.9, q002: 1, q003: 1, q004: 0.2 } });
  const rows = [
    row('q001', 'tuning', 0.8),
    row('q002', 'tuning', 0.5),
    row('q003', 'held-out', 0),
    row('q004', 'tuning', 0.3),
  ];
  expect(worstFalls(before, rows)).toEqual(['q002 søgning q002: 1 → 0.5', 'q001 søgning q001: 0.9 → 0.8']);
});

test('a new baseline holds the figures of both parts, and single ones of the tuning queries alone', () => {
  expect(toBaseline([row('q001', 'tuning', 0.5), row('q002', 'tuning', 2 / 3), row('q003', 'held-out', 0.25)])).toEqual(
    {
      tuning: { ndcg10: 0.5833, recall20: 1 },
      held_out: { ndcg10: 0.25, recall20: 1 },
      queries: { q001: 0.5, q002: 0.6667 },
    },
  );
});
