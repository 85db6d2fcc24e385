import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { addDays } from '#content/partnerships/periods.ts';
import { readNumber, typeNumber } from '#content/typed-number.ts';
import { readContract } from '#server/forms/contract/contract.ts';
import { changeGroup, readGroupChange, withoutEmpty } from '#server/forms/contract/groups.ts';
import { typeContract } from '#server/forms/contract/items.ts';
import { readTypedContract, type TypedContract, toFormEntries } from '#server/forms/contract/typed.ts';
import { contractContent, START } from '../support/partnerships.ts';

/** What the server gets of a form: names with one value or several. */
function send(typed: TypedContract): Record<string, string | string[]> {
  const body: Record<string, string | string[]> = {};
  for (const [name, value] of toFormEntries(typed))
    body[name] = body[name] === undefined ? value : [body[name], value].flat();
  return body;
}

const words = fc
  .array(fc.constantFrom('mål', 'havnen', 'Ærø', 'æ & ø', '<b>', '»citat«', '"to"', '12,5', 'a.b'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => list.join(' '));
const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2004-01-01', days));
const number = fc
  .tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([whole, decimals]) => Number(`${whole}e-${decimals}`));
const key = fc.integer({ min: 0, max: 99 });
const content: fc.Arbitrary<ContractContent> = fc.record({
  text: words,
  reporting: fc.constantFrom('month', 'quarter', 'half_year', 'year'),
  goals: fc.array(
    fc.record({
      key,
      text: words,
      indicator: words,
      unit: fc.constantFrom('persons', 'percent', 'dkk', 'number'),
      direction: fc.constantFrom('up', 'down'),
      aggregation: fc.constantFrom('latest', 'sum'),
      baseline: number,
      baselineDate: day,
      target: number,
      deadline: day,
      splits: fc.subarray(['sex', 'age'] as ('sex' | 'age')[]),
      measurement: fc.record({ source: words, frequency: words, responsible: words }),
    }),
    { maxLength: 10 },
  ),
  activities: fc.array(fc.record({ key, text: words, start: day, end: day, responsible: words }), { maxLength: 10 }),
  dissemination: fc.array(
    fc.record({
      ...{ key, text: words, audience: words },
      channel: fc.constantFrom('entry', 'reads', 'event'),
      ...{ target: fc.integer({ min: 1, max: 9999 }), due: day },
    }),
    { maxLength: 10 },
  ),
});

test('a contract goes through its form and comes out as it was', () => {
  fc.assert(
    fc.property(content, day, fc.nat(999), words, (before, effectiveFrom, version, reason) => {
      const sent = typeContract({ content: before, effectiveFrom, reason, version });
      const typed = withoutEmpty(readTypedContract(send(sent)));
      expect(typed.based_on).toBe(version);
      expect(readContract(typed, 2)).toEqual({ values: { content: before, effectiveFrom, reason } });
    }),
  );
});

describe('a number', () => {
  test('is read the Danish way, with or without its unit', () => {
    const typed = ['12', '12,5', '1.234', '1.234.567,25', ' 40 % ', '1.000 kr.', '0', '-3'];
    expect(typed.map(readNumber)).toEqual([12, 12.5, 1234, 1234567.25, 40, 1000, 0, -3]);
  });

  test('is not guessed at', () => {
    const typed = ['', 'mange', '12.5', '1,2,3', '12 til 14', '1e5', '٣', 'NaN', '12.34.567', '0x10', '1,1234567'];
    expect(typed.map(readNumber)).toEqual(typed.map(() => undefined));
  });

  test('is typed so that it is read as the same again', () => {
    fc.assert(fc.property(number, (value) => readNumber(typeNumber(value)) === value));
  });
});

describe('what cannot be read', () => {
  const typed = typeContract({ content: contractContent(), effectiveFrom: START, reason: '', version: 3 });
  const [goal] = typed.goals as [TypedContract['goals'][number]];
  const issuesOf = (changes: Partial<TypedContract>, number = 1) =>
    readContract({ ...typed, ...changes }, number).issues ?? [];

  test('is told at each field at once, and by its place', () => {
    const wrong = { ...goal, text: ' ', baseline: 'mange', target: '', deadline: '2008-02-30', unit: 'æbler' };
    expect(issuesOf({ goals: [goal, wrong], effective_from: 'snart' })).toEqual([
      { field: 'effective_from', message: 'Vælg den dag, kontrakten gælder fra.' },
      { field: 'goals.1.text', message: 'Skriv, hvad der skal nås.' },
      { field: 'goals.1.unit', message: 'Vælg, hvad der tælles i.' },
      { field: 'goals.1.baseline', message: '»mange« er ikke et tal. Skriv et tal som 12,5.' },
      { field: 'goals.1.target', message: 'Skriv tallet, som I vil nå.' },
      { field: 'goals.1.deadline', message: 'Vælg den dag, målet skal være nået.' },
    ]);
  });

  test('includes a CPR number, wherever it stands', () => {
    const message = 'Her står noget, der ligner et CPR-nummer. Fjern det.';
    expect(issuesOf({ goals: [{ ...goal, source: 'Sagen om 010180-1234' }] })).toEqual([
      { field: 'goals.0.source', message },
    ]);
  });

  test('includes a renegotiation without its reason, and no first version', () => {
    const missing = { field: 'reason', message: 'Skriv, hvilken forudsætning der er ændret.' };
    expect([1, 2, 3].map((number) => issuesOf({ reason: ' ' }, number))).toEqual([[], [missing], [missing]]);
    expect(issuesOf({ reason: 'x'.repeat(4001) }, 2)).toEqual([
      { field: 'reason', message: 'Skriv højst 4.000 tegn.' },
    ]);
  });

  test('never breaks the form, whatever is sent', () => {
    for (const body of [
      undefined,
      null,
      'x',
      [],
      { goals: 'x', 'goals.0': '1', 'goals.x.text': 'a', 'goals.0.a.b': 'c' },
    ])
      expect(readTypedContract(body)).toMatchObject({ goals: [], based_on: -1 });
    const odd = readTypedContract({
      'goals.7.text': ['a', 'b'],
      'goals.2.text': 'første',
      'goals.2.splits': ['sex', 'x'],
    });
    expect(odd.goals.map(({ text, splits }) => [text, splits])).toEqual([
      ['første', ['sex', 'x']],
      ['b', []],
    ]);
    const many = Array.from({ length: 200 }, (_, place) => [`goals.${place}.text`, 'a']);
    expect(readTypedContract(Object.fromEntries(many)).goals).toHaveLength(30);
  });
});

describe('the buttons of a group', () => {
  const typed = typeContract({ content: contractContent(), effectiveFrom: START, reason: '', version: 1 });

  test('add an empty one at the end, and remove just that one', () => {
    const added = changeGroup(typed, { group: 'goals' });
    expect(added.goals.map(({ key }) => key)).toEqual(['1', '2', '3', '']);
    const removed = changeGroup(typed, { group: 'dissemination', remove: 1 });
    expect(removed.dissemination.map(({ key }) => key)).toEqual(['1', '3', '4']);
    expect(removed.goals).toEqual(typed.goals);
  });

  test('are told from the button that saves', () => {
    const pressed = ['add:goals', 'remove:activities:2', undefined, 'remove:members:1', 'add:goals:x'];
    expect(pressed.map((change) => readGroupChange({ change }))).toEqual([
      { group: 'goals' },
      { group: 'activities', remove: 2 },
      ...[undefined, undefined, undefined],
    ]);
  });

  test('leave nothing behind that nobody wrote in', () => {
    const added = changeGroup(changeGroup(typed, { group: 'goals' }), { group: 'activities' });
    expect(withoutEmpty(added)).toEqual(typed);
  });
});
