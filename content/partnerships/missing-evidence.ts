import type { Db, ReportState } from '../db/schema.ts';

/** A figure that nothing bears out: neither a file nor a link. */
export interface BareFigure {
  periodStart: string;
  periodEnd: string;
  /** Of its report. */
  state: ReportState;
  contractId: number;
  goalKey: number;
}

/** The figures without evidence in reports that have not been approved, the oldest first. */
export async function listBareFigures(db: Db, partnershipId: number): Promise<BareFigure[]> {
  return db
    .selectFrom('reports')
    .innerJoin('report_figures as figure', 'figure.report_id', 'reports.id')
    .select(['period_start as periodStart', 'period_end as periodEnd', 'figure.goal_key as goalKey'])
    .select(['reports.state', 'reports.contract_id as contractId'])
    .where('partnership_id', '=', partnershipId)
    .where('reports.state', '<>', 'approved')
    .where('figure.evidence_url', '=', '')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report_files as file')
            .select('file.id')
            .whereRef('file.report_id', '=', 'reports.id')
            .whereRef('file.goal_key', '=', 'figure.goal_key'),
        ),
      ),
    )
    .orderBy('period_start')
    .orderBy('figure.goal_key')
    .execute();
}
