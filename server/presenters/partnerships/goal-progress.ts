import type { ResultGoal } from '#content/partnerships/contract.ts';
import { hasReached, progressOf } from '#content/partnerships/progress.ts';

/** How far a goal has come, in words: `Nået`, `62 % af vejen`. */
export function describeProgress(goal: ResultGoal, actual: number | null): string {
  if (actual === null) return 'Ingen tal endnu';
  if (hasReached(goal, actual)) return 'Nået';
  const progress = progressOf(goal, actual);
  if (progress < 0 || goal.baseline === goal.target) return 'Gik den forkerte vej';
  // What is not reached is never rounded up to the whole way.
  return `${Math.min(99, Math.floor(progress * 100 + 1e-9))} % af vejen`;
}
