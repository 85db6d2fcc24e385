import type { ResultGoal } from './contract.ts';
import type { Contract } from './contracts.ts';
import type { Figure } from './report.ts';
import type { ApprovedReport } from './reports.ts';

/** A goal as one version of the contract has it, with all figures that were measured against just that. */
export interface GoalTrack {
  goal: ResultGoal;
  contract: Contract;
  /** The oldest first. */
  figures: PeriodFigure[];
}

export interface PeriodFigure extends Figure {
  periodStart: string;
  periodEnd: string;
}

/**
 * The goals of `contract`, the version in force, and of each earlier version those that it no longer has or measures in
 * another way, when they have figures. A figure stands under one goal alone.
 */
export function followGoals(
  contract: Contract | undefined,
  contracts: Contract[],
  reports: ApprovedReport[],
): { current: GoalTrack[]; earlier: GoalTrack[] } {
  const signed = contracts.filter(({ state, id }) => state === 'signed' && id !== contract?.id);
  const others = signed.toSorted((a, b) => b.number - a.number);
  const tracks: GoalTrack[] = [];
  for (const version of contract ? [contract, ...others] : others)
    for (const goal of version.content.goals)
      if (!tracks.some((track) => isSameMeasure(track.goal, goal)))
        tracks.push({ goal, contract: version, figures: findFigures(goal, [...contracts, version], reports) });
  return {
    current: tracks.filter((track) => track.contract.id === contract?.id),
    earlier: tracks.filter((track) => track.contract.id !== contract?.id && track.figures.length),
  };
}

/** Whether figures for the one can be held against the other: what is counted, from where, and to where. */
function isSameMeasure(a: ResultGoal, b: ResultGoal): boolean {
  const measured = ['key', 'indicator', 'unit', 'direction', 'aggregation', 'baseline', 'target'] as const;
  return measured.every((part) => a[part] === b[part]);
}

function findFigures(goal: ResultGoal, contracts: Contract[], reports: ApprovedReport[]): PeriodFigure[] {
  const holds = ({ content }: Contract) => content.goals.some((other) => isSameMeasure(goal, other));
  const ids = new Set(contracts.filter(holds).map(({ id }) => id));
  return reports
    .filter(({ contractId }) => ids.has(contractId))
    .flatMap(({ periodStart, periodEnd, figures }) =>
      figures.filter(({ goalKey }) => goalKey === goal.key).map((figure) => ({ ...figure, periodStart, periodEnd })),
    );
}
