import { MAX_FILE_BYTES } from '#content/attachments/check-file.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { emptyFigure, isSameTyped, type TypedReport } from '#content/partnerships/report.ts';
import type { ReportFile } from '#content/partnerships/report-files.ts';
import type { ReportWork } from '#content/partnerships/report-work.ts';
import { typedIn } from '#content/partnerships/save-report.ts';
import { paths } from '../../paths.ts';
import { formatDay, formatTime } from '../format.ts';
import { errorIn, type GoalFields, presentFields } from './report-fields.ts';
import {
  type EvidenceFile,
  findFigureBefore,
  presentEvidence,
  presentReportHead,
  presentYardstick,
  type ReportHead,
} from './report-work.ts';

/** A report for those who write it. */
export interface ReportFormPage extends ReportHead {
  /** Each with the number of its goal, for the summary. */
  issues: Issue[];
  due: string;
  version: number;
  /** Why it came back, and who said so. */
  returned?: { reason: string; by: string };
  goals: (GoalFields & { number: number; facts: { label: string; value: string }[]; files: EvidenceFile[] })[];
  /** For the choice of what a file is about. */
  goalChoices: { value: string; label: string }[];
  chosenGoal: string;
  /** Of one file. */
  mostBytes: number;
  fileError: string | undefined;
  goalError: string | undefined;
  /** Absent where what was typed can no longer be saved: it is only shown, so that it is not lost. */
  hrefs?: { save: string; submit: string; files: string };
}

/** What was typed and could not be saved or handed in, and why. */
export interface ReportAttempt {
  typed?: TypedReport | undefined;
  /** The version that it was typed over. */
  basedOn?: number;
  issues: Issue[];
  /** What a file was said to be about. */
  goal?: string;
}

export function presentReportForm(
  work: ReportWork,
  files: ReportFile[],
  attempt: ReportAttempt,
  mayEdit: boolean,
): ReportFormPage {
  const { report, contract, period, partnership } = work;
  const { goals } = contract.content;
  const { typed, issues, goal = '' } = attempt;
  const shown = typed ?? (report ? typedIn(report) : {});
  return {
    ...presentReportHead(work),
    issues: issues.map((issue) => withGoalNumber(issue, goals)),
    due: `Frist ${formatDay(period.due)}`,
    version: versionBeneath(report, attempt),
    ...(report?.state === 'returned' ? { returned: { reason: report.reason, by: describeReturn(report) } } : {}),
    goals: goals.map((one, index) => ({
      number: index + 1,
      ...presentFields(one, shown[one.key] ?? emptyFigure, issues),
      facts: presentYardstick(one, findFigureBefore(work, one.key)),
      files: presentEvidence(work, files, one.key),
    })),
    goalChoices: [
      { value: '', label: 'Vælg' },
      ...goals.map((one, index) => ({ value: String(one.key), label: `Mål ${index + 1}: ${one.text}` })),
    ],
    chosenGoal: goal,
    mostBytes: MAX_FILE_BYTES,
    fileError: errorIn(issues, 'files'),
    goalError: errorIn(issues, 'goal'),
    ...(mayEdit ? { hrefs: presentHrefs(partnership.id, period.start) } : {}),
  };
}

/** What was typed and is not saved stays over the version it was typed over, so that nobody's else is overwritten. */
function versionBeneath(report: ReportWork['report'], { typed, basedOn }: ReportAttempt): number {
  const isSaved = !typed || !report || isSameTyped(typed, typedIn(report));
  return isSaved ? (report?.version ?? 0) : (basedOn ?? 0);
}

function presentHrefs(id: number, start: string) {
  return {
    save: paths.report(id, start),
    submit: paths.reportSubmission(id, start),
    files: paths.reportFiles(id, start),
  };
}

function describeReturn({ decidedBy, decidedAt }: { decidedBy: string | null; decidedAt: Date | null }): string {
  return [decidedBy ?? 'Ministeriet', decidedAt && formatTime(decidedAt)].filter(Boolean).join(', ');
}

/** In the summary a message must say which goal it is about; at its field it need not. */
function withGoalNumber({ field, message }: Issue, goals: ResultGoal[]): Issue {
  const key = Number(/^(?:actual|note|evidence_url|split)_(\d+)/.exec(field)?.[1]);
  const index = goals.findIndex((goal) => goal.key === key);
  return { field, message: index < 0 ? message : `Mål ${index + 1}: ${message}` };
}
