import { typeNumber } from '../typed-number.ts';
import type { SplitKind } from './contract.ts';

/** Persons by group: `{ sex: { women: 12, men: 9 }, age: { '18-29': 21 } }`. */
export type Split = Partial<Record<SplitKind, Record<string, number>>>;

/** The groups of each split, in their order. */
export const splitGroups: Record<SplitKind, readonly string[]> = {
  sex: ['women', 'men', 'sex_unknown'],
  age: ['under-18', '18-24', '25-29', '30-49', '50-64', '65-over'],
};

/** A report as it is being written, valid or not; by goal key. */
export type TypedReport = Record<string, TypedFigure>;

export interface TypedFigure {
  actual: string;
  note: string;
  evidence_url: string;
  /** `sex.women`: '12' */
  split: Record<string, string>;
}

export const emptyFigure: TypedFigure = { actual: '', note: '', evidence_url: '', split: {} };

/** What a partnership reached in a period. */
export interface Figure {
  goalKey: number;
  actual: number;
  note: string;
  evidenceUrl: string;
  split: Split;
}

/** The name of a field about a goal, as `actual_1`, `split_1_sex` and `split_1_sex_women`. */
export function figureField(part: 'actual' | 'note' | 'evidence_url' | 'split', goalKey: number, ...rest: string[]) {
  return [part, goalKey, ...rest].join('_');
}

/** Figures as they would be typed, for a report that is taken up again. */
export function typeFigures(figures: Figure[]): TypedReport {
  return Object.fromEntries(
    figures.map(({ goalKey, actual, note, evidenceUrl, split }) => [
      goalKey,
      { actual: typeNumber(actual), note, evidence_url: evidenceUrl, split: typeSplit(split) },
    ]),
  );
}

function typeSplit(split: Split): Record<string, string> {
  const groups = Object.entries(split).flatMap(([kind, persons]) =>
    Object.entries(persons).map(([group, number]) => [`${kind}.${group}`, typeNumber(number)]),
  );
  return Object.fromEntries(groups);
}

/** Whether two reports say the same as they are typed; a goal about which nothing is said is the same as none. */
export function isSameTyped(a: TypedReport, b: TypedReport): boolean {
  return toComparable(a) === toComparable(b);
}

function toComparable(typed: TypedReport): string {
  const goals = Object.entries(typed).map(([key, { actual, note, evidence_url, split }]) => {
    const groups = Object.entries(split).filter(([, persons]) => persons);
    return [Number(key), actual, note, evidence_url, groups.sort(([x], [y]) => (x < y ? -1 : 1))] as const;
  });
  const told = goals.filter(([, actual, note, url, groups]) => actual || note || url || groups.length);
  return JSON.stringify(told.sort(([x], [y]) => x - y));
}
