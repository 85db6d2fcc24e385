import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import type { AssessedGoal } from '#content/partnerships/assessment.ts';
import type { SplitKind } from '#content/partnerships/contract.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { type ShownSplit, showSplit, showSum } from '#content/partnerships/small-numbers.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { formatNumber } from '../format.ts';
import { presentGoal } from './contract-terms.ts';
import { beginWithReportPeriod } from './report-period.ts';
import { groupLabels, splitLabels } from './split-labels.ts';

/** A goal with what was reached in a year. */
export interface GoalResult {
  key: number;
  text: string;
  /** What was counted, from where to where, and the groups of persons, or that those are withheld. */
  facts: { label: string; value: string }[];
  figures: { period: string; actual: string; note: string; evidence: string }[];
  verdict?: string;
  reasons?: string;
}

export function presentGoalResult(goal: ReportedGoal | AssessedGoal): GoalResult {
  const { key, text, unit } = goal;
  return {
    ...{ key, text, facts: presentFacts(goal) },
    figures: goal.figures.map(({ periodStart, periodEnd, actual, note, evidenceUrl }) => ({
      period: beginWithReportPeriod(periodStart, periodEnd),
      actual: formatFigure(actual, unit),
      note,
      evidence: evidenceUrl,
    })),
    ...('verdict' in goal ? { verdict: verdictLabels[goal.verdict], reasons: goal.reasons } : {}),
  };
}

function presentFacts(goal: ReportedGoal): GoalResult['facts'] {
  const { unit, actual, splits } = goal;
  const { indicator, baseline, target, method } = presentGoal(goal);
  return [
    { label: 'Det, der tælles', value: indicator },
    { label: 'Udgangspunkt', value: baseline },
    { label: 'Nået', value: actual === null ? 'Ingen godkendte tal' : formatFigure(actual, unit) },
    { label: 'Skal nås', value: target },
    { label: 'Målemetode', value: method },
    ...splits.flatMap((kind) => presentSplit(goal, kind)),
  ];
}

/** One line: the groups with their persons, or that they are withheld. */
function presentSplit(goal: ReportedGoal, kind: SplitKind): GoalResult['facts'] {
  const splits = goal.figures.map(({ split }) => split);
  const shown = goal.aggregation === 'latest' ? showSplit(goal.split, kind) : showSum(splits, kind);
  return shown ? [{ label: splitLabels[kind], value: sayShown(shown) }] : [];
}

function sayShown(shown: ShownSplit): string {
  if (shown === 'withheld') return 'Vises ikke: færre end fem personer i en gruppe';
  return Object.entries(shown)
    .map(([group, persons]) => `${groupLabels[group] ?? group}: ${formatNumber(persons)}`)
    .join(', ');
}
