import type { SealedAssessment } from '#content/partnerships/assessments.ts';
import type { SplitKind } from '#content/partnerships/contract.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Figure } from '#content/partnerships/report.ts';
import { splitGroups } from '#content/partnerships/report.ts';
import type { ReportedPartnership } from '#content/partnerships/reported-partnerships.ts';
import type { ApprovedReport } from '#content/partnerships/reports.ts';
import { showSplit } from '#content/partnerships/small-numbers.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { unitLabels } from './contract-words.ts';
import { groupLabels } from './split-labels.ts';

type Cell = string | number | null;

const kinds: SplitKind[] = ['sex', 'age'];
const groups = kinds.flatMap((kind) => splitGroups[kind].map((group) => ({ kind, group })));
const WITHHELD = 'vises ikke';

export const goalHeadings: string[] = [
  ...['Ordning', 'Partnerskab', 'Kontraktversion', 'Mål', 'Indikator', 'Enhed', 'Udgangspunkt', 'Udgangspunkt pr.'],
  ...['Måltal', 'Frist', 'Periode fra', 'Periode til', 'Tal'],
  ...groups.map(({ group }) => groupLabels[group] ?? group),
  ...['Bemærkning', 'Dokumentation', 'Bedømt år', 'Bedømmelse'],
];

/** A line for each approved figure, under the contract version that it belongs to. */
export function toGoalRows(partnerships: ReportedPartnership[]): Cell[][] {
  return partnerships.flatMap((partnership) =>
    partnership.reports.flatMap((report) => {
      const contract = partnership.contracts.find(({ id }) => id === report.contractId);
      return contract ? report.figures.flatMap((figure) => toRow(partnership, contract, report, figure)) : [];
    }),
  );
}

function toRow(
  { programme, name, assessments }: ReportedPartnership,
  { number, content }: Contract,
  { periodStart, periodEnd }: ApprovedReport,
  figure: Figure,
): Cell[][] {
  const goal = content.goals.find(({ key }) => key === figure.goalKey);
  if (!goal) return [];
  const judged = findVerdict(assessments, periodEnd, goal.key);
  return [
    [
      ...[programme, name, number, goal.text, goal.indicator, unitLabels[goal.unit]],
      ...[goal.baseline, goal.baselineDate, goal.target, goal.deadline, periodStart, periodEnd, figure.actual],
      ...groups.map(({ kind, group }) => cellOf(figure, kind, group)),
      ...[figure.note, figure.evidenceUrl, judged?.year ?? null, judged ? verdictLabels[judged.verdict] : null],
    ],
  ];
}

function cellOf({ split }: Figure, kind: SplitKind, group: string): Cell {
  const shown = showSplit(split, kind);
  if (shown === 'withheld') return WITHHELD;
  return shown?.[group] ?? null;
}

function findVerdict(assessments: SealedAssessment[], periodEnd: string, goalKey: number) {
  const ofYear = assessments.find(({ year }) => String(year) === periodEnd.slice(0, 4));
  const goal = ofYear?.record.goals.find(({ key }) => key === goalKey);
  return ofYear && goal ? { year: ofYear.year, verdict: goal.verdict } : undefined;
}
