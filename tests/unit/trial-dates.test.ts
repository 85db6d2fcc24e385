import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDayOrMonth } from '#server/forms/day-or-month.ts';
import { formatEdge, formatTrialPeriod } from '#server/presenters/trials/words.ts';

test.each([
  ['2024-03-05', '2024-03-05', '2024-03-05'],
  ['2024-03', '2024-03-01', '2024-03-31'],
  ['5. marts 2024', '2024-03-05', '2024-03-05'],
  ['5 mar 2024', '2024-03-05', '2024-03-05'],
  ['Marts  2024', '2024-03-01', '2024-03-31'],
  ['feb. 2024', '2024-02-01', '2024-02-29'],
  ['03/2024', '2024-03-01', '2024-03-31'],
  ['5/3-2024', '2024-03-05', '2024-03-05'],
  ['05-03-2024', '2024-03-05', '2024-03-05'],
  ['5.3.2024', '2024-03-05', '2024-03-05'],
  ['31. december 2023', '2023-12-31', '2023-12-31'],
])('»%s« is read as a day or a whole month', (text, first, last) => {
  expect([readDayOrMonth(text, 'first'), readDayOrMonth(text, 'last')]).toEqual([first, last]);
});

test.each([
  '',
  '2024',
  '30. februar 2024',
  '2023-02-29',
  '13/2024',
  '0/2024',
  '2024-3-0',
  'ma 2024',
  'marts',
  '1949-12',
])('»%s« is neither', (text) => expect(readDayOrMonth(text, 'first')).toBeUndefined());

test('any day is read back as it is written', () => {
  const days = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.constantFrom('first' as const, 'last' as const), (day, edge) => {
      expect(readDayOrMonth(formatEdge(day, edge), edge)).toBe(day);
    }),
  );
});

test.each([
  ['2024-03-01', '2024-06-30', 'marts 2024 – juni 2024'],
  ['2024-03-01', '2024-03-31', 'marts 2024'],
  ['2024-03-05', '2024-06-29', '5. marts 2024 – 29. juni 2024'],
  ['2024-03-01', null, 'Fra marts 2024'],
])('from %s to %s is said as »%s«', (startedOn, endedOn, text) => {
  expect(formatTrialPeriod({ startedOn, endedOn })).toBe(text);
});
