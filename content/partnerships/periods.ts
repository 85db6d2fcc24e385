import type { ReportingInterval } from './contract.ts';

/** A time to report for; days as yyyy-mm-dd, both included. */
export interface Period {
  start: string;
  end: string;
  /** The last day to report. */
  due: string;
}

const months: Record<ReportingInterval, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };
/** From the end of a period until its report is due. */
const DAYS_TO_REPORT = 30;

/** The periods from the first to the last day of a partnership, by the calendar; the first and the last may be short. */
export function periodsOf(start: string, end: string, interval: ReportingInterval): Period[] {
  const periods: Period[] = [];
  for (let day = start; day <= end; ) {
    const period = periodFrom(day, end, interval);
    periods.push(period);
    day = addDays(period.end, 1);
  }
  return periods;
}

/** The period that begins on a day and ends with the calendar's month, quarter, half year or year, or with `last`. */
export function periodFrom(start: string, last: string, interval: ReportingInterval): Period {
  const length = months[interval];
  const month = monthOf(start);
  const lastOfCalendar = addDays(firstDay(month - (month % length) + length), -1);
  return withDue(start, lastOfCalendar < last ? lastOfCalendar : last);
}

export function withDue(start: string, end: string): Period {
  return { start, end, due: addDays(end, DAYS_TO_REPORT) };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Months since year 0. */
function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstDay(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
