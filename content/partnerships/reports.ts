import { sql } from 'kysely';
import type { Db, ReportState } from '../db/schema.ts';
import type { Figure, TypedReport } from './report.ts';

/** What readers see of a report: the figures of a period, and the version of the contract that they belong to. */
export interface ApprovedReport {
  periodStart: string;
  periodEnd: string;
  contractId: number;
  figures: Figure[];
}

/** A report as those see it who write it or decide on it. */
export interface Report extends ApprovedReport {
  id: number;
  state: ReportState;
  /** Grows with each save and each decision. */
  version: number;
  /** What is being written, as typed; null when nothing has been written since it was submitted. */
  typed: TypedReport | null;
  submittedAt: Date | null;
  /** Names. */
  submittedBy: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  /** Why it was returned. */
  reason: string;
}

/** The approved reports of a partnership, the oldest first. */
export async function listApprovedReports(db: Db, partnershipId: number): Promise<ApprovedReport[]> {
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'period_start as periodStart', 'period_end as periodEnd', 'contract_id as contractId'])
    .where('partnership_id', '=', partnershipId)
    .where('state', '=', 'approved')
    .orderBy('period_start')
    .execute();
  return (await withFigures(db, rows)).map(({ id: _, ...report }) => report);
}

/** All that have been begun, the oldest first. */
export async function listReports(db: Db, partnershipId: number): Promise<Report[]> {
  return withFigures(db, await reports(db, partnershipId).orderBy('period_start').execute());
}

/** Those that have been handed in and not been decided on, of all partnerships. */
export async function countWaitingReports(db: Db): Promise<number> {
  const { waiting } = await db
    .selectFrom('reports')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  return waiting;
}

function reports(db: Db, partnershipId: number) {
  return db
    .selectFrom('reports')
    .leftJoin('users as submitter', 'submitter.id', 'submitted_by')
    .leftJoin('users as decider', 'decider.id', 'decided_by')
    .select(['reports.id', 'period_start as periodStart', 'period_end as periodEnd', 'contract_id as contractId'])
    .select(['state', 'version', 'fields as typed', 'reason'])
    .select(['submitted_at as submittedAt', 'submitter.name as submittedBy'])
    .select(['decided_at as decidedAt', 'decider.name as decidedBy'])
    .where('partnership_id', '=', partnershipId);
}

/** Adds to each report its figures, in the order of the goals. */
async function withFigures<Row extends { id: number }>(db: Db, rows: Row[]): Promise<(Row & { figures: Figure[] })[]> {
  if (!rows.length) return [];
  const ids = rows.map(({ id }) => id);
  const figures = await db
    .selectFrom('report_figures')
    .select(['report_id', 'goal_key as goalKey', 'actual', 'note', 'evidence_url as evidenceUrl', 'split'])
    .where('report_id', 'in', ids)
    .orderBy('goal_key')
    .execute();
  const byReport = Map.groupBy(figures, ({ report_id }) => report_id);
  const toFigure = ({ report_id: _, actual, ...figure }: (typeof figures)[number]) => ({
    ...figure,
    actual: Number(actual),
  });
  return rows.map((row) => ({ ...row, figures: (byReport.get(row.id) ?? []).map(toFigure) }));
}
