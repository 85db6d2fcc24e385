import type { Db } from '../db/schema.ts';
import { type Contract, contractInForce, listContracts } from './contracts.ts';
import type { Period } from './periods.ts';
import { listPeriods } from './report-periods.ts';
import { listReports, type Report } from './reports.ts';

/** Everything around the report of a period. */
export interface ReportWork {
  partnership: { id: number; name: string };
  period: Period;
  /** Whose goals are reported: the version that the report rests on, else the one in force at the period's end. */
  contract: Contract;
  report: Report | undefined;
  /** Those of all periods, the oldest first. */
  reports: Report[];
  contracts: Contract[];
}

/** undefined when the partnership has no period that begins that day. */
export async function loadReportWork(db: Db, id: number, periodStart: string): Promise<ReportWork | undefined> {
  const partnership = await db
    .selectFrom('partnerships')
    .select(['id', 'name', 'start_date as startDate', 'end_date as endDate'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!partnership) return undefined;
  const contracts = await listContracts(db, id);
  const reports = await listReports(db, id);
  const period = listPeriods(partnership, contracts, reports).find(({ start }) => start === periodStart);
  const report = reports.find((one) => one.periodStart === periodStart);
  const contract = period && contractReported(contracts, period, report);
  return (
    period && contract && { partnership: { id, name: partnership.name }, period, contract, report, reports, contracts }
  );
}

/** The version whose goals a report is about: the one it was handed in under, else the one in force at its end. */
export function contractReported(
  contracts: Contract[],
  { end }: Pick<Period, 'end'>,
  report: Pick<Report, 'state' | 'contractId'> | undefined,
): Contract | undefined {
  const isHandedIn = report?.state === 'submitted' || report?.state === 'approved';
  return isHandedIn ? contracts.find(({ id }) => id === report.contractId) : contractInForce(contracts, end);
}
