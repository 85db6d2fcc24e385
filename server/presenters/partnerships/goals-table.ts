import type { SealedAssessment } from '#content/partnerships/assessments.ts';
import type { ResultGoal, SplitKind } from '#content/partnerships/contract.ts';
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

/** All goals of all contract versions: a line for each approved figure, or one without where there is none yet. */
export function toGoalRows(partnerships: ReportedPartnership[]): Cell[][] {
  return partnerships.flatMap((partnership) =>
    partnership.contracts.flatMap((contract) =>
      contract.content.goals.flatMap((goal) => {
        const figures = findFigures(partnership, contract, goal);
        const goalCells = presentGoal(partnership, contract, goal);
        return figures.length
          ? figures.map((figure) => [...goalCells, ...presentFigure(figure)])
          : [[...goalCells, ...goalHeadings.slice(goalCells.length).map(() => null)]];
      }),
    ),
  );
}

interface JudgedFigure extends Figure, Pick<ApprovedReport, 'periodStart' | 'periodEnd'> {
  judged: ReturnType<typeof findVerdict>;
}

/** Those that were measured against the goal as just this version has it. */
function findFigures(
  { reports, assessments }: ReportedPartnership,
  { id }: Contract,
  { key }: ResultGoal,
): JudgedFigure[] {
  return reports
    .filter(({ contractId }) => contractId === id)
    .flatMap(({ periodStart, periodEnd, figures }) =>
      figures
        .filter(({ goalKey }) => goalKey === key)
        .map((figure) => ({ ...figure, periodStart, periodEnd, judged: findVerdict(assessments, periodEnd, key) })),
    );
}

function presentGoal({ programme, name }: ReportedPartnership, { number }: Contract, goal: ResultGoal): Cell[] {
  const { text, indicator, unit, baseline, baselineDate, target, deadline } = goal;
  return [programme, name, number, text, indicator, unitLabels[unit], baseline, baselineDate, target, deadline];
}

function presentFigure(figure: JudgedFigure): Cell[] {
  const { periodStart, periodEnd, actual, note, evidenceUrl, judged } = figure;
  return [
    ...[periodStart, periodEnd, actual],
    ...groups.map(({ kind, group }) => cellOf(figure, kind, group)),
    ...[note, evidenceUrl, judged?.year ?? null, judged ? verdictLabels[judged.verdict] : null],
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
