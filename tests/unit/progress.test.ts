import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { type Contract, contractInForce } from '#content/partnerships/contracts.ts';
import { followGoals } from '#content/partnerships/goal-tracks.ts';
import { findOddities } from '#content/partnerships/oddities.ts';
import { hasReached, progressOf, sumUp } from '#content/partnerships/progress.ts';
import { listPeriods } from '#content/partnerships/report-periods.ts';
import { describeProgress } from '#server/presenters/partnerships/goal-progress.ts';
import { presentGoals } from '#server/presenters/partnerships/goals-section.ts';
import { contractContent } from '../support/partnerships.ts';

const goal = (changes: Partial<ResultGoal> = {}): ResultGoal => ({
  ...(contractContent().goals[0] as ResultGoal),
  ...{ baseline: 20, target: 60, aggregation: 'latest', splits: [] },
  ...changes,
});
const falling = { direction: 'down', baseline: 90, target: 30 } as const;

describe('how far a goal has come', () => {
  test.each<[Partial<ResultGoal>, number | null, string]>([
    [{}, null, 'Ingen tal endnu'],
    [{}, 45, '62 % af vejen'],
    [{}, 59.999, '99 % af vejen'],
    [{}, 60, 'Nået'],
    [{}, 75, 'Nået'],
    [{}, 20, '0 % af vejen'],
    [{}, 19, 'Gik den forkerte vej'],
    [falling, 60, '50 % af vejen'],
    [falling, 30, 'Nået'],
    [falling, 95, 'Gik den forkerte vej'],
    [{ baseline: 0, target: 10 }, 7, '70 % af vejen'],
    [{ baseline: 40, target: 40 }, 40, 'Nået'],
    [{ baseline: 40, target: 40 }, 39, 'Gik den forkerte vej'],
  ])('%j with %s is called »%s«', (changes, actual, words) => {
    expect(describeProgress(goal(changes), actual)).toBe(words);
  });

  test('lies between 0 and 1 just when the figure lies between baseline and target', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(number, number, number, (baseline, target, actual) => {
        fc.pre(baseline !== target);
        const direction = target > baseline ? 'up' : 'down';
        const progress = progressOf({ baseline, target, direction }, actual);
        const [least, most] = [Math.min(baseline, target), Math.max(baseline, target)];
        expect(progress >= 0 && progress <= 1).toBe(actual >= least && actual <= most);
        expect(hasReached({ baseline, target, direction }, actual)).toBe(progress >= 1);
      }),
    );
  });

  test('is told by the last figure or by all together, without the dust of adding decimals', () => {
    expect(sumUp('latest', [1, 2, 3])).toBe(3);
    expect(sumUp('sum', [0.1, 0.2])).toBe(0.3);
    expect(sumUp('sum', [])).toBeNull();
  });
});

test.each<[Partial<ResultGoal>, number, number | undefined, string[]]>([
  [{}, 30, 40, []],
  [{}, 19, 40, ['fell']],
  [{}, 20, 40, []],
  [{}, 121, 100, ['beyond']],
  [{}, 120, undefined, []],
  [falling, 14, undefined, ['beyond']],
  [falling, 15, 20, []],
])('a goal %j with %d after %s looks odd: %j', (changes, actual, before, oddities) => {
  expect(findOddities(goal(changes), actual, before)).toEqual(oddities);
});

const version = (number: number, effectiveFrom: string, goals: ResultGoal[]): Contract => ({
  ...{ id: number * 10, partnershipId: 1, number, state: 'signed', turn: 'ministry', effectiveFrom, reason: '' },
  ...{ version: 1, partnershipSignedAt: new Date(), ministrySignedAt: new Date() },
  content: contractContent({ goals, reporting: 'quarter' }),
});
const report = (periodStart: string, periodEnd: string, contractId: number, actual: number, goalKey = 1) => ({
  ...{ periodStart, periodEnd, contractId },
  figures: [{ goalKey, actual, note: '', evidenceUrl: '', split: {} }],
});

describe('the goals of a partnership', () => {
  const partnership = { startDate: '2006-01-01', endDate: '2008-12-31' };
  const change = fc.record({
    after: fc.integer({ min: 1, max: 500 }),
    targets: fc.array(fc.constantFrom(60, 80), { minLength: 1, maxLength: 3 }),
  });
  const contracts = fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let day = Date.parse('2006-01-01');
    return changes.map(({ after, targets }, index) => {
      day += index ? after * 86_400_000 : 0;
      const goals = targets.map((target, at) => goal({ key: at + 1, target }));
      return version(index + 1, new Date(day).toISOString().slice(0, 10), goals);
    });
  });

  test('show each actual once, under the goal of the version in force at the end of its period', () => {
    fc.assert(
      fc.property(contracts, (versions) => {
        const reports = listPeriods(partnership, versions, []).map(({ start, end }, index) => {
          // The last to take effect by then, looked for in another way than the site does.
          const held = versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
          const inForce = held.filter(({ effectiveFrom }) => effectiveFrom <= end).at(-1) as Contract;
          const figures = inForce.content.goals.map(({ key }) => ({
            ...{ goalKey: key, actual: index, note: '', evidenceUrl: '', split: {} },
          }));
          return { periodStart: start, periodEnd: end, contractId: inForce.id, figures };
        });
        const { current, earlier } = followGoals(contractInForce(versions, '2008-12-31'), versions, reports);
        const shown = [...current, ...earlier].flatMap(({ goal: { key, target }, figures }) =>
          figures.map(({ periodStart }) => `${periodStart} ${key} ${target}`),
        );
        const told = reports.flatMap(({ periodStart, contractId, figures }) => {
          const { goals } = versions.find(({ id }) => id === contractId)?.content ?? { goals: [] };
          return figures.map(({ goalKey }) => `${periodStart} ${goalKey} ${goals[goalKey - 1]?.target}`);
        });
        expect(shown.toSorted()).toEqual(told.toSorted());
      }),
    );
  });

  test('go on with their figures through a version that leaves them as they were', () => {
    const versions = [version(1, '2006-01-01', [goal()]), version(2, '2007-01-01', [goal({ deadline: '2008-12-31' })])];
    const reports = [report('2006-01-01', '2006-03-31', 10, 30), report('2007-01-01', '2007-03-31', 20, 45)];
    const { goals, earlier } = presentGoals(versions[1], reports, versions);
    expect(earlier).toEqual([]);
    expect(goals[0]).toMatchObject({ progress: '62 % af vejen' });
    expect(goals[0]?.table?.rows.map(({ period }) => period)).toEqual(['1. kvartal 2006', '1. kvartal 2007']);
  });

  test('stand under the version that held when their target was changed or they were left out', () => {
    const versions = [
      version(1, '2006-01-01', [goal(), goal({ key: 2, text: 'Det andet mål' })]),
      version(2, '2007-01-01', [goal({ target: 40 })]),
    ];
    const reports = [
      ...[report('2006-01-01', '2006-03-31', 10, 30), report('2006-04-01', '2006-06-30', 10, 25, 2)],
      report('2007-01-01', '2007-03-31', 20, 45),
    ];
    const { goals, earlier } = presentGoals(versions[1], reports, versions);
    expect(goals.map(({ progress }) => progress)).toEqual(['Nået']);
    expect(goals[0]?.table?.rows).toHaveLength(1);
    expect(earlier.map(({ heading }) => heading)).toEqual([
      'Mål i version 1 af kontrakten, der gjaldt 1. januar 2006 – 31. december 2006',
    ]);
    expect(earlier[0]?.goals.map(({ text, progress }) => [text, progress])).toEqual([
      [goal().text, '25 % af vejen'],
      ['Det andet mål', '12 % af vejen'],
    ]);
  });

  test('are told in words beside the chart, and a goal without figures has none', () => {
    const versions = [version(1, '2006-01-01', [goal(), goal({ key: 2 })])];
    const { goals } = presentGoals(versions[0], [report('2006-01-01', '2006-03-31', 10, 30)], versions);
    expect(goals[0]?.summary).toBe(
      'Kurve fra 20 personer 30. juni 2005 til 30 personer 31. marts 2006. Målet er 60 personer.',
    );
    expect(goals[0]?.chart?.dots).toHaveLength(2);
    expect([goals[1]?.progress, goals[1]?.chart, goals[1]?.table]).toEqual(['Ingen tal endnu', undefined, undefined]);
  });

  test('show splits as readers may see them, in one column where all of one is withheld', () => {
    const withSplits = goal({ splits: ['sex', 'age'], aggregation: 'sum', baseline: 0 });
    const versions = [version(1, '2006-01-01', [withSplits])];
    const figure = (actual: number, split: object) => ({ ...{ goalKey: 1, actual, note: '', evidenceUrl: '' }, split });
    const { goals } = presentGoals(versions[0], [
      {
        ...report('2006-01-01', '2006-03-31', 10, 0),
        figures: [figure(21, { sex: { women: 12, men: 9 }, age: { '18-24': 20, '25-29': 1 } })],
      },
      { ...report('2006-04-01', '2006-06-30', 10, 0), figures: [figure(12, { sex: { women: 10, men: 2 } })] },
    ]);
    const { headings, rows } = goals[0]?.table ?? { headings: [], rows: [] };
    const withheld = 'Vises ikke: færre end fem personer';
    expect(headings).toEqual(['Periode', 'Tal', 'Kvinder', 'Mænd', 'Fordelt på alder']);
    expect(
      rows.map(({ period, cells }) => [
        period,
        ...cells.map(({ text, span }) => (span > 1 ? `${text} (${span})` : text)),
      ]),
    ).toEqual([
      ['1. kvartal 2006', '21 personer', '12', '9', withheld],
      ['2. kvartal 2006', '12 personer', `${withheld} (2)`, 'Ikke opgjort'],
      ['I alt', '33 personer', `${withheld} (2)`, 'Ikke opgjort'],
    ]);
  });
});
