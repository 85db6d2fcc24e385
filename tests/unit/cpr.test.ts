import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCprNumbers, maskCpr } from '#content/personal-data/cpr.ts';
import { cprNumbers, ordinaryParagraphs, writtenCpr } from '../support/personal-data.ts';

const seed = 2007;

describe('a CPR number is found', () => {
  test.each([
    ...['010203-1234', '0102031234', '010203 1234', '01 02 03-1234', '01 02 03 1234', '010203 - 1234', '01.02.03.1234'],
    ...['01/02/03-1234', '010203–1234', '010203\u00a0–\u00a01234', '010203\u20111234', '010203.1234', '010203/1234'],
    ...['010203,1234', '010203_1234', '010203\n1234', '| 010203 | 1234 |', '010203\t1234', '0 1 0 2 0 3 - 1 2 3 4'],
    ...[
      '0102\u200b031234',
      '010203\u00ad1234',
      '０１０２０３－１２３４',
      '٠١٠٢٠٣-١٢٣٤',
      '𝟎𝟏𝟎𝟐𝟎𝟑-𝟏𝟐𝟑𝟒',
      '010203-\u20601234',
    ],
    ...[
      '010203-**1234**',
      '**010203**-1234',
      '0102**03**-12*34*',
      '~~010203~~`1234`',
      '010203\\-1234',
      '1\\. 010203-1234',
    ],
    ...[
      '010203&#45;1234',
      '010203&#x2D;1234',
      '010203&nbsp;1234',
      '010203&ndash;1234',
      '0102&shy;03&#48;234 0102031234',
    ],
    ...[
      '010203-<b>1234</b>',
      '<td>5</td><td>010203</td><td>1234</td>',
      '<!-- 010203-1234 -->',
      '<a title="010203-1234">',
    ],
    ...['CPR010203-1234.', '(010203-1234)', 'sag_2007_0102031234.pdf', '010203-1234¹', 'Nr. 12: 01 02 03-1234'],
  ])('in %j', (text) => {
    expect(findCprNumbers(text)).toContain('0102031234');
  });

  test.each(['290200-1234', '290204-1234', '311299-1234', '300403-9999'])('when %s is a day', (number) => {
    expect(findCprNumbers(number)).toHaveLength(1);
  });

  test('each time among 500 planted in ordinary text, in every way of writing', () => {
    const planted = fc.sample(fc.tuple(writtenCpr, ordinaryParagraphs, ordinaryParagraphs), { seed, numRuns: 500 });
    const missed = planted.filter(
      ([{ number, written }, before, after]) =>
        !findCprNumbers(`${before} ${written} ${after}`).includes(number) ||
        !findCprNumbers(`Deltager 12 ${written}`).includes(number),
    );
    expect(missed).toEqual([]);
  });

  test('once, however often it is written', () => {
    expect(findCprNumbers('010203-1234, 0102031234 og 040506-1234')).toEqual(['0102031234', '0405061234']);
  });
});

describe('no CPR number is found', () => {
  test.each([
    ...['290201-1234', '310403-1234', '001203-1234', '011303-1234', '320103-1234'],
    ...['+45 12 10 56 78', '31 12 07 78 2100 København Ø', '31 12 07 78 – 2100', '+31101234567', '12105678'],
    ...['1.212.567.890 kr.', '12.101.234 kr.', '121 056 789', '12,5 %', '§ 18.32.23', '§ 14.03.12 2007'],
    ...[
      '01.02.2003 1234',
      '01-02-2003-1234',
      '2007-02-20T11:34',
      '2012-10-05 153000',
      'den 12.10.07. 2008 blev',
      '12:10:05 2007',
    ],
    ...[
      '121007123456',
      'DK50 0040 0412071234',
      'DK5000400412071234',
      '5790001012034',
      '5790 0010 1203 4',
      '87-7890-123-4',
    ],
  ])('in %j', (text) => {
    expect(findCprNumbers(text)).toEqual([]);
  });

  test('in 99 of 100 ordinary paragraphs full of dates, telephone numbers and amounts', () => {
    const paragraphs = fc.sample(ordinaryParagraphs, { seed, numRuns: 10_000 });
    const alarms = paragraphs.filter((paragraph) => findCprNumbers(paragraph).length);
    expect(alarms.length / paragraphs.length).toBeLessThan(0.01);
  });

  test('within a longer run of digits', () => {
    const digits = fc.stringMatching(/^\d{1,8}$/);
    fc.assert(
      fc.property(cprNumbers, digits, fc.boolean(), (number, more, before) => {
        expect(findCprNumbers(before ? more + number : number + more)).toEqual([]);
      }),
    );
  });
});

test('any text can be searched', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('&#', '&#x110000;', '<', '<!--', '\\', '01', '1234'),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      for (const number of findCprNumbers(parts.join(''))) expect(number).toMatch(/^\d{10}$/);
    }),
  );
});

test.each(['<!--', '<a', '1 ', '01 ', '&#', '*', ' '])('%j a hundred thousand times is searched at once', (part) => {
  const start = performance.now();
  findCprNumbers(part.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(1000);
});

test('a number is shown without its last four digits', () => {
  fc.assert(
    fc.property(writtenCpr, ({ number }) => {
      expect(maskCpr(number)).toBe(`${number.slice(0, 6)}-••••`);
    }),
  );
  expect(maskCpr('010203-1234')).toBe('010203-••••');
});
