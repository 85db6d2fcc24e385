import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { NotFound, Refused } from '../refusal.ts';
import { type Assessment, findAssessment } from './assessments.ts';
import { listContracts } from './contracts.ts';
import { lockAssessment, lockSeen } from './lock-assessment.ts';
import { mailAnswer, mailWriters } from './partnership-mails.ts';
import { isSameText, type SavedText, writeAssessment } from './save-assessment.ts';
import { findUnfinished } from './unfinished-assessment.ts';

/** Saves a finished judgement and puts it before the partnership, which may answer it. */
export async function sendToHearing(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  text: SavedText,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const locked = await lockAssessment(tx, acting, partnershipId, year, 'assessment.write');
    // Before anything else: what was sent, but whose answer was lost, comes again, and is done already.
    if (locked.assessment?.state === 'hearing' && isSameText(locked, text)) return;
    await writeAssessment(tx, locked, partnershipId, year, text);
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

/**
 * Takes the judgement back to change it. The answer stays with it, but counts as given only when it is given again.
 * `seen` is the version that was on the page, here and below.
 */
export async function takeBack(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  seen: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const assessment = await lockSeen(tx, acting, partnershipId, year, {
      ...{ action: 'assessment.seal', seen },
      isDone: ({ state, version }) => state === 'draft' && version === seen + 1,
    });
    if (!assessment) return;
    await tx
      .updateTable('annual_assessments')
      .set({ state: 'draft', sent_at: null, answered_at: null, version: seen + 1 })
      .where('id', '=', assessment.id)
      .execute();
    await note(tx, acting, 'assessment.take_back', assessment);
  });
}

/** What the partnership has to say to the judgement that it has seen; readers see it beside that. */
export async function answerAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  { answer, seen }: { answer: string; seen: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const assessment = await lockSeen(tx, acting, partnershipId, year, {
      ...{ action: 'assessment.answer', seen },
      isDone: (stored) => stored.state === 'hearing' && stored.answeredAt !== null && stored.answer === answer,
    });
    if (!assessment) return;
    await tx
      .updateTable('annual_assessments')
      .set({ answer, answered_at: new Date(), answered_by: acting.actor?.id ?? null, version: seen + 1 })
      .where('id', '=', assessment.id)
      .execute();
    await mailAnswer(tx, acting, assessment);
    await note(tx, acting, 'assessment.answer', assessment);
  });
}

export async function demandAssessment(tx: Db, partnershipId: number, year: number): Promise<Assessment> {
  const assessment = await findAssessment(tx, partnershipId, year);
  if (!assessment) throw new NotFound(`No assessment of ${year}`);
  return assessment;
}

async function refuseUnfinished(tx: Db, assessment: Assessment): Promise<void> {
  const contracts = await listContracts(tx, assessment.partnershipId);
  const goals = contracts.find(({ id }) => id === assessment.contractId)?.content.goals ?? [];
  const keys = goals.map(({ key }) => key);
  const issues = findUnfinished(keys, assessment);
  if (issues.length) throw new Refused(issues);
}

async function note(tx: Db, acting: Acting, action: string, { id, year }: Assessment): Promise<void> {
  await audit(tx, acting, { action, objectType: 'assessment', objectId: id, after: { year } });
}
