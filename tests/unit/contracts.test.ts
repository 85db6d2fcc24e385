import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DisseminationStep } from '#content/partnerships/contract.ts';
import { contractInForce } from '#content/partnerships/contracts.ts';
import { type Dissemination, stepDone } from '#content/partnerships/dissemination.ts';
import { giveKeys } from '#content/partnerships/give-keys.ts';
import { addDays } from '#content/partnerships/periods.ts';
import { contractContent } from '../support/partnerships.ts';

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2006-01-01', days));
const versions = fc
  .array(fc.record({ effectiveFrom: day, state: fc.constantFrom('signed', 'signed', 'negotiation', 'draft') }), {
    maxLength: 8,
  })
  .map((list) => list.map((version, index) => ({ ...version, number: index + 1 })) as Version[]);
type Version = Parameters<typeof contractInForce>[0][number];

describe('the version in force', () => {
  test('is the signed one that took effect last, by the day, the later version at a tie', () => {
    fc.assert(
      fc.property(versions, day, fc.nat(), (list, today, turn) => {
        const shuffled = [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))];
        const found = contractInForce(shuffled, today);
        const holding = list.filter(({ state, effectiveFrom }) => state === 'signed' && effectiveFrom <= today);
        expect(found === undefined).toBe(holding.length === 0);
        for (const other of holding) {
          expect(found && found.effectiveFrom >= other.effectiveFrom).toBe(true);
          if (other.effectiveFrom === found?.effectiveFrom) expect(found.number).toBeGreaterThanOrEqual(other.number);
        }
        if (found) expect(holding).toContain(found);
      }),
    );
  });

  test('changes on the very day on which the next one takes effect', () => {
    const signed = (number: number, effectiveFrom: string) => ({ number, effectiveFrom, state: 'signed' as const });
    const list = [signed(1, '2005-07-01'), signed(2, '2007-01-01')];
    const numbers = ['2005-06-30', '2005-07-01', '2006-12-31', '2007-01-01'].map(
      (today) => contractInForce(list, today)?.number,
    );
    expect(numbers).toEqual([undefined, 1, 1, 2]);
  });
});

describe('a step of the dissemination plan', () => {
  const step = (changes: Partial<DisseminationStep>): DisseminationStep => ({
    ...{ key: 7, text: 'Noget', audience: 'Andre', channel: 'entry', target: 2, due: '2008-01-01' },
    ...changes,
  });
  const events = (...stepKeys: (number | null)[]) =>
    stepKeys.map((stepKey, id) => ({ id, stepKey, title: 'Temadag', heldOn: '2006-01-01', participants: null }));
  const done = (changes: Partial<Dissemination>): Dissemination => ({ entries: 0, reads: 0, events: [], ...changes });

  test('of entries is done when so many are published', () => {
    expect([1, 2, 3].map((entries) => stepDone(step({}), done({ entries })))).toEqual([false, true, true]);
    expect(stepDone(step({}), done({ reads: 500, events: events(7, 7, 7) }))).toBe(false);
  });

  test('of reads is done when the entries were read so often', () => {
    const reading = step({ channel: 'reads', target: 500 });
    expect([499, 500].map((reads) => stepDone(reading, done({ reads })))).toEqual([false, true]);
  });

  test('of events is done when so many of just this step were held', () => {
    const meeting = step({ channel: 'event' });
    expect(stepDone(meeting, done({ events: events(7, 6, null) }))).toBe(false);
    expect(stepDone(meeting, done({ events: events(7, 6, 7) }))).toBe(true);
  });

  test('of another kind is done when the partnership says once that it is', () => {
    const article = step({ channel: 'other', target: 5 });
    expect(stepDone(article, done({ entries: 9, reads: 9, events: events(null, 6) }))).toBe(false);
    expect(stepDone(article, done({ events: events(7) }))).toBe(true);
  });
});

describe('the key of a goal', () => {
  const content = contractContent();
  const [first, second, third] = content.goals as [Goal, Goal, Goal];
  type Goal = (typeof content.goals)[number];
  const keysOf = (goals: Goal[], earlier = [content], parts: string[] = []) =>
    giveKeys({ ...content, goals }, earlier, parts).goals.map(({ key }) => key);

  test('stays with it, wherever it stands', () => {
    expect(keysOf([third, first, second])).toEqual([3, 1, 2]);
  });

  test('is for a new one the next that no text and no comment has had', () => {
    const fresh = { ...first, key: 0 };
    expect(keysOf([first, fresh, fresh])).toEqual([1, 4, 5]);
    const earlier = [content, contractContent({ goals: [{ ...first, key: 8 }] })];
    expect(keysOf([fresh], earlier)).toEqual([9]);
    expect(keysOf([fresh], [content], ['activity:40', 'goal:11', 'text', ''])).toEqual([12]);
  });

  test('cannot be made up, nor given to two', () => {
    expect(keysOf([{ ...first, key: 77 }, second, { ...second }])).toEqual([4, 2, 5]);
  });

  test('of one that was removed comes back with it', () => {
    const without = contractContent({ goals: [first] });
    expect(keysOf([first, third], [content, without])).toEqual([1, 3]);
  });
});
