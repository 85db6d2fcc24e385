import type { ResultGoal } from '#content/partnerships/contract.ts';

/** A line from the baseline through the figures, in its own units: `0 0 width height`, y downwards. */
export interface GoalChart {
  width: number;
  height: number;
  /** The way of the figures, as an SVG path. */
  line: string;
  target: string;
  dots: { x: number; y: number; isLast: boolean }[];
  targetLabel: { y: number; text: string };
  years: { x: number; text: string; anchor: 'start' | 'end' }[];
}

/** A figure, or what the figures until then come to. */
interface Point {
  day: string;
  value: number;
}

const SIZE = { width: 320, height: 128 };
const PLOT = { left: 6, right: 314, top: 26, bottom: 100 };

/** Draws what a goal has come to over time, beside its target. */
export function drawGoal(goal: ResultGoal, figures: Point[], targetText: string): GoalChart {
  const points = [{ day: goal.baselineDate, value: goal.baseline }, ...figures];
  const toX = scale(points.map(({ day }) => Date.parse(day)).concat(Date.parse(goal.deadline)), PLOT.left, PLOT.right);
  const toY = scale([...points.map(({ value }) => value), goal.target], PLOT.bottom, PLOT.top);
  const dots = points.map(({ day, value }, index) => ({
    ...{ x: toX(Date.parse(day)), y: toY(value) },
    isLast: index === points.length - 1,
  }));
  const targetY = toY(goal.target);
  return {
    ...SIZE,
    line: `M${dots.map(({ x, y }) => `${x} ${y}`).join('L')}`,
    target: `M${PLOT.left} ${targetY}H${PLOT.right}`,
    dots,
    targetLabel: { y: targetY - 8, text: targetText },
    years: yearsOf(goal, points),
  };
}

function yearsOf({ deadline }: ResultGoal, points: Point[]): GoalChart['years'] {
  const days = [...points.map(({ day }) => day), deadline].toSorted();
  const [first = '', last = ''] = [days[0]?.slice(0, 4), days.at(-1)?.slice(0, 4)];
  const start = { x: PLOT.left, text: first, anchor: 'start' } as const;
  return first === last ? [start] : [start, { x: PLOT.right, text: last, anchor: 'end' }];
}

/** From the least and the greatest of the values to two ends; where they are one, to the middle. */
function scale(values: number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const share = (value: number) => (most === least ? 0.5 : (value - least) / (most - least));
  return (value) => Math.round((from + share(value) * (to - from)) * 10) / 10;
}
