import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import { Refused } from '../refusal.ts';
import { judgedGoals, reportedGoals } from './assessed-goals.ts';
import { type AssessmentRecord, answerDeadline, DAYS_TO_ANSWER } from './assessment.ts';
import type { Assessment } from './assessments.ts';
import { listContracts, signedAt } from './contracts.ts';
import { lockSeen } from './lock-assessment.ts';
import { mailWriters } from './partnership-mails.ts';
import { listApprovedReports } from './reports.ts';

const DAY_MS = 86_400_000;

/**
 * Makes the assessment final and puts it before readers: what it rests on is written down with it, and nothing that
 * happens later changes it. `seen` is the version of judgement and answer that was on the page.
 */
export async function sealAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  seen: number,
  now = new Date(),
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const assessment = await lockSeen(tx, acting, partnershipId, year, {
      ...{ action: 'assessment.seal', seen },
      isDone: ({ state, version }) => state === 'sealed' && version === seen + 1,
    });
    if (!assessment) return;
    refuseTooEarly(assessment, now);
    const record = await makeRecord(tx, assessment);
    await tx
      .updateTable('annual_assessments')
      .set({ state: 'sealed', sealed_at: now, sealed_by: acting.actor?.id ?? null, version: seen + 1 })
      .set({ record: JSON.stringify(record) })
      .where('id', '=', assessment.id)
      .execute();
    await indexEntries(tx, assessment.id);
    await mailWriters(tx, partnershipId, `sealed:${assessment.id}`, 'assessment_sealed', { year });
    await audit(tx, acting, {
      action: 'assessment.seal',
      objectType: 'assessment',
      objectId: assessment.id,
      after: { year, verdict: record.verdict },
    });
  });
}

function refuseTooEarly({ answeredAt, sentAt }: Assessment, now: Date): void {
  const left = answeredAt || !sentAt ? 0 : answerDeadline(sentAt).getTime() - now.getTime();
  if (left <= 0) return;
  const days = Math.ceil(left / DAY_MS);
  throw new Refused([
    { field: '', message: `Partnerskabet har ${DAYS_TO_ANSWER} dage til at svare. Der er ${days} tilbage.` },
  ]);
}

/** All that the judgement rests on, as it stands now. */
export async function makeRecord(tx: Db, assessment: Assessment): Promise<AssessmentRecord> {
  const { partnershipId, contractId, year, verdict, reasons, answer, goals } = assessment;
  const { name } = await tx
    .selectFrom('partnerships')
    .select('name')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const contracts = await listContracts(tx, partnershipId);
  const contract = contracts.find(({ id }) => id === contractId);
  if (!contract || !verdict) throw new Error(`Assessment ${assessment.id} is not finished`);
  const reported = reportedGoals(contract, contracts, await listApprovedReports(tx, partnershipId), year);
  return {
    ...{ year, partnership: name, verdict, reasons, answer },
    contract: { number: contract.number, effectiveFrom: contract.effectiveFrom, signedAt: signedAt(contract) },
    goals: judgedGoals(reported, goals),
  };
}

/** Entries that rest on the assessment show its verdict from now on. */
async function indexEntries(tx: Db, assessmentId: number): Promise<void> {
  const rows = await tx
    .selectFrom('partnership_entries')
    .select('entry_id')
    .where('assessment_id', '=', assessmentId)
    .execute();
  await enqueueIndexing(
    tx,
    rows.map(({ entry_id }) => entry_id),
  );
}
