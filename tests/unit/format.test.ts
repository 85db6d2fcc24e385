import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatAppointment,
  formatCount,
  formatDay,
  formatLanguage,
  formatNumber,
  formatPeriod,
  formatYears,
} from '#server/presenters/format.ts';

describe('a day', () => {
  test.each([
    ['2024-03-05', '5. marts 2024'],
    ['2024-12-31', '31. december 2024'],
    ['1900-01-01', '1. januar 1900'],
    ['2007-02-20T10:34:06.000Z', '20. februar 2007'],
  ])('%s is %s', (day, text) => {
    expect(formatDay(day)).toBe(text);
  });

  test('is the one in Copenhagen, in winter and in summer time', () => {
    expect(formatDay('2024-01-31T23:30:00Z')).toBe('1. februar 2024');
    expect(formatDay('2024-01-31T22:30:00Z')).toBe('31. januar 2024');
    expect(formatDay(new Date('2024-06-30T22:30:00Z'))).toBe('1. juli 2024');
  });
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1.000'],
  [1234567, '1.234.567'],
])('the number %d is %s', (number, text) => {
  expect(formatNumber(number)).toBe(text);
});

test.each([
  [0, 'Ingen erfaringer'],
  [1, '1 erfaring'],
  [2, '2 erfaringer'],
  [12345, '12.345 erfaringer'],
])('a count of %d is »%s«', (count, text) => {
  expect(formatCount(count, 'erfaring', 'erfaringer')).toBe(text);
});

test.each<[string | null, string | null, string, string]>([
  ['2005-05-01', '2008-12-31', '1. maj 2005 – 31. december 2008', '2005–2008'],
  ['2005-05-01', '2005-06-30', '1. maj 2005 – 30. juni 2005', '2005'],
  ['2005-05-01', null, 'Fra 1. maj 2005', 'Fra 2005'],
  [null, '2008-12-31', 'Til 31. december 2008', 'Til 2008'],
  [null, null, '', ''],
])('a period from %s to %s is »%s«, in a list »%s«', (start, end, whole, short) => {
  expect(formatPeriod(start, end)).toBe(whole);
  expect(formatYears(start, end)).toBe(short);
});

test.each([
  ['da', 'Dansk'],
  ['en', 'Engelsk'],
  ['qq', 'Qq'],
])('the language %s is %s', (code, name) => {
  expect(formatLanguage(code)).toBe(name);
});

test.each([
  ['2027-03-28T07:00:00Z', 'søndag 28. marts 2027 kl. 9.00'],
  ['2027-03-27T23:05:00Z', 'søndag 28. marts 2027 kl. 0.05'],
  ['2027-12-31T22:30:00Z', 'fredag 31. december 2027 kl. 23.30'],
])('what is planned for %s is planned for %s', (moment, text) => {
  expect(formatAppointment(new Date(moment))).toBe(text);
});

test.each([
  ['2027-06-02T22:30:00Z', 'i dag'],
  ['2027-06-02T21:30:00Z', 'i går'],
  ['2027-05-31T08:00:00Z', 'for 3 dage siden'],
  ['2026-06-03T08:00:00Z', 'for 365 dage siden'],
  ['2027-06-04T08:00:00Z', 'i dag'],
])('%s is, on 3 June 2027, %s', (moment, text) => {
  expect(formatAge(new Date(moment), new Date('2027-06-03T06:00:00Z'))).toBe(text);
});
