import type { SplitKind } from './contract.ts';
import { type Split, splitGroups } from './report.ts';

/** In smaller groups a figure may tell about persons. */
export const FEWEST_PERSONS = 5;
/** One group alone is the whole, and says of everybody what they are. */
const FEWEST_GROUPS = 2;

/** A split as readers may see it: whole, its groups in their order, or withheld. */
export type ShownSplit = Record<string, number> | 'withheld';

/**
 * What readers may see of a split: with fewer than five persons in one group all of it is withheld, also which groups it
 * has, since the others and the sum would tell the one. `undefined` where there is none.
 */
export function showSplit(split: Split, kind: SplitKind): ShownSplit | undefined {
  const groups = listGroups(split, kind);
  if (groups.length < FEWEST_GROUPS) return undefined;
  return groups.some(([, persons]) => persons < FEWEST_PERSONS) ? 'withheld' : Object.fromEntries(groups);
}

/**
 * The split of several periods together. It is withheld where any period's is: the difference between the whole and the
 * periods shown would tell what was not. Where a period has no split there is none of the whole.
 */
export function showSum(splits: Split[], kind: SplitKind): ShownSplit | undefined {
  const shown = splits.map((split) => showSplit(split, kind));
  if (!shown.length || shown.some((each) => each === undefined)) return undefined;
  const sum: Record<string, number> = {};
  for (const groups of shown) {
    if (groups === undefined || groups === 'withheld') return 'withheld';
    for (const [group, persons] of Object.entries(groups)) sum[group] = (sum[group] ?? 0) + persons;
  }
  return Object.fromEntries(listGroups({ [kind]: sum }, kind));
}

/** The groups that a split has, in their order: the database gives them back in an order of its own. */
export function listGroups(split: Split, kind: SplitKind): [group: string, persons: number][] {
  const persons = split[kind] ?? {};
  const known = splitGroups[kind].filter((group) => group in persons);
  const others = Object.keys(persons).filter((group) => !known.includes(group));
  return [...known, ...others].map((group) => [group, persons[group] ?? 0]);
}
