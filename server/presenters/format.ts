const TIME_ZONE = 'Europe/Copenhagen';
const DAY_MS = 86_400_000;

const dayFormat = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: TIME_ZONE });
const timeFormat = new Intl.DateTimeFormat('da-DK', { timeStyle: 'short', timeZone: TIME_ZONE });
const clockFormat = new Intl.DateTimeFormat('da-DK', { hour: 'numeric', minute: '2-digit', timeZone: TIME_ZONE });
const weekdayFormat = new Intl.DateTimeFormat('da-DK', { weekday: 'long', timeZone: TIME_ZONE });
const isoDayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });
const ageFormat = new Intl.RelativeTimeFormat('da', { numeric: 'auto' });
const numberFormat = new Intl.NumberFormat('da-DK');
const millionsFormat = new Intl.NumberFormat('da-DK', { minimumFractionDigits: 1, maximumFractionDigits: 3 });
const languageNames = new Intl.DisplayNames('da', { type: 'language' });

/** `2024-03-05` or a moment → `5. marts 2024`, as the calendar stands in Copenhagen. */
export function formatDay(day: string | Date): string {
  // Noon keeps a day without a time in its day whatever the season.
  return dayFormat.format(typeof day === 'string' && day.length === 10 ? new Date(`${day}T12:00:00Z`) : new Date(day));
}

/** A moment → `5. marts 2024 kl. 14.30`, as the clock stands in Copenhagen. */
export function formatTime(moment: string | Date): string {
  return `${formatDay(moment)} kl. ${timeFormat.format(new Date(moment))}`;
}

/** A moment → `søndag 28. marts 2027 kl. 9.00`, for what is planned. */
export function formatAppointment(moment: Date): string {
  return `${weekdayFormat.format(moment)} ${formatDay(moment)} kl. ${clockFormat.format(moment)}`;
}

/** How long ago a day was, as people say it: `i dag`, `i går`, `for 3 dage siden`. */
export function formatAge(moment: Date, now: Date): string {
  const days = Math.round((calendarDay(moment) - calendarDay(now)) / DAY_MS);
  return ageFormat.format(Math.min(days, 0), 'day');
}

/** The day in Copenhagen as a number of milliseconds, which is of use only beside another one. */
function calendarDay(moment: Date): number {
  return Date.parse(isoDayFormat.format(moment));
}

/** `1234567` → `1.234.567` */
export function formatNumber(number: number): string {
  return numberFormat.format(number);
}

/** Thousands of DKK in millions: `11200` → `11,2`; further decimals are shown where there are any. */
export function formatMillions(thousands: number): string {
  return millionsFormat.format(thousands / 1000);
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
