import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SplitKind } from '#content/partnerships/contract.ts';
import { type Split, splitGroups } from '#content/partnerships/report.ts';
import { FEWEST_PERSONS, showSplit, showSum } from '#content/partnerships/small-numbers.ts';

const sex = (groups: Record<string, number>): Split => ({ sex: groups });

describe('a split of one period', () => {
  test.each<[string, Record<string, number>, unknown]>([
    ['five in each group', { women: 5, men: 5 }, { women: 5, men: 5 }],
    ['four in one group', { women: 4, men: 40 }, 'withheld'],
    ['a reported 0', { women: 12, men: 9, sex_unknown: 0 }, 'withheld'],
    ['nobody at all', { women: 0, men: 0 }, 'withheld'],
  ])('with %s is shown as %j → %j', (_, groups, shown) => {
    expect(showSplit(sex(groups), 'sex')).toEqual(shown);
  });

  test('has its groups in their order, in whatever order the database gives them', () => {
    const shown = showSplit(sex({ men: 9, sex_unknown: 5, women: 12 }), 'sex') ?? {};
    expect(Object.keys(shown)).toEqual(['women', 'men', 'sex_unknown']);
    const together = showSum([sex({ men: 9, sex_unknown: 5 }), sex({ men: 9, women: 12 })], 'sex') ?? {};
    expect(Object.keys(together)).toEqual(['women', 'men', 'sex_unknown']);
  });

  test('of one group alone is no split: it would say of everybody what they are', () => {
    expect(showSplit(sex({ women: 3 }), 'sex')).toBeUndefined();
    expect(showSplit(sex({ women: 30 }), 'sex')).toBeUndefined();
  });

  test('that was not made is not shown', () => {
    expect(showSplit({}, 'sex')).toBeUndefined();
    expect(showSplit(sex({}), 'sex')).toBeUndefined();
    expect(showSplit(sex({ women: 10, men: 10 }), 'age')).toBeUndefined();
  });
});

describe('the split of several periods together', () => {
  const whole = sex({ women: 12, men: 9 });

  test('is the sum of what is shown of each', () => {
    expect(showSum([whole, sex({ women: 5, men: 6, sex_unknown: 7 })], 'sex')).toEqual({
      ...{ women: 17, men: 15, sex_unknown: 7 },
    });
  });

  test('is withheld where any period is, though all together are many', () => {
    expect(showSum([whole, sex({ women: 4, men: 90 })], 'sex')).toBe('withheld');
  });

  test('is not there where a period has none, or there are no periods', () => {
    expect(showSum([whole, {}], 'sex')).toBeUndefined();
    expect(showSum([], 'sex')).toBeUndefined();
  });
});

/** All that a reader sees of the figures of a goal: each period, each year, and the whole time. */
function seenByReaders(periods: Period[], kind: SplitKind) {
  const splitsOf = (some: Period[]) => some.map(({ groups }) => ({ [kind]: groups }));
  const years = [...new Set(periods.map(({ year }) => year))];
  return {
    totals: periods.map(({ groups }) => total(groups)),
    periods: splitsOf(periods).map((split) => showSplit(split, kind)),
    years: years.map((year) => showSum(splitsOf(periods.filter((period) => period.year === year)), kind)),
    whole: showSum(splitsOf(periods), kind),
  };
}

interface Period {
  year: number;
  groups: Record<string, number>;
}

const total = (groups: Record<string, number>) => Object.values(groups).reduce((sum, each) => sum + each, 0);

/** Every way to divide `persons` among the groups. */
function* divisions(groups: string[], persons: number): Generator<Record<string, number>> {
  const [first, ...rest] = groups;
  if (first === undefined) return;
  if (!rest.length) yield { [first]: persons };
  else
    for (let inFirst = 0; inFirst <= persons; inFirst += 1)
      for (const others of divisions(rest, persons - inFirst)) yield { [first]: inFirst, ...others };
}

describe.for<SplitKind>(['sex', 'age'])('readers who know the rule, all totals and all that is shown by %s', (kind) => {
  // Near the limit is where a rule leaks.
  const persons = fc.oneof(fc.integer({ min: 0, max: FEWEST_PERSONS + 2 }), fc.integer({ min: 0, max: 14 }));
  const groupsOfPeriod = fc
    .subarray([...splitGroups[kind]], { minLength: 2, maxLength: 3 })
    .chain((groups) => fc.record(Object.fromEntries(groups.map((group) => [group, persons]))));
  const periods = fc.array(fc.record({ year: fc.constantFrom(2005, 2006), groups: groupsOfPeriod }), {
    ...{ minLength: 1, maxLength: 4 },
  }) as fc.Arbitrary<Period[]>;

  test('find at least two possible values for every withheld cell', () => {
    fc.assert(
      fc.property(periods, (truth) => {
        const seen = JSON.stringify(seenByReaders(truth, kind));
        for (const [index, { year, groups }] of truth.entries()) {
          const shown = showSplit({ [kind]: groups }, kind) ?? {};
          const withheld = Object.keys(groups).filter((group) => shown === 'withheld' || !(group in shown));
          if (!withheld.length || total(groups) === 0) continue;
          // They even know which groups there are. Whatever fits with all that is seen may be the truth.
          const fitting = [...divisions(Object.keys(groups), total(groups))].filter(
            (other) => JSON.stringify(seenByReaders(truth.with(index, { year, groups: other }), kind)) === seen,
          );
          for (const group of withheld)
            expect(new Set(fitting.map((other) => other[group])).size, `${group} of ${seen}`).toBeGreaterThan(1);
        }
      }),
    );
  });

  test('are shown no number below the limit', () => {
    fc.assert(
      fc.property(periods, (truth) => {
        const { periods: each, years, whole } = seenByReaders(truth, kind);
        for (const shown of [...each, ...years, whole])
          if (shown && shown !== 'withheld')
            for (const number of Object.values(shown)) expect(number).toBeGreaterThanOrEqual(FEWEST_PERSONS);
      }),
    );
  });
});
