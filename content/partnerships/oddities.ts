import type { ResultGoal } from './contract.ts';

/** What makes one look twice at a figure; it may be right all the same. */
export type Oddity = 'fell' | 'beyond';

/** `before` is the figure of the period before. */
export function findOddities(goal: ResultGoal, actual: number, before: number | undefined): Oddity[] {
  const fell = before !== undefined && actual < before / 2;
  return [...(fell ? (['fell'] as const) : []), ...(isFarBeyond(goal, actual) ? (['beyond'] as const) : [])];
}

/** More than twice the target, or less than half of one that is to be come down to. */
function isFarBeyond({ target, direction }: ResultGoal, actual: number): boolean {
  return direction === 'up' ? target > 0 && actual > target * 2 : actual < target / 2;
}
