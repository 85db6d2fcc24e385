import { describe, expect, test } from 'vitest';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { readFigures } from '#content/partnerships/read-figures.ts';
import { emptyFigure, isSameTyped, type TypedFigure, typeFigures } from '#content/partnerships/report.ts';
import { readReport, toReportEntries } from '#server/forms/report.ts';
import { contractContent } from '../support/partnerships.ts';

const [persons, percent, days] = contractContent().goals as [ResultGoal, ResultGoal, ResultGoal];
const typed = (changes: Partial<TypedFigure>) => ({ ...emptyFigure, actual: '21', ...changes });
/** What is said to a goal of persons that is typed so, and where. */
const said = (changes: Partial<TypedFigure>, goal = persons) =>
  readFigures({ [goal.key]: typed(changes) }, [goal]).issues.map(({ field, message }) => [field, message]);

describe('a figure', () => {
  test.each<[ResultGoal, string, number]>([
    [persons, '21', 21],
    [persons, '1.234', 1234],
    [percent, '31,5', 31.5],
    [percent, '100 %', 100],
    [percent, '0', 0],
    [days, '1.234,25', 1234.25],
  ])('of %j is read as Danes write it: %s', (goal, actual, number) => {
    const { figures, issues } = readFigures({ [goal.key]: typed({ actual }) }, [goal]);
    expect([figures[0]?.actual, issues]).toEqual([number, []]);
  });

  test.each<[ResultGoal, string, string]>([
    [persons, '', 'Skriv tallet for perioden.'],
    [persons, 'mange', '»mange« er ikke et tal. Skriv for eksempel 12 eller 12,5.'],
    [persons, '1.5', '»1.5« er ikke et tal. Skriv for eksempel 12 eller 12,5.'],
    [persons, '12,5', 'Personer tælles i hele tal.'],
    [persons, '-3', 'Skriv et tal fra 0 og op, højst en billion.'],
    [percent, '100,1', 'Procent er et tal fra 0 til 100.'],
    [days, '9.999.999.999.999', 'Skriv et tal fra 0 og op, højst en billion.'],
  ])('of %j is refused in words when it is »%s«', (goal, actual, message) => {
    expect(said({ actual }, goal)).toEqual([[`actual_${goal.key}`, message]]);
  });

  test('is needed for every goal', () => {
    const fields = readFigures({}, [persons, percent, days]).issues.map(({ field }) => field);
    expect(fields).toEqual(['actual_1', 'actual_2', 'actual_3']);
  });
});

describe('a split', () => {
  test('may be left out, and a group that is blank is no part of it', () => {
    const { figures, issues } = readFigures({ 1: typed({ split: { 'sex.women': '12', 'sex.men': '9' } }) }, [persons]);
    expect([figures[0]?.split, issues]).toEqual([{ sex: { women: 12, men: 9 } }, []]);
  });

  test.each<[Record<string, string>, string, string]>([
    [{ 'sex.women': '12', 'sex.men': '8' }, 'split_1_sex', 'Grupperne giver 20 personer, men tallet er 21.'],
    [{ 'sex.women': '21' }, 'split_1_sex', 'Fordel på mindst to grupper. Skriv 0, hvor der ingen var.'],
    [
      { 'sex.women': 'få', 'sex.men': '9' },
      'split_1_sex_women',
      '»få« er ikke et antal personer. Skriv et helt tal, for eksempel 12.',
    ],
    [
      { 'age.18-24': '10,5', 'age.25-29': '10,5' },
      'split_1_age_18-24',
      '»10,5« er ikke et antal personer. Skriv et helt tal, for eksempel 12.',
    ],
    [
      { 'age.18-24': '-1', 'age.25-29': '22' },
      'split_1_age_18-24',
      '»-1« er ikke et antal personer. Skriv et helt tal, for eksempel 12.',
    ],
  ])('of %j is refused at %s', (split, field, message) => {
    expect(said({ split })[0]).toEqual([field, message]);
  });

  test('is not held against a figure that is none', () => {
    expect(said({ actual: 'x', split: { 'sex.women': '1', 'sex.men': '2' } }).map(([field]) => field)).toEqual([
      'actual_1',
    ]);
  });

  test('by what the goal is not split by is not taken', () => {
    const { figures } = readFigures({ 2: typed({ split: { 'sex.women': '12', 'sex.men': '9' } }) }, [percent]);
    expect(figures[0]?.split).toEqual({});
  });
});

test.each([
  ['http://vejle.dk/tal', false],
  ['https://vejle.dk/tal?a=b', true],
  ['javascript:alert(1)', false],
  ['vejle.dk', false],
  ['https://bruger:kode@vejle.dk', false],
  ['https://localhost', false],
])('evidence at %s is taken: %s', (evidence_url, isTaken) => {
  expect(said({ evidence_url }).map(([field]) => field)).toEqual(isTaken ? [] : ['evidence_url_1']);
});

test('a CPR number is refused in a note', () => {
  expect(said({ note: 'Se 010190-1234.' })).toEqual([
    ['note_1', 'Her står noget, der ligner et CPR-nummer. Fjern det.'],
  ]);
});

describe('the form', () => {
  const goals = [persons, percent];

  test('takes all that is typed, line breaks as ours and nothing that cannot be kept', () => {
    const body = { version: '3', actual_1: ' en del ', note_1: 'A\r\nB\0', split_1_sex_women: 'x', actual_9: '1' };
    expect(readReport(body, goals)).toEqual({
      typed: { 1: { ...emptyFigure, actual: 'en del', note: 'A\nB', split: { 'sex.women': 'x' } }, 2: emptyFigure },
      ...{ issues: [], basedOn: 3 },
    });
  });

  test('sent with files says the same', () => {
    const part = (value: string) => ({ type: 'field', value });
    const body = { version: part('3'), actual_1: part('21'), split_1_sex_men: part('9') };
    expect(readReport(body, goals).typed[1]).toEqual({ ...emptyFigure, actual: '21', split: { 'sex.men': '9' } });
  });

  test.each([[undefined], [{}], [{ version: 'x' }], [{ version: { toString: 1 } }], ['text']])(
    'that is %j brings no version',
    (body) => {
      expect(readReport(body, goals).basedOn).toBe(-1);
    },
  );

  test('refuses what is too long to be kept, at its field', () => {
    const body = { version: '0', note_1: 'x'.repeat(2001), split_1_sex_women: '1'.repeat(21) };
    expect(readReport(body, goals).issues.map(({ field }) => field)).toEqual(['note_1', 'split_1_sex_women']);
  });

  test('sends again just what it was sent', () => {
    const body = {
      ...{ version: '1', actual_1: '21', note_1: 'Godt.', evidence_url_1: 'https://vejle.dk' },
      ...{ split_1_sex_women: '12', 'split_1_age_18-24': '9', actual_2: '5' },
    };
    const { typed: first } = readReport(body, goals);
    expect(readReport({ version: '1', ...Object.fromEntries(toReportEntries(first)) }, goals).typed).toEqual(first);
  });
});

describe('a report that is taken up again', () => {
  test('is typed as it would be read', () => {
    const said = {
      1: typed({ note: 'Godt.', split: { 'sex.women': '12', 'sex.men': '9' } }),
      2: typed({ actual: '31,5' }),
    };
    const { figures } = readFigures(said, [persons, percent]);
    expect(isSameTyped(typeFigures(figures), said)).toBe(true);
    expect(isSameTyped(typeFigures(figures), { ...said, 2: typed({ actual: '31,6' }) })).toBe(false);
  });

  test('is the same whether nothing or a blank is said of a goal', () => {
    expect(isSameTyped({ 1: typed({}) }, { 2: emptyFigure, 1: typed({ split: { 'sex.men': '' } }) })).toBe(true);
  });
});
