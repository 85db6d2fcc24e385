import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportingInterval } from '#content/partnerships/contract.ts';
import { addDays, type Period, periodsOf } from '#content/partnerships/periods.ts';
import { listPeriods, periodsToReport } from '#content/partnerships/report-periods.ts';
import { beginWithReportPeriod, formatReportPeriod } from '#server/presenters/partnerships/report-period.ts';
import { contractContent } from '../support/partnerships.ts';

const intervals: ReportingInterval[] = ['month', 'quarter', 'half_year', 'year'];
const day = fc
  .date({ min: new Date('1999-12-01'), max: new Date('2012-03-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const span = fc.tuple(day, day).map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a }));
const interval = fc.constantFrom(...intervals);

/** Days of the periods in order: none is missing between them, and none belongs to two. */
function expectNoGap(periods: Period[]): void {
  for (const [index, { start, end, due }] of periods.entries()) {
    expect(end >= start && due > end, `${start} to ${end}`).toBe(true);
    if (index) expect(start).toBe(addDays(periods[index - 1]?.end ?? '', 1));
  }
}

describe('the periods of a partnership', () => {
  test.each<[ReportingInterval, string[]]>([
    ['month', ['2005-11-15', '2005-12-01', '2006-01-01', '2006-02-01']],
    ['quarter', ['2005-11-15', '2006-01-01']],
    ['half_year', ['2005-11-15', '2006-01-01']],
    ['year', ['2005-11-15', '2006-01-01']],
  ])('reported by %s begin with the calendar', (every, starts) => {
    const periods = periodsOf('2005-11-15', '2006-02-20', every);
    expect(periods.map(({ start }) => start)).toEqual(starts);
    expect(periods.at(-1)).toMatchObject({ end: '2006-02-20', due: '2006-03-22' });
  });

  test('cover its whole time without gap or overlap, whatever the interval', () => {
    fc.assert(
      fc.property(span, interval, ({ start, end }, every) => {
        const periods = periodsOf(start, end, every);
        expect([periods[0]?.start, periods.at(-1)?.end]).toEqual([start, end]);
        expectNoGap(periods);
      }),
    );
  });
});

interface Version {
  id: number;
  number: number;
  state: 'signed' | 'negotiation';
  effectiveFrom: string;
  content: ReturnType<typeof contractContent>;
}

const version = (number: number, effectiveFrom: string, reporting: ReportingInterval): Version => ({
  ...{ id: number, number, state: 'signed', effectiveFrom },
  content: contractContent({ reporting }),
});

describe('the periods under a contract that is renegotiated', () => {
  const partnership = { startDate: '2006-01-01', endDate: '2007-12-31' };
  const starts = (periods: Period[]) => periods.map(({ start }) => start);

  test('follow the version in force at their beginning', () => {
    const contracts = [version(1, '2006-01-01', 'half_year'), version(2, '2006-10-01', 'quarter')];
    expect(starts(listPeriods(partnership, contracts, []))).toEqual([
      ...['2006-01-01', '2006-07-01', '2007-01-01', '2007-04-01', '2007-07-01', '2007-10-01'],
    ]);
  });

  test('leave a reported period as it is, and lie around it', () => {
    const contracts = [version(1, '2006-01-01', 'quarter'), version(2, '2006-07-01', 'year')];
    const report = { periodStart: '2006-10-01', periodEnd: '2006-12-31' };
    const periods = listPeriods(partnership, contracts, [report]);
    expect(starts(periods)).toEqual(['2006-01-01', '2006-04-01', '2006-07-01', '2006-10-01', '2007-01-01']);
    expect(periods[2]?.end).toBe('2006-09-30');
  });

  test('are none before a contract is signed', () => {
    expect(listPeriods(partnership, [{ ...version(1, '2006-01-01', 'year'), state: 'negotiation' }], [])).toEqual([]);
  });

  test('begin with the first that ends under a contract', () => {
    expect(starts(listPeriods(partnership, [version(1, '2006-05-10', 'quarter')], []))[0]).toBe('2006-04-01');
  });

  const versions = fc
    .array(fc.tuple(fc.nat(1500), interval), { minLength: 1, maxLength: 4 })
    .map((list) =>
      list.map(([after, every], index) => version(index + 1, addDays('2006-01-01', index ? after : 0), every)),
    );

  test('never overlap and leave no day out, however often the interval changes and whatever is reported', () => {
    fc.assert(
      fc.property(versions, fc.array(fc.nat(40), { maxLength: 6 }), (contracts, chosen) => {
        const long = { startDate: '2006-01-01', endDate: '2009-06-15' };
        const before = listPeriods(long, contracts.slice(0, 1), []);
        const reports = before
          .filter((_, index) => chosen.includes(index))
          .map(({ start, end }) => ({ periodStart: start, periodEnd: end }));
        const periods = listPeriods(long, contracts, reports);
        expectNoGap(periods);
        expect([periods[0]?.start, periods.at(-1)?.end]).toEqual([long.startDate, long.endDate]);
        for (const { periodStart, periodEnd } of reports)
          expect(periods).toContainEqual(expect.objectContaining({ start: periodStart, end: periodEnd }));
      }),
    );
  });
});

describe('what is to be reported', () => {
  const partnership = { startDate: '2006-01-01', endDate: '2007-12-31', state: 'active' as const };
  const contracts = [version(1, '2006-01-01', 'half_year')];
  const [first, second] = [
    { periodStart: '2006-01-01', periodEnd: '2006-06-30' },
    { periodStart: '2006-07-01', periodEnd: '2006-12-31' },
  ];
  const told = (
    today: string,
    reports: Parameters<typeof periodsToReport>[2] = [],
    state: 'active' | 'closed' = 'active',
  ) =>
    periodsToReport({ ...partnership, state }, contracts, reports, today).map((period) => [
      ...[period.start, period.state, period.hasEnded, period.isLate],
    ]);

  test('are the periods that have begun; one is late the day after it was due', () => {
    expect(told('2006-06-30')).toEqual([['2006-01-01', 'not_begun', false, false]]);
    expect(told('2006-07-30')[0]).toEqual(['2006-01-01', 'not_begun', true, false]);
    expect(told('2006-07-31')[0]).toEqual(['2006-01-01', 'not_begun', true, true]);
  });

  test.each([
    ['draft', true],
    ['returned', true],
    ['submitted', false],
    ['approved', false],
  ] as const)('a %s report past its day is late: %s', (state, isLate) => {
    expect(told('2006-12-01', [{ ...first, state }])[0]).toEqual(['2006-01-01', state, true, isLate]);
  });

  test('a closed partnership owes nothing, and keeps what it reported', () => {
    expect(told('2008-06-01', [{ ...second, state: 'approved' }], 'closed')).toEqual([
      ['2006-07-01', 'approved', true, false],
    ]);
  });
});

test.each([
  ['2006-01-01', '2006-01-31', 'januar 2006'],
  ['2006-04-01', '2006-06-30', '2. kvartal 2006'],
  ['2006-07-01', '2006-12-31', '2. halvår 2006'],
  ['2006-01-01', '2006-12-31', '2006'],
  ['2008-02-01', '2008-02-29', 'februar 2008'],
  ['2006-02-01', '2006-04-30', '1. februar 2006 – 30. april 2006'],
  ['2006-01-15', '2006-03-31', '15. januar 2006 – 31. marts 2006'],
  ['2006-01-01', '2007-01-31', '1. januar 2006 – 31. januar 2007'],
])('the period from %s to %s is called %s', (start, end, name) => {
  expect(formatReportPeriod(start, end)).toBe(name);
});

test.each([
  ['2006-01-01', '2006-01-31', 'Januar 2006'],
  ['2006-04-01', '2006-06-30', '2. kvartal 2006'],
  ['2006-02-01', '2006-04-30', '1. februar 2006 – 30. april 2006'],
])('the period from %s to %s begins a line as %s', (start, end, name) => {
  expect(beginWithReportPeriod(start, end)).toBe(name);
});
