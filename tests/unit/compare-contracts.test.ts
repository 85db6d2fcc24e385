import { expect, test } from 'vitest';
import { compareContracts } from '#content/partnerships/compare-contracts.ts';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { presentContractChanges } from '#server/presenters/partnerships/contract-changes.ts';
import { contractContent, START } from '../support/partnerships.ts';

const contract = (changes: Partial<ContractContent> = {}, effectiveFrom = START, reason = '') => ({
  content: contractContent(changes),
  ...{ effectiveFrom, reason },
});
const { goals, activities, dissemination } = contractContent();
const [first, second, third] = goals as [Goal, Goal, Goal];
type Goal = ContractContent['goals'][number];
const compare = (before: ReturnType<typeof contract>, after: ReturnType<typeof contract>) =>
  compareContracts(before, after).map(({ kind, key, change, fields }) => [
    kind,
    key,
    change,
    ...fields.map(({ field }) => field),
  ]);

test('two texts that say the same do not differ, in whatever order their fields are kept', () => {
  const shuffled = goals.map((goal) => Object.fromEntries(Object.entries(goal).toReversed()) as unknown as Goal);
  expect(compareContracts(contract(), contract({ goals: shuffled }))).toEqual([]);
  expect(presentContractChanges(contract(), contract())).toEqual([]);
});

test('a goal is known by its key, wherever it stands and whatever it says', () => {
  const changed = { ...second, text: 'Mange flere får et tilbud', target: 45 };
  expect(compare(contract(), contract({ goals: [third, changed, first] }))).toEqual([
    ['goal', 2, 'changed', 'text', 'target'],
  ]);
});

test('what is new and what is gone is told with all that it says', () => {
  const added = { ...first, key: 4, text: 'Et helt nyt mål' };
  const changes = compareContracts(contract(), contract({ goals: [second, third, added] }));
  expect(changes.map(({ key, change, title }) => [key, change, title])).toEqual([
    [4, 'added', 'Et helt nyt mål'],
    [1, 'removed', first.text],
  ]);
  const words = (index: number) =>
    new Set(changes[index]?.fields.flatMap(({ parts }) => parts.map(({ change }) => change)));
  expect([words(0), words(1)]).toEqual([new Set(['added']), new Set(['removed'])]);
});

test('the whole, the action plan and the dissemination plan are compared field by field', () => {
  const after = contract(
    {
      text: 'Noget andet.',
      reporting: 'year',
      activities: activities.map((activity) => ({ ...activity, responsible: 'Sprogskolen Syd' })),
      dissemination: dissemination.map((step) => (step.key === 2 ? { ...step, target: 3, due: '2008-07-01' } : step)),
    },
    '2006-01-01',
    'Rederiet er lukket.',
  );
  expect(compare(contract(), after)).toEqual([
    ['contract', 0, 'changed', 'reason', 'text', 'effective_from', 'reporting'],
    ['activity', 1, 'changed', 'responsible'],
    ['activity', 2, 'changed', 'responsible'],
    ['dissemination', 2, 'changed', 'target', 'due'],
  ]);
});

test('a change is told to people in their words', () => {
  const changed = {
    ...second,
    unit: 'persons' as const,
    deadline: '2008-03-01',
    target: 1250.5,
    splits: ['sex', 'age'] as const,
  };
  const [part] = presentContractChanges(
    contract(),
    contract({ goals: [first, { ...changed, splits: [...changed.splits] }, third] }),
  );
  expect(part?.heading).toBe('Mål: Flere får et virksomhedsrettet tilbud');
  const said = part?.fields.map(({ label, parts }) => [
    label,
    ...parts.filter(({ text }) => text.trim()).map(({ text }) => text),
  ]);
  expect(said).toEqual([
    ['Enhed', 'Procent', 'Personer'],
    ['Det, der skal nås', '40', '1.250,5'],
    ['Frist', '31. december 2007', '1. marts 2008'],
    ['Deles på', 'alder og køn'],
  ]);
});

test('a reason that was put otherwise is compared by word', () => {
  const reasons = ['Rederiet er lukket.', 'Rederiet er flyttet.'] as const;
  const [part] = presentContractChanges(contract({}, START, reasons[0]), contract({}, START, reasons[1]));
  expect(part?.fields.map(({ label }) => label)).toEqual(['Forudsætningen, der er ændret']);
  const words = part?.fields[0]?.parts.filter(({ text }) => text.trim());
  expect(words?.map(({ text, change }) => `${change}: ${text.trim()}`)).toEqual([
    'same: Rederiet er',
    'removed: lukket',
    'added: flyttet',
    'same: .',
  ]);
});
