import { addDays } from '#content/partnerships/periods.ts';
import { formatPeriod } from '../format.ts';

const month = new Intl.DateTimeFormat('da-DK', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A period by its name where it has one: `januar 2006`, `1. kvartal 2006`, `2. halvår 2006`, `2006`; else its days. */
export function formatReportPeriod(start: string, end: string): string {
  const year = start.slice(0, 4);
  const first = Number(start.slice(5, 7));
  const months = Number(end.slice(5, 7)) - first + 1;
  const isWhole = start.endsWith('-01') && addDays(end, 1).endsWith('-01') && end.startsWith(year);
  if (!isWhole || (first - 1) % months) return formatPeriod(start, end);
  if (months === 1) return month.format(new Date(start));
  if (months === 3) return `${(first + 2) / 3}. kvartal ${year}`;
  if (months === 6) return `${(first + 5) / 6}. halvår ${year}`;
  return months === 12 ? year : formatPeriod(start, end);
}

/** The same where it begins a line: `Januar 2006`. */
export function beginWithReportPeriod(start: string, end: string): string {
  const name = formatReportPeriod(start, end);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
