import type { ResultGoal } from './contract.ts';

type Measured = Pick<ResultGoal, 'baseline' | 'target' | 'direction'>;

/** How far a figure has come from baseline (0) to target (1); below 0 it went the wrong way, above 1 beyond the target. */
export function progressOf({ baseline, target }: Measured, actual: number): number {
  return baseline === target ? Number(actual === target) : (actual - baseline) / (target - baseline);
}

/** Whether a figure has reached its target. The verdict is the ministry's all the same. */
export function hasReached({ target, direction }: Measured, actual: number): boolean {
  return direction === 'up' ? actual >= target : actual <= target;
}

/** What the figures of several periods, the oldest first, come to; null when there are none. */
export function sumUp(aggregation: ResultGoal['aggregation'], actuals: number[]): number | null {
  if (!actuals.length) return null;
  return aggregation === 'latest' ? (actuals.at(-1) ?? null) : round(actuals.reduce((sum, each) => sum + each, 0));
}

/** Figures have at most a few decimals; their sum has no more. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
