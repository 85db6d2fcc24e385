import type { ResultGoal } from '#content/partnerships/contract.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { followGoals, type GoalTrack } from '#content/partnerships/goal-tracks.ts';
import { addDays } from '#content/partnerships/periods.ts';
import { hasReached, sumUp } from '#content/partnerships/progress.ts';
import type { ApprovedReport } from '#content/partnerships/reports.ts';
import { formatDay, formatPeriod } from '../format.ts';
import { drawGoal, type GoalChart } from './goal-chart.ts';
import { describeProgress } from './goal-progress.ts';
import { type GoalTable, presentGoalTable } from './goal-table.ts';

/** The goals of a contract with what has been reached, as `views/partnerships/goals.eta` shows them. */
export interface GoalsSection {
  goals: GoalView[];
  /** Goals that an earlier version held, or measured in another way, with the figures given under it. */
  earlier: { heading: string; goals: GoalView[] }[];
}

export interface GoalView {
  text: string;
  indicator: string;
  /** `62 % af vejen` */
  progress: string;
  isReached: boolean;
  facts: { label: string; value: string }[];
  /** What the chart says, in words. */
  summary: string;
  chart?: GoalChart;
  table?: GoalTable;
}

/** `contract` is the version in force; `contracts` all versions, for what was reported under another one. */
export function presentGoals(
  contract: Contract | undefined,
  reports: ApprovedReport[],
  contracts: Contract[] = contract ? [contract] : [],
): GoalsSection {
  const { current, earlier } = followGoals(contract, contracts, reports);
  const byVersion = Map.groupBy(earlier, (track) => track.contract);
  return {
    goals: current.map(presentGoal),
    earlier: [...byVersion].map(([version, tracks]) => ({
      heading: describeVersion(version, contracts),
      goals: tracks.map(presentGoal),
    })),
  };
}

/** `Mål i version 1, der gjaldt 1. juli 2005 – 31. december 2006` */
function describeVersion({ number, effectiveFrom }: Contract, contracts: Contract[]): string {
  const next = contracts
    .filter((other) => other.state === 'signed' && other.number > number)
    .map((other) => other.effectiveFrom)
    .toSorted()[0];
  const period =
    next && next > effectiveFrom ? formatPeriod(effectiveFrom, addDays(next, -1)) : formatDay(effectiveFrom);
  return `Mål i version ${number} af kontrakten, der gjaldt ${period}`;
}

function presentGoal(track: GoalTrack): GoalView {
  const { goal, figures } = track;
  const points = runningFigures(track);
  const newest = points.at(-1);
  const actual = newest?.value ?? null;
  return {
    ...{ text: goal.text, indicator: goal.indicator },
    progress: describeProgress(goal, actual),
    isReached: actual !== null && hasReached(goal, actual),
    facts: presentFacts(goal, newest),
    summary: summarise(goal, points),
    ...(newest ? { chart: drawGoal(goal, points, `Mål: ${formatFigure(goal.target, goal.unit)}`) } : {}),
    ...(figures.length ? { table: presentGoalTable(track) } : {}),
  };
}

interface Point {
  day: string;
  value: number;
}

/** What the figures up to each period come to. */
function runningFigures({ goal, figures }: GoalTrack): Point[] {
  const actuals = figures.map(({ actual }) => actual);
  return figures.map(({ periodEnd }, index) => ({
    day: periodEnd,
    value: sumUp(goal.aggregation, actuals.slice(0, index + 1)) ?? 0,
  }));
}

function presentFacts(goal: ResultGoal, newest: Point | undefined): GoalView['facts'] {
  const { unit, aggregation } = goal;
  const soFar = aggregation === 'sum' ? 'I alt' : 'Seneste tal';
  return [
    { label: 'Udgangspunkt', value: `${formatFigure(goal.baseline, unit)} (${formatDay(goal.baselineDate)})` },
    ...(newest ? [{ label: soFar, value: `${formatFigure(newest.value, unit)} (${formatDay(newest.day)})` }] : []),
    { label: 'Mål', value: `${formatFigure(goal.target, unit)} senest ${formatDay(goal.deadline)}` },
  ];
}

/** With more than three periods the first and the newest stand for all. */
function summarise(goal: ResultGoal, points: Point[]): string {
  const { unit, baseline, baselineDate, target } = goal;
  const told = points.length > 3 ? [points[0], points.at(-1)].filter((point) => point !== undefined) : points;
  const way = [{ day: baselineDate, value: baseline }, ...told].map(
    ({ day, value }) => `${formatFigure(value, unit)} ${formatDay(day)}`,
  );
  return `Kurve fra ${way.join(' til ')}. Målet er ${formatFigure(target, unit)}.`;
}
