import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';
import { findPartnershipStanding, lockPartnership } from './partnership-subject.ts';
import { loadReportWork, type ReportWork } from './report-work.ts';

/**
 * Locks the partnership and returns its report of the period that begins that day, begun or not, when the actor may
 * write it now. Throws Refused, with what to say, when there is nothing to report or it is reported already.
 */
export async function lockReport(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  periodStart: string,
  today: string,
): Promise<ReportWork> {
  await lockPartnership(tx, partnershipId, actor, 'partnership.read', { periodStart });
  return demandReport(tx, { actor }, partnershipId, periodStart, today);
}

/** The same without a lock, to be asked before slow work is done for the report. */
export async function demandReport(
  db: Db,
  { actor }: Pick<Acting, 'actor'>,
  partnershipId: number,
  periodStart: string,
  today: string,
): Promise<ReportWork> {
  const standing = await findPartnershipStanding(db, partnershipId, { periodStart });
  if (!standing) throw new NotFound(`No partnership ${partnershipId}`);
  if (!can(actor, 'report.edit', { ...standing, report: 'draft' })) throw new Forbidden('report.edit');
  const work = await loadReportWork(db, partnershipId, periodStart);
  if (!work) throw refuse('Partnerskabet har ingen periode, der begynder den dag.');
  if (work.period.end >= today) throw refuse('Perioden er ikke slut endnu. Den kan rapporteres, når den er.');
  if (standing.report === 'submitted') throw refuse('Rapporten for perioden er allerede indsendt.');
  if (standing.report === 'approved') throw refuse('Rapporten for perioden er allerede godkendt.');
  return work;
}

function refuse(message: string): Refused {
  return new Refused([{ field: '', message }]);
}
