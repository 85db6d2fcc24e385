const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export type LocalTime = { instant: Date; message?: never } | { instant?: never; message: string };

const UNREADABLE = 'Skriv en dag og et klokkeslæt, for eksempel 9.00.';
const SKIPPED = 'Det klokkeslæt findes ikke den dag, fordi uret stilles frem til sommertid. Vælg et andet.';

/**
 * The moment at which clocks in Denmark show `day` (`yyyy-mm-dd`) and `time` (`9:00`, `09.00`). In autumn an hour comes
 * twice: the first is meant. In spring one never comes.
 */
export function parseLocalTime(day: string, time: string): LocalTime {
  const wanted = readWallClock(day, time);
  if (wanted === undefined) return { message: UNREADABLE };
  // Clocks are moved at most once in two days, so these are all the offsets that can hold.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((moment) => wallClock(moment) - moment);
  const moments = offsets.map((offset) => wanted - offset).filter((moment) => wallClock(moment) === wanted);
  return moments.length ? { instant: new Date(Math.min(...moments)) } : { message: SKIPPED };
}

/** What the clock shows, counted as if it were UTC. */
function wallClock(moment: number): number {
  return Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`);
}

function readWallClock(day: string, time: string): number | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.](\d{2})(?::00)?$/.exec(time.trim()) ?? [];
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(day.trim())) return undefined;
  const iso = `${day.trim()}T${hour.padStart(2, '0')}:${minute}:00.000Z`;
  const moment = Date.parse(iso);
  // 30 February would be taken for 1 or 2 March.
  return Number.isNaN(moment) || new Date(moment).toISOString() !== iso ? undefined : moment;
}
