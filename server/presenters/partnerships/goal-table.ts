import type { SplitKind } from '#content/partnerships/contract.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import type { GoalTrack, PeriodFigure } from '#content/partnerships/goal-tracks.ts';
import { sumUp } from '#content/partnerships/progress.ts';
import { splitGroups } from '#content/partnerships/report.ts';
import { type ShownSplit, showSplit, showSum } from '#content/partnerships/small-numbers.ts';
import { formatNumber } from '../format.ts';
import { beginWithReportPeriod } from './report-period.ts';
import { groupLabels, splitLabels } from './split-labels.ts';

/** All approved figures of a goal, a row a period. */
export interface GoalTable {
  headings: string[];
  rows: GoalRow[];
}

export interface GoalRow {
  period: string;
  cells: GoalCell[];
  note: string;
  evidenceHref: string;
}

/** `span`: how many columns it fills. */
interface GoalCell {
  text: string;
  span: number;
}

/** The columns of one split; none where all that there is of it is withheld, so that not even its groups are told. */
interface SplitColumns {
  kind: SplitKind;
  groups: string[];
}

const WITHHELD = 'Vises ikke: færre end fem personer';
const kinds = Object.keys(splitGroups) as SplitKind[];

export function presentGoalTable({ goal, figures }: GoalTrack): GoalTable {
  const columns = kinds.flatMap((kind) => columnsOf(figures, kind));
  const hasNotes = figures.some(({ note, evidenceUrl }) => note || evidenceUrl);
  const rows = figures.map((figure) => ({
    period: beginWithReportPeriod(figure.periodStart, figure.periodEnd),
    cells: [
      { text: formatFigure(figure.actual, goal.unit), span: 1 },
      ...columns.flatMap((column) => cellsOf(column, showSplit(figure.split, column.kind))),
    ],
    ...{ note: figure.note, evidenceHref: figure.evidenceUrl },
  }));
  return {
    headings: ['Periode', 'Tal', ...columns.flatMap(headingsOf), ...(hasNotes ? ['Bemærkning'] : [])],
    rows: goal.aggregation === 'sum' && figures.length > 1 ? [...rows, totalRow({ goal, figures }, columns)] : rows,
  };
}

function columnsOf(figures: PeriodFigure[], kind: SplitKind): SplitColumns[] {
  const shown = figures.map(({ split }) => showSplit(split, kind)).filter((each) => each !== undefined);
  if (!shown.length) return [];
  const told = new Set(shown.flatMap((each) => (each === 'withheld' ? [] : Object.keys(each))));
  return [{ kind, groups: splitGroups[kind].filter((group) => told.has(group)) }];
}

function headingsOf({ kind, groups }: SplitColumns): string[] {
  return groups.length ? groups.map((group) => groupLabels[group] ?? group) : [splitLabels[kind]];
}

function cellsOf({ groups }: SplitColumns, shown: ShownSplit | undefined): GoalCell[] {
  const span = Math.max(1, groups.length);
  if (shown === undefined) return [{ text: 'Ikke opgjort', span }];
  if (shown === 'withheld') return [{ text: WITHHELD, span }];
  return groups.map((group) => ({ text: shown[group] === undefined ? '–' : formatNumber(shown[group]), span: 1 }));
}

function totalRow({ goal, figures }: Pick<GoalTrack, 'goal' | 'figures'>, columns: SplitColumns[]): GoalRow {
  const sum =
    sumUp(
      'sum',
      figures.map(({ actual }) => actual),
    ) ?? 0;
  const splits = figures.map(({ split }) => split);
  return {
    period: 'I alt',
    cells: [
      { text: formatFigure(sum, goal.unit), span: 1 },
      ...columns.flatMap((column) => cellsOf(column, showSum(splits, column.kind))),
    ],
    ...{ note: '', evidenceHref: '' },
  };
}
