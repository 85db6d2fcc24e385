const TIME_ZONE = 'Europe/Copenhagen';

const dayFormat = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: TIME_ZONE });
const numberFormat = new Intl.NumberFormat('da-DK');
const languageNames = new Intl.DisplayNames('da', { type: 'language' });

/** `2024-03-05` or a moment → `5. marts 2024`, as the calendar stands in Copenhagen. */
export function formatDay(day: string | Date): string {
  // Noon keeps a day without a time in its day whatever the season.
  return dayFormat.format(typeof day === 'string' && day.length === 10 ? new Date(`${day}T12:00:00Z`) : new Date(day));
}

/** `1234567` → `1.234.567` */
export function formatNumber(number: number): string {
  return numberFormat.format(number);
}

/** `12 erfaringer`, `1 erfaring`, `Ingen erfaringer` */
export function formatCount(count: number, one: string, many: string): string {
  if (count === 0) return `Ingen ${many}`;
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** The period of an effort; an open end is open. Empty when no day is known. */
export function formatPeriod(start: string | null, end: string | null): string {
  if (start && end) return `${formatDay(start)} – ${formatDay(end)}`;
  if (start) return `Fra ${formatDay(start)}`;
  return end ? `Til ${formatDay(end)}` : '';
}

/** The period in years, for lists: `2005–2008`, `2005`, `Fra 2005`. */
export function formatYears(start: string | null, end: string | null): string {
  const [from, to] = [start?.slice(0, 4), end?.slice(0, 4)];
  if (from && to) return from === to ? from : `${from}–${to}`;
  if (from) return `Fra ${from}`;
  return to ? `Til ${to}` : '';
}

/** `da` → `Dansk` */
export function formatLanguage(code: string): string {
  const name = languageNames.of(code) ?? code;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
