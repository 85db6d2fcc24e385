import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { lockReport } from './lock-report.ts';
import { isSameTyped, type TypedReport, typeFigures } from './report.ts';
import type { ReportWork } from './report-work.ts';
import type { Report } from './reports.ts';

/** Somebody else saved since: nothing was written. The caller shows both. */
export class ReportConflict extends Error {
  override name = 'ReportConflict';
}

interface Save {
  typed: TypedReport;
  /** The version that was changed; 0 where none had been saved. */
  basedOn: number;
}

/** Saves what is typed, valid or not, and returns the report's new version. */
export async function saveReport(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  { typed, basedOn }: Save,
  today: string,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const work = await lockReport(tx, acting, partnershipId, periodStart, today);
    const version = work.report?.version ?? 0;
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (work.report && isSameTyped(typed, typedIn(work.report))) return version;
    if (version !== basedOn) throw new ReportConflict(`Version ${version}, not ${basedOn}`);
    const id = await writeDraft(tx, work, typed);
    await audit(tx, acting, {
      action: 'report.save',
      objectType: 'report',
      objectId: id,
      after: { partnership: partnershipId, period: periodStart, version: version + 1 },
    });
    return version + 1;
  });
}

/** What a report says as it is typed, also when it was submitted and came back. */
export function typedIn({ typed, figures }: Pick<Report, 'typed' | 'figures'>): TypedReport {
  return typed ?? typeFigures(figures);
}

/** Writes what is typed as the next version of the report; returns the report's id. */
export async function writeDraft(
  tx: Db,
  { partnership, period, contract, report }: ReportWork,
  typed: TypedReport,
): Promise<number> {
  const values = { fields: JSON.stringify(typed), contract_id: contract.id, version: (report?.version ?? 0) + 1 };
  if (report) {
    await tx.updateTable('reports').set(values).where('id', '=', report.id).execute();
    return report.id;
  }
  const { id } = await tx
    .insertInto('reports')
    .values({ ...values, partnership_id: partnership.id, period_start: period.start, period_end: period.end })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
