import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, ReportState, Schema } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import { can } from '../permissions.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { contractInForce } from './contracts.ts';
import { touchHearings } from './lock-assessment.ts';
import { mailWriters } from './partnership-mails.ts';
import { lockPartnership, type PartnershipStanding } from './partnership-subject.ts';
import { loadReportWork, type ReportWork } from './report-work.ts';
import type { Report } from './reports.ts';

interface Decided extends ReportWork {
  report: Report;
}

/** Approves the report, just as it was seen: readers see its figures, and nobody changes it any more. */
export async function approveReport(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  seenVersion: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const work = await lockDecided(tx, acting, partnershipId, periodStart, seenVersion);
    demandContractInForce(work);
    const { id, periodEnd } = work.report;
    await touchHearings(tx, partnershipId, periodEnd);
    await decide(tx, acting, work, 'approved', '');
    await mailWriters(tx, partnershipId, `report_approved:${id}`, 'report_approved', { periodStart, periodEnd });
  });
}

/** Gives the report back to those who wrote it, and tells them why. */
export async function returnReport(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  { seenVersion, reason }: { seenVersion: number; reason: string },
): Promise<void> {
  if (!reason.trim()) throw new Refused([{ field: 'reason', message: 'Skriv, hvad der skal ændres.' }]);
  await db.transaction().execute(async (tx) => {
    const work = await lockDecided(tx, acting, partnershipId, periodStart, seenVersion);
    await decide(tx, acting, work, 'returned', reason);
    const { id, version, periodEnd } = work.report;
    const occasion = `report_returned:${id}:${version}`;
    await mailWriters(tx, partnershipId, occasion, 'report_returned', { periodStart, periodEnd, reason });
  });
}

async function lockDecided(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  periodStart: string,
  seenVersion: number,
): Promise<Decided> {
  const standing = await lockPartnership(tx, partnershipId, actor, 'partnership.read', { periodStart });
  demandDecidable(actor, standing);
  const work = await loadReportWork(tx, partnershipId, periodStart);
  if (!work?.report || work.report.version !== seenVersion)
    throw refuse('Rapporten er indsendt på ny, siden du hentede siden. Se den igennem igen.');
  return { ...work, report: work.report };
}

/** Whoever decides on reports is told in words when there is nothing to decide: the reason she typed must not be lost. */
function demandDecidable(actor: Actor, standing: PartnershipStanding): void {
  if (!can(actor, 'report.decide', { ...standing, report: 'submitted' })) throw new Forbidden('report.decide');
  if (standing.report === 'approved') throw refuse('Rapporten er allerede godkendt.');
  if (standing.report === 'returned') throw refuse('Rapporten er allerede sendt tilbage.');
  if (standing.report !== 'submitted') throw refuse('Partnerskabet har ikke indsendt rapporten.');
}

/** Figures belong to the version in force at the end of their period, also when it was signed after they were given. */
function demandContractInForce({ contracts, period, report }: Decided): void {
  const version = contractInForce(contracts, period.end);
  if (version && version.id !== report.contractId)
    throw refuse(
      `Version ${version.number} af kontrakten gælder nu for perioden. Send rapporten tilbage, så tallene kan gives efter den.`,
    );
}

async function decide(
  tx: Db,
  acting: Acting,
  { partnership, report }: Decided,
  state: ReportState,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('reports')
    .set({ state, reason, version: report.version + 1 })
    .set({ decided_at: new Date(), decided_by: acting.actor?.id ?? null })
    .where('id', '=', report.id)
    .execute();
  await audit(tx, acting, {
    action: state === 'approved' ? 'report.approve' : 'report.return',
    objectType: 'report',
    objectId: report.id,
    before: { state: 'submitted' },
    after: { partnership: partnership.id, period: report.periodStart, state },
    reason,
  });
}

function refuse(message: string): Refused {
  return new Refused([{ field: '', message }]);
}
