import type { Contract } from '#content/partnerships/contracts.ts';
import type { BareFigure } from '#content/partnerships/missing-evidence.ts';
import type { PeriodToReport } from '#content/partnerships/report-periods.ts';
import { contractReported } from '#content/partnerships/report-work.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import { beginWithReportPeriod } from './report-period.ts';
import { reportStateLabels } from './report-work.ts';
import type { Workbench } from './workbench.ts';

export function presentPeriod(id: number, { start, end, due, state, hasEnded, isLate }: PeriodToReport) {
  return {
    label: beginWithReportPeriod(start, end),
    href: paths.report(id, start),
    state: hasEnded || state !== 'not_begun' ? reportStateLabels[state] : 'I gang',
    due: state === 'approved' ? '' : `Frist ${formatDay(due)}`,
    isLate,
    isSettled: state === 'approved',
  };
}

/** Each figure by the number that its goal has on the page of its report; what the report no longer asks for is left out. */
export function presentBareFigures(id: number, contracts: Contract[], bare: BareFigure[]): Workbench['bare'] {
  return bare.flatMap((figure) => {
    const { periodStart, periodEnd } = figure;
    const goals = contractReported(contracts, { end: periodEnd }, figure)?.content.goals ?? [];
    const index = goals.findIndex(({ key }) => key === figure.goalKey);
    if (index < 0) return [];
    const text = `${beginWithReportPeriod(periodStart, periodEnd)}, mål ${index + 1}: ${goals[index]?.text}`;
    return [{ text, href: paths.report(id, periodStart) }];
  });
}
