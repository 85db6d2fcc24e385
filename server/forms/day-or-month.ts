const months = [
  ...['januar', 'februar', 'marts', 'april', 'maj', 'juni'],
  ...['juli', 'august', 'september', 'oktober', 'november', 'december'],
];
const SHORTEST_MONTH = 3;
const patterns = [
  /^(?<year>\d{4})-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?$/,
  /^(?:(?<day>\d{1,2})[-./ ])?(?<month>\d{1,2})[-./ ](?<year>\d{4})$/,
  /^(?:(?<day>\d{1,2})\.? ?)?(?<month>[a-z]+)\.? (?<year>\d{4})$/,
];
const FIRST_YEAR = 1950;
const LAST_YEAR = 2199;

/** Which day of a month is meant where only the month is written. */
export type Edge = 'first' | 'last';

/**
 * Reads a day or a month as people write it (»5. marts 2024«, »05-03-2024«, »marts 2024«, »03/2024«, »2024-03«) as
 * `yyyy-mm-dd`; undefined where it is neither.
 */
export function readDayOrMonth(text: string, edge: Edge): string | undefined {
  const tidy = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const parts = patterns.map((pattern) => pattern.exec(tidy)?.groups).find((groups) => groups !== undefined);
  if (!parts) return undefined;
  const [year, month] = [Number(parts.year), readMonth(parts.month ?? '')];
  if (!month || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const last = lastDay(year, month);
  const day = parts.day === undefined ? (edge === 'first' ? 1 : last) : Number(parts.day);
  if (day < 1 || day > last) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** Whether a day is where the month it stands in begins or ends. */
export function isEdge(day: string, edge: Edge): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return date === (edge === 'first' ? 1 : lastDay(year, month));
}

/** From 1; 0 where it is none. */
function readMonth(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) <= 12 ? Number(text) : 0;
  return text.length < SHORTEST_MONTH ? 0 : months.findIndex((month) => month.startsWith(text)) + 1;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
