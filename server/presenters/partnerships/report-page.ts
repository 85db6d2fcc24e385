import type { Issue } from '#content/entries/entry.ts';
import type { ResultGoal, SplitKind } from '#content/partnerships/contract.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { findOddities, type Oddity } from '#content/partnerships/oddities.ts';
import type { Figure } from '#content/partnerships/report.ts';
import type { ReportFile } from '#content/partnerships/report-files.ts';
import type { ReportWork } from '#content/partnerships/report-work.ts';
import type { Report } from '#content/partnerships/reports.ts';
import { listGroups } from '#content/partnerships/small-numbers.ts';
import { paths } from '../../paths.ts';
import { formatDay, formatNumber, formatTime } from '../format.ts';
import {
  type EvidenceFile,
  findFigureBefore,
  presentEvidence,
  presentReportHead,
  presentYardstick,
  type ReportHead,
} from './report-work.ts';
import { groupLabels, splitLabels } from './split-labels.ts';

/** A report for those who read it, and for those who decide on it. */
export interface ReportPage extends ReportHead {
  issues: Issue[];
  history: string[];
  reason: string;
  goals: GoalFigure[];
  /** The reason that was typed where there is nothing left to decide; else empty. */
  keptReason: string;
  /** Absent where nothing is to be decided, or by others. */
  decision?: { href: string; version: number; reason: string; error?: string };
}

interface GoalFigure {
  number: number;
  text: string;
  indicator: string;
  facts: { label: string; value: string }[];
  /** What looks odd. */
  hints: string[];
  note: string;
  evidenceHref: string;
  files: EvidenceFile[];
}

const hints: Record<Oddity, string> = {
  fell: 'Tallet er faldet med mere end halvdelen siden perioden før.',
  beyond: 'Tallet er mere end dobbelt så godt som målet.',
};

export function presentReport(
  work: ReportWork,
  files: ReportFile[],
  mayDecide: boolean,
  { issues, reason }: { issues: Issue[]; reason: string },
): ReportPage {
  const { report, contract, partnership, period } = work;
  const isHandedIn = report && report.state !== 'draft';
  const error = issues.find(({ field }) => field === 'reason')?.message;
  return {
    ...presentReportHead(work),
    issues,
    history: report ? describeHistory(report) : [],
    reason: report?.state === 'returned' ? report.reason : '',
    goals: isHandedIn ? contract.content.goals.flatMap((goal, index) => presentGoal(work, files, goal, index + 1)) : [],
    keptReason: mayDecide ? '' : reason,
    ...(mayDecide && report
      ? {
          decision: {
            ...{ href: paths.reportDecision(partnership.id, period.start), version: report.version, reason },
            ...(error ? { error } : {}),
          },
        }
      : {}),
  };
}

function describeHistory({ state, submittedAt, submittedBy, decidedAt, decidedBy }: Report): string[] {
  const by = (name: string | null) => (name ? ` af ${name}` : '');
  const decided = state === 'approved' ? 'Godkendt' : 'Sendt tilbage';
  return [
    ...(submittedAt ? [`Indsendt ${formatTime(submittedAt)}${by(submittedBy)}`] : []),
    ...(decidedAt ? [`${decided} ${formatTime(decidedAt)}${by(decidedBy)}`] : []),
  ];
}

function presentGoal(work: ReportWork, files: ReportFile[], goal: ResultGoal, number: number): GoalFigure[] {
  const figure = work.report?.figures.find(({ goalKey }) => goalKey === goal.key);
  if (!figure) return [];
  const before = findFigureBefore(work, goal.key);
  return [
    {
      ...{ number, text: goal.text, indicator: goal.indicator, note: figure.note, evidenceHref: figure.evidenceUrl },
      facts: [
        { label: 'I perioden', value: formatFigure(figure.actual, goal.unit) },
        ...presentYardstick(goal, before),
        ...goal.splits.flatMap((kind) => describeSplit(figure, kind)),
      ],
      hints: findOddities(goal, figure.actual, before).map((oddity) => hints[oddity]),
      files: presentEvidence(work, files, goal.key),
    },
  ];
}

/** Whole, also in small groups: nobody reads this page but those who know the persons and those who answer for them. */
function describeSplit({ split }: Figure, kind: SplitKind): { label: string; value: string }[] {
  const groups = listGroups(split, kind);
  const told = groups.map(([group, persons]) => `${groupLabels[group] ?? group}: ${formatNumber(persons)}`);
  return groups.length ? [{ label: splitLabels[kind], value: told.join(', ') }] : [];
}

/** A period that cannot be reported, and why. */
export function presentUnreportable(
  partnership: { id: number; name: string },
  period: { start: string; end: string } | undefined,
) {
  const title = period ? 'Perioden er ikke slut endnu' : 'Perioden findes ikke';
  return {
    page: {
      title,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: partnership.name, href: paths.ownPartnership(partnership.id) },
        { label: title },
      ],
    },
    title,
    message: period
      ? `Den slutter ${formatDay(period.end)}. Rapporten kan skrives dagen efter.`
      : 'Partnerskabet har ingen periode, der begynder den dag. Perioderne følger af partnerskabets tid og af, hvor tit der rapporteres efter kontrakten.',
    link: { label: `Se perioderne for ${partnership.name}`, href: paths.ownPartnership(partnership.id) },
  };
}
