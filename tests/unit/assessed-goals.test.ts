import { describe, expect, test } from 'vitest';
import { judgedGoals, lastDayOf, reportedGoals } from '#content/partnerships/assessed-goals.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { ApprovedReport } from '#content/partnerships/reports.ts';
import { contractContent } from '../support/partnerships.ts';

const [added, latest] = contractContent().goals as [ResultGoal, ResultGoal];
const contract = (number: number, ...goals: ResultGoal[]): Contract => ({
  ...{ id: number, partnershipId: 1, number, state: 'signed', turn: 'ministry', effectiveFrom: '2005-07-01' },
  ...{ reason: '', version: 1, partnershipSignedAt: null, ministrySignedAt: null, content: contractContent({ goals }) },
});
const report = (contractId: number, periodStart: string, periodEnd: string, actual: number): ApprovedReport => ({
  ...{ contractId, periodStart, periodEnd },
  figures: [added, latest].map(({ key }) => ({ goalKey: key, actual, note: '', evidenceUrl: '', split: {} })),
});
const reports = [
  report(1, '2005-07-01', '2005-12-31', 5),
  report(1, '2006-01-01', '2006-06-30', 10),
  report(2, '2006-07-01', '2006-12-31', 20),
  report(2, '2007-01-01', '2007-06-30', 40),
];
const actuals = (contracts: Contract[], year: number) =>
  reportedGoals(contracts.at(-1) as Contract, contracts, reports, year).map(({ actual }) => actual);

describe('what was reached by the end of a year', () => {
  const same = [contract(1, added, latest), contract(2, { ...added, target: 10 }, { ...latest, target: 30 })];

  test('is the sum since the beginning, or the last figure of the year, also where the target was changed', () => {
    expect(actuals(same, 2006)).toEqual([35, 20]);
    expect(actuals(same, 2005)).toEqual([5, 5]);
    expect(actuals(same, 2007)).toEqual([75, 40]);
  });

  test('leaves out figures of a version that counted something else under the same key', () => {
    const other = { ...added, indicator: 'Personer i praktik' };
    expect(actuals([contract(1, other, { ...latest, unit: 'number' }), contract(2, added, latest)], 2006)).toEqual([
      20, 20,
    ]);
    expect(actuals([contract(1, latest), contract(2, added, latest)], 2006)).toEqual([20, 20]);
  });

  test('is nothing where nothing was approved', () => {
    expect(actuals(same, 2004)).toEqual([null, null]);
    expect(reportedGoals(same[0] as Contract, same, [], 2006).map(({ actual }) => actual)).toEqual([null, null]);
  });
});

test('a goal that nobody has judged is left out of what is sealed', () => {
  const goals = reportedGoals(contract(1, added, latest), [contract(1, added, latest)], reports, 2005);
  expect(judgedGoals(goals, [{ goalKey: latest.key, verdict: 'partly', reasons: 'På vej.' }])).toMatchObject([
    { key: latest.key, actual: 5, verdict: 'partly', reasons: 'På vej.' },
  ]);
});

test('the last year of a partnership ends with it', () => {
  expect(['2007-12-31', '2008-04-30', '2009-01-01'].map((end) => lastDayOf(2008, end))).toEqual([
    ...['2007-12-31', '2008-04-30', '2008-12-31'],
  ]);
});
