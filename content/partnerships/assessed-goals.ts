import type { AssessedGoal } from './assessment.ts';
import type { GoalAssessment } from './assessments.ts';
import type { ResultGoal } from './contract.ts';
import { type Contract, contractInForce } from './contracts.ts';
import { sumUp } from './progress.ts';
import type { ApprovedReport } from './reports.ts';

/** A goal with what was reached in a year, before anybody judged it. */
export type ReportedGoal = Omit<AssessedGoal, 'verdict' | 'reasons'>;

/** The last day that the assessment of a year looks at. */
export function lastDayOf(year: number, partnershipEnd: string): string {
  const lastDay = `${year}-12-31`;
  return partnershipEnd < lastDay ? partnershipEnd : lastDay;
}

/** The version that a year is judged by: the one in force on its last day; none for a year outside the partnership's. */
export function contractOfYear(contracts: Contract[], start: string, end: string, year: number): Contract | undefined {
  const isWithin = String(year) >= start.slice(0, 4) && String(year) <= end.slice(0, 4);
  return isWithin ? contractInForce(contracts, lastDayOf(year, end)) : undefined;
}

/**
 * The goals of the contract that held at the end of the year, with what was approved: of figures that are added up all
 * since the beginning, of others those of the year alone. `contracts` are all versions: a figure counts where the version
 * that it was reported under counted the same thing, whatever its target was.
 */
export function reportedGoals(
  { content }: Contract,
  contracts: Contract[],
  reports: ApprovedReport[],
  year: number,
): ReportedGoal[] {
  const untilThen = reports.filter(({ periodEnd }) => periodEnd.slice(0, 4) <= String(year));
  return content.goals.map((goal) => {
    const counted = contracts.filter(({ content }) => content.goals.some((other) => countsTheSame(goal, other)));
    const ids = new Set(counted.map(({ id }) => id));
    const comparable = untilThen.filter(({ contractId }) => ids.has(contractId));
    const ofYear = comparable.filter(({ periodEnd }) => periodEnd.startsWith(String(year)));
    return withFigures(goal, goal.aggregation === 'sum' ? comparable : ofYear);
  });
}

function countsTheSame(a: ResultGoal, b: ResultGoal): boolean {
  return a.key === b.key && a.indicator === b.indicator && a.unit === b.unit && a.aggregation === b.aggregation;
}

function withFigures(goal: ResultGoal, reports: ApprovedReport[]): ReportedGoal {
  const figures = reports.flatMap(({ periodStart, periodEnd, figures }) =>
    figures
      .filter(({ goalKey }) => goalKey === goal.key)
      .map(({ actual, split, note, evidenceUrl }) => ({ periodStart, periodEnd, actual, split, note, evidenceUrl })),
  );
  return {
    ...goal,
    figures,
    actual: sumUp(
      goal.aggregation,
      figures.map(({ actual }) => actual),
    ),
    split: goal.aggregation === 'latest' ? (figures.at(-1)?.split ?? {}) : {},
  };
}

/** The goals as they were judged; one without a judgement is left out. */
export function judgedGoals(goals: ReportedGoal[], judgements: GoalAssessment[]): AssessedGoal[] {
  return goals.flatMap((goal) => {
    const judgement = judgements.find(({ goalKey }) => goalKey === goal.key);
    return judgement ? [{ ...goal, verdict: judgement.verdict, reasons: judgement.reasons }] : [];
  });
}
