import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import type { Issue } from '../entries/entry.ts';
import { NotFound, Refused } from '../refusal.ts';
import { type Assessment, findAssessment } from './assessments.ts';
import { listContracts } from './contracts.ts';
import { mailWriters } from './partnership-mails.ts';
import { lockPartnership } from './partnership-subject.ts';
import { writeAssessment } from './save-assessment.ts';

/** Saves a finished judgement and puts it before the partnership, which may answer it. */
export async function sendToHearing(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  text: Parameters<typeof writeAssessment>[4],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await writeAssessment(tx, acting, partnershipId, year, text);
    const assessment = await demandAssessment(tx, partnershipId, year);
    await refuseUnfinished(tx, assessment);
    await tx
      .updateTable('annual_assessments')
      .set({ state: 'hearing', sent_at: new Date(), version: assessment.version + 1 })
      .where('id', '=', assessment.id)
      .execute();
    await mailWriters(tx, partnershipId, `hearing:${assessment.id}:${assessment.version}`, 'assessment_hearing', {
      year,
    });
    await note(tx, acting, 'assessment.send', assessment);
  });
}

/** Takes the judgement back to change it. The answer stays with it, but counts as given only when it is given again. */
export async function takeBack(db: Kysely<Schema>, acting: Acting, partnershipId: number, year: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'assessment.seal', { year });
    const assessment = await demandAssessment(tx, partnershipId, year);
    await tx
      .updateTable('annual_assessments')
      .set({ state: 'draft', sent_at: null, answered_at: null, version: assessment.version + 1 })
      .where('id', '=', assessment.id)
      .execute();
    await note(tx, acting, 'assessment.take_back', assessment);
  });
}

/** What the partnership has to say to the judgement; readers see it beside it. */
export async function answerAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  answer: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'assessment.answer', { year });
    const assessment = await demandAssessment(tx, partnershipId, year);
    await tx
      .updateTable('annual_assessments')
      .set({ answer, answered_at: new Date(), answered_by: acting.actor?.id ?? null, version: assessment.version + 1 })
      .where('id', '=', assessment.id)
      .execute();
    await note(tx, acting, 'assessment.answer', assessment);
  });
}

export async function demandAssessment(tx: Db, partnershipId: number, year: number): Promise<Assessment> {
  const assessment = await findAssessment(tx, partnershipId, year);
  if (!assessment) throw new NotFound(`No assessment of ${year}`);
  return assessment;
}

/** Every goal and the whole need a verdict, and every verdict its reasons. */
async function refuseUnfinished(tx: Db, assessment: Assessment): Promise<void> {
  const contracts = await listContracts(tx, assessment.partnershipId);
  const goals = contracts.find(({ id }) => id === assessment.contractId)?.content.goals ?? [];
  const issues: Issue[] = goals.flatMap(({ key }) => {
    const judged = assessment.goals.find(({ goalKey }) => goalKey === key);
    if (!judged) return [{ field: `verdict_${key}`, message: 'Vælg, om målet er nået.' }];
    return judged.reasons ? [] : [{ field: `reasons_${key}`, message: 'Skriv en begrundelse.' }];
  });
  if (!assessment.verdict) issues.push({ field: 'verdict', message: 'Bedøm kontrakten som helhed.' });
  else if (!assessment.reasons) issues.push({ field: 'reasons', message: 'Skriv en begrundelse.' });
  if (issues.length) throw new Refused(issues);
}

async function note(tx: Db, acting: Acting, action: string, { id, year }: Assessment): Promise<void> {
  await audit(tx, acting, { action, objectType: 'assessment', objectId: id, after: { year } });
}
