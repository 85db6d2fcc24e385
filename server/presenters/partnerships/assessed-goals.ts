import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import type { AssessedGoal } from '#content/partnerships/assessment.ts';
import type { SplitKind } from '#content/partnerships/contract.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { type ShownSplit, showSplit, showSum } from '#content/partnerships/small-numbers.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { formatDay, formatPeriod } from '../format.ts';
import { groupLabels, splitLabels } from './split-labels.ts';

/** A goal with what was reached in a year. */
export interface GoalResult {
  key: number;
  text: string;
  indicator: string;
  baseline: string;
  target: string;
  actual: string;
  measurement: string;
  /** One line a split: the groups with their persons, or that they are withheld. */
  splits: { label: string; text: string }[];
  figures: { period: string; actual: string; note: string; evidence: string }[];
  verdict?: string;
  reasons?: string;
}

export function presentGoalResult(goal: ReportedGoal | AssessedGoal): GoalResult {
  const { key, text, indicator, unit, measurement } = goal;
  return {
    ...{ key, text, indicator },
    baseline: `${formatFigure(goal.baseline, unit)} (${formatDay(goal.baselineDate)})`,
    target: `${formatFigure(goal.target, unit)} senest ${formatDay(goal.deadline)}`,
    actual: goal.actual === null ? 'Ingen godkendte tal' : formatFigure(goal.actual, unit),
    measurement: `${measurement.source}. ${measurement.frequency}. Måles af ${measurement.responsible}.`,
    splits: goal.splits.flatMap((kind) => presentSplit(goal, kind)),
    figures: goal.figures.map(({ periodStart, periodEnd, actual, note, evidenceUrl }) => ({
      period: formatPeriod(periodStart, periodEnd),
      actual: formatFigure(actual, unit),
      note,
      evidence: evidenceUrl,
    })),
    ...('verdict' in goal ? { verdict: verdictLabels[goal.verdict], reasons: goal.reasons } : {}),
  };
}

function presentSplit(goal: ReportedGoal, kind: SplitKind): { label: string; text: string }[] {
  const splits = goal.figures.map(({ split }) => split);
  const shown = goal.aggregation === 'latest' ? showSplit(goal.split, kind) : showSum(splits, kind);
  return shown ? [{ label: splitLabels[kind], text: sayShown(shown) }] : [];
}

function sayShown(shown: ShownSplit): string {
  if (shown === 'withheld') return 'Vises ikke: færre end fem personer i en gruppe';
  return Object.entries(shown)
    .map(([group, persons]) => `${groupLabels[group] ?? group}: ${persons}`)
    .join(', ');
}
