import { describe, expect, test } from 'vitest';
import { type ContractBounds, checkComplete, checkContract } from '#content/partnerships/check-contract.ts';
import type { Activity, ContractContent, DisseminationStep, ResultGoal } from '#content/partnerships/contract.ts';
import { contractContent, END, MEMBERS, START } from '../support/partnerships.ts';

const bounds: ContractBounds = {
  ...{ members: [...MEMBERS], start: START, end: END },
  earliest: { day: START, since: 'start' },
};
const check = (changes: Partial<ContractContent>, effectiveFrom = START, within = bounds) =>
  checkContract(contractContent(changes), effectiveFrom, within);
const [persons, percent, days] = contractContent().goals as [ResultGoal, ResultGoal, ResultGoal];
const [activity] = contractContent().activities as [Activity];
const [step] = contractContent().dissemination as [DisseminationStep];

test('a contract as it should be has nothing wrong with it, and lacks nothing', () => {
  expect(check({})).toEqual([]);
  expect(checkComplete(contractContent())).toEqual([]);
});

describe.for<[what: string, goal: ResultGoal, field: string, message: RegExp]>([
  [
    'whose deadline lies before its baseline was measured',
    { ...persons, baselineDate: '2008-07-01' },
    'deadline',
    /efter den dag/,
  ],
  [
    'whose deadline is the day of its baseline',
    { ...persons, baselineDate: '2008-06-30' },
    'deadline',
    /efter den dag/,
  ],
  [
    'whose deadline lies beyond the partnership',
    { ...persons, deadline: '2009-01-01' },
    'deadline',
    /partnerskabets periode/,
  ],
  ['that is to rise to less than it is', { ...percent, target: 20 }, 'target', /skal stige/],
  ['that is to rise to what it is', { ...percent, target: 22.5 }, 'target', /skal stige/],
  ['that is to fall to more than it is', { ...days, target: 91 }, 'target', /skal falde/],
  ['of more than all', { ...percent, target: 101 }, 'target', /fra 0 til 100/],
  ['that begins below nothing', { ...days, baseline: -1, direction: 'up' }, 'baseline', /fra 0/],
  ['of half a person', { ...persons, target: 12.5 }, 'target', /hele tal/],
  ['that adds percentages', { ...percent, aggregation: 'sum' }, 'aggregation', /lægges sammen/],
  ['that splits days by sex', { ...days, splits: ['sex'] }, 'splits', /Kun personer/],
  [
    'measured by a stranger',
    { ...persons, measurement: { ...persons.measurement, responsible: 'Odense Kommune' } },
    'responsible',
    /»Odense Kommune« er ikke medlem/,
  ],
  [
    'measured by nobody',
    { ...persons, measurement: { ...persons.measurement, responsible: '' } },
    'responsible',
    /Vælg, hvem/,
  ],
])('a goal %s', ([, goal, field, message]) => {
  test('is refused at that field alone', () => {
    const others = [persons, percent, days].filter(({ key }) => key !== goal.key);
    expect(check({ goals: [...others, goal] })).toEqual([
      { field: `goals.2.${field}`, message: expect.stringMatching(message) },
    ]);
  });
});

describe('the plans', () => {
  test('keep within the partnership, end after they begin, and are carried out by members', () => {
    const activities = [
      { ...activity, text: 'Før', start: '2005-06-30' },
      { ...activity, text: 'Efter', end: '2009-01-01' },
      { ...activity, text: 'Baglæns', start: '2006-02-01', end: '2006-01-31' },
      { ...activity, text: 'Fremmed', responsible: 'Ukendt ApS' },
    ];
    expect(check({ activities }).map(({ field }) => field)).toEqual([
      ...['activities.0.start', 'activities.1.end', 'activities.2.end', 'activities.3.responsible'],
    ]);
  });

  test('count in whole numbers what can be counted', () => {
    const dissemination: DisseminationStep[] = [
      { ...step, text: 'Ingen', target: 0 },
      { ...step, text: 'Halve', target: 1.5, channel: 'event' },
      { ...step, text: 'For sent', due: '2009-01-01' },
      { ...step, text: 'Uden tal', target: 0, channel: 'other' },
    ];
    expect(check({ dissemination }).map(({ field }) => field)).toEqual([
      ...['dissemination.0.target', 'dissemination.1.target', 'dissemination.2.due'],
    ]);
  });

  test('say nothing twice, however it is spelt', () => {
    const again = { ...persons, key: 9, text: `  ${persons.text.toUpperCase()} ` };
    expect(check({ goals: [persons, percent, again] })).toEqual([
      { field: 'goals.2.text', message: expect.stringMatching(/står der allerede/) },
    ]);
    expect(check({ activities: [activity, activity] }).map(({ field }) => field)).toEqual(['activities.1.text']);
    expect(check({ dissemination: [step, step] }).map(({ field }) => field)).toEqual(['dissemination.1.text']);
  });
});

test.for<[ContractBounds['earliest']['since'], RegExp]>([
  ['start', /før partnerskabet begynder 1\. juli 2005/],
  ['former version', /senere dag end den forrige.* 1\. juli 2005/],
  ['report', /godkendt rapporter .* 1\. juli 2005/],
])('a version cannot hold too early, as seen from %s', ([since, message]) => {
  const within = { ...bounds, earliest: { day: START, since } };
  expect(check({}, '2005-06-30', within)).toEqual([
    { field: 'effective_from', message: expect.stringMatching(message) },
  ]);
  expect(check({}, '2009-01-01', within)).toEqual([
    { field: 'effective_from', message: expect.stringMatching(/slutter 31\. december 2008/) },
  ]);
});

test('a contract can be saved without goals and plans, but not sent', () => {
  const bare: Partial<ContractContent> = { text: '', goals: [], activities: [], dissemination: [] };
  expect(check(bare)).toEqual([]);
  expect(checkComplete(contractContent(bare)).map(({ field }) => field)).toEqual([
    ...['text', 'goals', 'activities', 'dissemination'],
  ]);
});
