import type { ReportState } from '#content/db/schema.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import type { ReportFile } from '#content/partnerships/report-files.ts';
import type { ReportWork } from '#content/partnerships/report-work.ts';
import { paths } from '../../paths.ts';
import { formatSize } from '../attachment.ts';
import { formatDay } from '../format.ts';
import type { Page } from '../page.ts';
import { formatReportPeriod } from './report-period.ts';

/** What every page about a report begins with. */
export interface ReportHead {
  page: Page;
  heading: string;
  partnership: string;
  state: string;
  /** `Version 2 af kontrakten gælder for perioden.` */
  contract: string;
}

/** Evidence as a link. */
export interface EvidenceFile {
  name: string;
  href: string;
  description: string;
  removalHref: string;
}

export const reportStateLabels: Record<ReportState | 'not_begun', string> = {
  not_begun: 'Ikke begyndt',
  draft: 'Kladde',
  submitted: 'Indsendt',
  returned: 'Sendt tilbage',
  approved: 'Godkendt',
};

export function presentReportHead({ partnership, period, contract, report }: ReportWork): ReportHead {
  const heading = `Rapport for ${formatReportPeriod(period.start, period.end)}`;
  return {
    page: {
      title: `${heading}: ${partnership.name}`,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: partnership.name, href: paths.ownPartnership(partnership.id) },
        { label: heading },
      ],
    },
    heading,
    partnership: partnership.name,
    state: reportStateLabels[report?.state ?? 'not_begun'],
    contract: `Målene står i version ${contract.number} af kontrakten.`,
  };
}

/** What the figure of a goal is held against. */
export function presentYardstick(goal: ResultGoal, before: number | undefined): { label: string; value: string }[] {
  const { unit } = goal;
  return [
    { label: 'Udgangspunkt', value: `${formatFigure(goal.baseline, unit)} (${formatDay(goal.baselineDate)})` },
    ...(before === undefined ? [] : [{ label: 'Perioden før', value: formatFigure(before, unit) }]),
    { label: 'Mål', value: `${formatFigure(goal.target, unit)} senest ${formatDay(goal.deadline)}` },
  ];
}

/** What was reported of the goal in the period before, where it was handed in. */
export function findFigureBefore({ reports, period }: ReportWork, goalKey: number): number | undefined {
  const before = reports.findLast(
    ({ periodStart, state }) => periodStart < period.start && (state === 'submitted' || state === 'approved'),
  );
  return before?.figures.find((figure) => figure.goalKey === goalKey)?.actual;
}

export function presentEvidence(
  { partnership, period }: ReportWork,
  files: ReportFile[],
  goalKey: number,
): EvidenceFile[] {
  return files
    .filter((file) => file.goalKey === goalKey)
    .map(({ key, filename, size }) => ({
      name: filename,
      href: paths.reportFile(partnership.id, period.start, key),
      description: formatSize(size),
      removalHref: paths.reportFileRemoval(partnership.id, period.start, key),
    }));
}
