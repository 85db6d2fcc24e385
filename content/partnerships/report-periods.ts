import type { PartnershipState, ReportState } from '../db/schema.ts';
import { type Contract, contractInForce } from './contracts.ts';
import { addDays, type Period, periodFrom, withDue } from './periods.ts';

type Version = Pick<Contract, 'id' | 'state' | 'effectiveFrom' | 'number' | 'content'>;

/** A report as far as its period goes. */
interface BegunReport {
  periodStart: string;
  periodEnd: string;
  state: ReportState;
}

export interface ReportedPartnership {
  startDate: string;
  endDate: string;
  state: PartnershipState;
}

export interface PeriodToReport extends Period {
  state: ReportState | 'not_begun';
  /** Whether it is over, so that it can be reported. */
  hasEnded: boolean;
  /** Due, and the ministry does not have it. */
  isLate: boolean;
}

/**
 * The periods of a partnership that lie under a signed contract. How long one is decides the version in force at its
 * beginning; one that has been reported stays as it is, and the others lie around it.
 */
export function listPeriods(
  { startDate, endDate }: Omit<ReportedPartnership, 'state'>,
  contracts: Version[],
  reports: Omit<BegunReport, 'state'>[],
): Period[] {
  const periods: Period[] = [];
  for (let day = startDate; day <= endDate; ) {
    const period = periodAt(day, endDate, contracts, reports);
    if (!period) break;
    if (contractInForce(contracts, period.end)) periods.push(period);
    day = addDays(period.end, 1);
  }
  return periods;
}

function periodAt(
  day: string,
  lastDay: string,
  contracts: Version[],
  reports: Omit<BegunReport, 'state'>[],
): Period | undefined {
  const reported = reports.find(({ periodStart }) => periodStart === day);
  if (reported) return withDue(day, reported.periodEnd);
  const version = contractInForce(contracts, day) ?? contracts.find(({ state }) => state === 'signed');
  const later = reports
    .filter(({ periodStart }) => periodStart > day)
    .map(({ periodStart }) => addDays(periodStart, -1));
  const [last = lastDay] = [lastDay, ...later].toSorted();
  return version && periodFrom(day, last, version.content.reporting);
}

/** The periods that have begun by `today`, the oldest first, and what has become of their reports. */
export function periodsToReport(
  partnership: ReportedPartnership,
  contracts: Version[],
  reports: BegunReport[],
  today: string,
): PeriodToReport[] {
  const states = new Map(reports.map(({ periodStart, state }) => [periodStart, state]));
  return listPeriods(partnership, contracts, reports)
    .filter(({ start }) => start <= today)
    .map((period) => {
      const state: PeriodToReport['state'] = states.get(period.start) ?? 'not_begun';
      const isAwaited = partnership.state === 'active' && state !== 'submitted' && state !== 'approved';
      return { ...period, state, hasEnded: period.end < today, isLate: isAwaited && period.due < today };
    })
    .filter(({ state }) => partnership.state === 'active' || state !== 'not_begun');
}
