import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { NotFound } from '../refusal.ts';
import { lockReport } from './lock-report.ts';

/** Evidence for a figure, without what is in it. Never for readers. */
export interface ReportFile {
  /** Part of its address. */
  key: string;
  goalKey: number;
  filename: string;
  mediaType: string;
  /** In bytes. */
  size: number;
}

/** The files of a report in the order in which they came. */
export async function listReportFiles(db: Db, reportId: number): Promise<ReportFile[]> {
  return db
    .selectFrom('report_files')
    .select(['key', 'goal_key as goalKey', 'filename', 'media_type as mediaType', 'size'])
    .where('report_id', '=', reportId)
    .orderBy('id')
    .execute();
}

/** A file of just this report, with what is in it. */
export async function readReportFile(
  db: Db,
  partnershipId: number,
  periodStart: string,
  key: string,
): Promise<{ filename: string; mediaType: string; content: Buffer } | undefined> {
  const row = await db
    .selectFrom('report_files')
    .innerJoin('reports', 'reports.id', 'report_files.report_id')
    .select(['filename', 'media_type as mediaType', 'content'])
    .where('partnership_id', '=', partnershipId)
    .where('period_start', '=', periodStart)
    .where('key', '=', key)
    .executeTakeFirst();
  // PGlite gives plain bytes where pg gives a Buffer.
  return row && { ...row, content: Buffer.from(row.content) };
}

/** Takes evidence away again, while the report can be written. */
export async function removeReportFile(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  key: string,
  today: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { report } = await lockReport(tx, acting, partnershipId, periodStart, today);
    const removed = await tx
      .deleteFrom('report_files')
      .where('report_id', '=', report?.id ?? 0)
      .where('key', '=', key)
      .returning('report_id')
      .executeTakeFirst();
    if (!removed) throw new NotFound(`No file ${key} in the report`);
    await audit(tx, acting, {
      action: 'report.remove_file',
      objectType: 'report',
      objectId: removed.report_id,
      before: { partnership: partnershipId, period: periodStart },
    });
  });
}
