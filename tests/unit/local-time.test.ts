import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLocalTime } from '#server/forms/local-time.ts';

const inDenmark = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Copenhagen',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

function show(instant: Date): { day: string; time: string } {
  const parts = Object.fromEntries(inDenmark.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

test.each([
  ['2027-01-15', '09:00', '2027-01-15T08:00:00.000Z'],
  ['2027-07-15', '09:00', '2027-07-15T07:00:00.000Z'],
  ['2027-07-15', '9.05', '2027-07-15T07:05:00.000Z'],
  ['2027-12-31', '23:59', '2027-12-31T22:59:00.000Z'],
  ['2028-02-29', '00:00', '2028-02-28T23:00:00.000Z'],
  ['2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
  ['2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
])('%s at %s in Denmark is %s', (day, time, instant) => {
  expect(parseLocalTime(day, time).instant?.toISOString()).toBe(instant);
});

describe('the hour that is left out when summer time begins', () => {
  test.each(['02:00', '02:30', '02:59'])('is refused in words: %s', (time) => {
    expect(parseLocalTime('2027-03-28', time)).toEqual({ message: expect.stringContaining('sommertid') });
  });
});

describe('the hour that comes twice when summer time ends', () => {
  test.each([
    ['02:00', '2027-10-31T00:00:00.000Z'],
    ['02:30', '2027-10-31T00:30:00.000Z'],
    ['03:00', '2027-10-31T02:00:00.000Z'],
  ])('%s is the first', (time, instant) => {
    expect(parseLocalTime('2027-10-31', time).instant?.toISOString()).toBe(instant);
  });
});

test.each([
  ['', ''],
  ['2027-01-15', ''],
  ['', '09:00'],
  ['15-01-2027', '09:00'],
  ['2027-02-30', '09:00'],
  ['2027-13-01', '09:00'],
  ['2027-01-15', '24:00'],
  ['2027-01-15', '9'],
  ['2027-01-15', '09:60'],
  ['2027-01-15', 'kl. 9'],
])('»%s« and »%s« are not a time', (day, time) => {
  expect(parseLocalTime(day, time)).toEqual({ message: expect.stringContaining('Skriv en dag') });
});

/** To the minute. Summer time as it is now holds since 1996. */
const minutes = fc
  .date({ min: new Date('1996-11-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
/** The last Sundays of March and October, hour by hour. */
const changes = fc
  .tuple(fc.integer({ min: 1997, max: 2099 }), fc.constantFrom(2, 9), fc.integer({ min: -180, max: 180 }))
  .map(([year, month, minute]) => {
    const last = new Date(Date.UTC(year, month, 31));
    return new Date(Date.UTC(year, month, 31 - last.getUTCDay(), 1, minute));
  });

test('every moment is found again from what clocks in Denmark show, or else the same hour just before it', () => {
  fc.assert(
    fc.property(fc.oneof(minutes, changes), (moment) => {
      const { day, time } = show(moment);
      const { instant } = parseLocalTime(day, time);
      expect(instant && show(instant)).toEqual({ day, time });
      expect([0, 3_600_000]).toContain(moment.getTime() - (instant as Date).getTime());
    }),
    { numRuns: 2000 },
  );
});

test('what is not refused is what clocks in Denmark will show', () => {
  const digits = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
  const days = changes.map((moment) => moment.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, digits(23), digits(59), (day, hour, minute) => {
      const { instant, message } = parseLocalTime(day, `${hour}:${minute}`);
      if (instant) expect(show(instant)).toEqual({ day, time: `${hour}:${minute}` });
      else expect([day.slice(5, 7), hour, message]).toEqual(['03', '02', expect.stringContaining('sommertid')]);
    }),
    { numRuns: 2000 },
  );
});
