import {
  type Group,
  MOST_ITEMS,
  type TypedActivity,
  type TypedContract,
  type TypedGoal,
  type TypedStep,
} from './typed.ts';

/** What a button of the form asks for beside saving: one more of a group, or one less. */
export interface GroupChange {
  group: Group;
  /** Which one to remove; absent to add one. */
  remove?: number;
}

const emptyGoal: TypedGoal = {
  ...{ key: '', text: '', indicator: '', unit: 'persons', direction: 'up', aggregation: 'latest' },
  ...{ baseline: '', baseline_date: '', target: '', deadline: '', splits: [] },
  ...{ source: '', frequency: '', responsible: '' },
};
const emptyActivity: TypedActivity = { key: '', text: '', start: '', end: '', responsible: '' };
const emptyStep: TypedStep = { key: '', text: '', audience: '', channel: 'entry', target: '1', due: '' };
const emptyItems = { goals: emptyGoal, activities: emptyActivity, dissemination: emptyStep };

/** `add:goals` or `remove:goals:2`; undefined where the form is to be saved. */
export function readGroupChange(body: unknown): GroupChange | undefined {
  const pressed = body && typeof body === 'object' && 'change' in body ? String(body.change) : '';
  const [, what, group, place] = /^(add|remove):(goals|activities|dissemination)(?::(\d{1,3}))?$/.exec(pressed) ?? [];
  if (!group) return undefined;
  return { group: group as Group, ...(what === 'remove' ? { remove: Number(place) } : {}) };
}

export function changeGroup(typed: TypedContract, { group, remove }: GroupChange): TypedContract {
  const items: object[] = typed[group];
  const changed = remove === undefined ? [...items, emptyItems[group]] : items.filter((_, place) => place !== remove);
  return { ...typed, [group]: changed.slice(0, MOST_ITEMS) };
}

/** Without the items that nobody has written in: a choice alone is what the browser sends. */
export function withoutEmpty(typed: TypedContract): TypedContract {
  const { goals, activities, dissemination } = typed;
  const says = (...texts: string[]) => texts.some((text) => text.trim());
  return {
    ...typed,
    goals: goals.filter(({ text, indicator, baseline, baseline_date, target, deadline, source, frequency }) =>
      says(text, indicator, baseline, baseline_date, target, deadline, source, frequency),
    ),
    activities: activities.filter(({ text, start, end }) => says(text, start, end)),
    dissemination: dissemination.filter(({ text, audience, due }) => says(text, audience, due)),
  };
}
