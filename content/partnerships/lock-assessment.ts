import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import type { PartnershipSubject } from '../permissions/partnership-rules.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';
import { type Assessment, findAssessment } from './assessments.ts';
import { lockPartnership } from './partnership-subject.ts';

/** Another judgement or answer stands there than the one that was seen: nothing was written. The caller shows it. */
export class AssessmentConflict extends Error {
  override name = 'AssessmentConflict';
}

/** How an assessment stands when each of these can be done. */
const states = { 'assessment.write': 'draft', 'assessment.answer': 'hearing', 'assessment.seal': 'hearing' } as const;

export interface LockedAssessment {
  /** Absent while nobody has judged the year. */
  assessment: Assessment | undefined;
  /** False where somebody has sent it, taken it back or sealed it meanwhile. */
  isOpen: boolean;
}

type AssessmentAction = keyof typeof states;

const isFor = (actor: Actor, subject: PartnershipSubject, action: AssessmentAction) =>
  can(actor, action, { ...subject, assessment: states[action] });

/** Whether who could do it comes too late: somebody has sent it, taken it back or sealed it. */
export function isTooLate(actor: Actor, subject: PartnershipSubject, action: AssessmentAction): boolean {
  return isFor(actor, subject, action) && !can(actor, action, subject);
}

/** Locks the partnership with the assessment of a year, for who may do `action` when the assessment stands for it. */
export async function lockAssessment(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  year: number,
  action: AssessmentAction,
): Promise<LockedAssessment> {
  const standing = await lockPartnership(tx, partnershipId, actor, 'partnership.read', { year });
  if (!isFor(actor, standing, action)) throw new Forbidden(`${action} is refused`);
  return { assessment: await findAssessment(tx, partnershipId, year), isOpen: can(actor, action, standing) };
}

/** Refuses what was decided of a judgement or an answer that is another by now; 0 is none. */
export function demandVersion({ assessment, isOpen }: LockedAssessment, seen: number): void {
  const version = assessment?.version ?? 0;
  if (!isOpen || version !== seen)
    throw new AssessmentConflict(`${assessment?.state}, version ${version}, not ${seen}`);
}

/** What is decided of an assessment, and of which version: the one that was on the page. */
export interface Decision {
  action: 'assessment.answer' | 'assessment.seal';
  seen: number;
  /** Whether it has been done already: a decision whose answer was lost comes again. */
  isDone: (assessment: Assessment) => boolean;
}

/** Locks what is decided of, as it was seen; returns nothing where that is done already. */
export async function lockSeen(
  tx: Db,
  acting: Acting,
  partnershipId: number,
  year: number,
  { action, seen, isDone }: Decision,
): Promise<Assessment | undefined> {
  const locked = await lockAssessment(tx, acting, partnershipId, year, action);
  const { assessment } = locked;
  if (!assessment) throw new NotFound(`No assessment of ${year}`);
  if (isDone(assessment)) return undefined;
  demandVersion(locked, seen);
  return assessment;
}

/** Says of judgements that are being heard that other figures stand below them now: they must be read again. */
export async function touchHearings(tx: Db, partnershipId: number, periodEnd: string): Promise<void> {
  await tx
    .updateTable('annual_assessments')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('partnership_id', '=', partnershipId)
    .where('state', '=', 'hearing')
    // Figures that are added up count in later years, too.
    .where('year', '>=', Number(periodEnd.slice(0, 4)))
    .execute();
}
