import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { lockPartnership } from './partnership-subject.ts';
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
  const standing = await lockPartnership(tx, partnershipId, actor, 'partnership.read', { periodStart });
  if (!can(actor, 'report.edit', { ...standing, report: 'draft' })) throw new Forbidden('report.edit');
  const work = await loadReportWork(tx, partnershipId, periodStart);
  if (!work) throw refuse('Partnerskabet har ingen periode, der begynder den dag.');
  if (work.period.end >= today) throw refuse('Perioden er ikke slut endnu. Den kan rapporteres, når den er.');
  if (standing.report === 'submitted') throw refuse('Rapporten for perioden er allerede indsendt.');
  if (standing.report === 'approved') throw refuse('Rapporten for perioden er allerede godkendt.');
  return work;
}

function refuse(message: string): Refused {
  return new Refused([{ field: '', message }]);
}
