import type { Db } from '../db/schema.ts';
import { listContracts } from './contracts.ts';
import { type PeriodToReport, periodsToReport } from './report-periods.ts';

/** A report of a period that has ended and that the ministry does not have. */
export interface AwaitedReport extends PeriodToReport {
  partnershipId: number;
  slug: string;
  /** The partnership's. */
  name: string;
}

/** The reports that are due and have not been handed in, or that came back; the one due for longest first. */
export async function listLateReports(db: Db, today: string): Promise<AwaitedReport[]> {
  const awaited = await listAwaitedReports(db, today);
  return awaited.filter(({ isLate }) => isLate).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** What every active partnership has to report now. */
export async function listAwaitedReports(db: Db, today: string): Promise<AwaitedReport[]> {
  const partnerships = await db
    .selectFrom('partnerships')
    .select(['id', 'slug', 'name', 'state', 'start_date as startDate', 'end_date as endDate'])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute();
  const begun = await listBegunReports(db);
  const awaited: AwaitedReport[] = [];
  for (const partnership of partnerships) {
    const { id, slug, name } = partnership;
    const contracts = await listContracts(db, id);
    for (const period of periodsToReport(partnership, contracts, begun.get(id) ?? [], today))
      if (period.hasEnded && !['submitted', 'approved'].includes(period.state))
        awaited.push({ ...period, partnershipId: id, slug, name });
  }
  return awaited;
}

async function listBegunReports(db: Db) {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('partnerships', 'partnerships.id', 'reports.partnership_id')
    .select(['partnership_id', 'reports.state', 'period_start as periodStart', 'period_end as periodEnd'])
    .where('partnerships.state', '=', 'active')
    .execute();
  return Map.groupBy(rows, ({ partnership_id }) => partnership_id);
}
