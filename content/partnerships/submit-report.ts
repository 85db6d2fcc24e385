import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { lockReport } from './lock-report.ts';
import { mailMinistry } from './partnership-mails.ts';
import { readFigures } from './read-figures.ts';
import type { Figure } from './report.ts';
import type { Report } from './reports.ts';
import { ReportConflict, typedIn } from './save-report.ts';

/**
 * Hands in the report as it was last saved: its figures belong to the contract in force at the period's end. Throws
 * Refused with all that must be mended, and ReportConflict when somebody has saved another version than `seenVersion`.
 */
export async function submitReport(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  seenVersion: number,
  today: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { report, contract } = await lockReport(tx, acting, partnershipId, periodStart, today);
    if (!report || report.version !== seenVersion) throw new ReportConflict(`Not version ${seenVersion}`);
    const { figures, issues } = readFigures(typedIn(report), contract.content.goals);
    if (issues.length) throw new Refused(issues);
    await writeFigures(tx, report.id, figures);
    await markSubmitted(tx, acting, report, contract.id);
    await mailSubmitted(tx, acting, partnershipId, report);
    await audit(tx, acting, {
      action: 'report.submit',
      objectType: 'report',
      objectId: report.id,
      before: { state: report.state },
      after: { partnership: partnershipId, period: periodStart, state: 'submitted', contract: contract.number },
    });
  });
}

/** Each handing in is told of once. */
async function mailSubmitted(tx: Db, acting: Acting, partnershipId: number, report: Report): Promise<void> {
  const { id, version, state, periodStart, periodEnd } = report;
  const data = { periodStart, periodEnd, isAgain: state === 'returned' };
  await mailMinistry(tx, acting, partnershipId, `report_submitted:${id}:${version}`, 'report_submitted', data);
}

async function writeFigures(tx: Db, reportId: number, figures: Figure[]): Promise<void> {
  await tx.deleteFrom('report_figures').where('report_id', '=', reportId).execute();
  const rows = figures.map(({ goalKey, actual, note, evidenceUrl, split }) => ({
    ...{ report_id: reportId, goal_key: goalKey, actual, note },
    ...{ evidence_url: evidenceUrl, split: JSON.stringify(split) },
  }));
  if (rows.length) await tx.insertInto('report_figures').values(rows).execute();
}

async function markSubmitted(tx: Db, { actor }: Acting, { id, version }: Report, contractId: number): Promise<void> {
  await tx
    .updateTable('reports')
    .set({ state: 'submitted', fields: null, version: version + 1, contract_id: contractId, reason: '' })
    .set({ submitted_at: new Date(), submitted_by: actor?.id ?? null, decided_at: null, decided_by: null })
    .where('id', '=', id)
    .execute();
}
