import { sql } from 'kysely';
import type { AssessmentState, Db, Verdict } from '../db/schema.ts';
import type { AssessedGoal, AssessmentRecord } from './assessment.ts';

/** What is written of a year before it is sealed. */
export interface Assessment {
  id: number;
  partnershipId: number;
  year: number;
  state: AssessmentState;
  contractId: number;
  verdict: Verdict | null;
  reasons: string;
  answer: string;
  answeredAt: Date | null;
  /** Grows with each save. */
  version: number;
  sentAt: Date | null;
  sealedAt: Date | null;
  /** Present from the sealing on. */
  record: AssessmentRecord | null;
  goals: GoalAssessment[];
}

export interface GoalAssessment {
  goalKey: number;
  verdict: Verdict;
  reasons: string;
}

export interface SealedAssessment {
  id: number;
  partnershipId: number;
  year: number;
  sealedAt: Date;
  record: AssessmentRecord;
}

export async function findAssessment(db: Db, partnershipId: number, year: number): Promise<Assessment | undefined> {
  const row = await db
    .selectFrom('annual_assessments')
    .select(['id', 'partnership_id as partnershipId', 'year', 'state', 'contract_id as contractId', 'verdict'])
    .select(['reasons', 'answer', 'answered_at as answeredAt', 'version', 'sent_at as sentAt'])
    .select(['sealed_at as sealedAt', 'record'])
    .where('partnership_id', '=', partnershipId)
    .where('year', '=', year)
    .executeTakeFirst();
  if (!row) return undefined;
  const goals = await db
    .selectFrom('goal_assessments')
    .select(['goal_key as goalKey', 'verdict', 'reasons'])
    .where('assessment_id', '=', row.id)
    .orderBy('goal_key')
    .execute();
  return { ...row, goals };
}

/** What was sealed of these partnerships, the newest year first. */
export async function listSealedAssessments(db: Db, partnershipIds: number[]): Promise<SealedAssessment[]> {
  if (!partnershipIds.length) return [];
  const rows = await db
    .selectFrom('annual_assessments')
    .select(['id', 'partnership_id as partnershipId', 'year', 'sealed_at', 'record'])
    .where('state', '=', 'sealed')
    .where('partnership_id', 'in', partnershipIds)
    .orderBy('year', 'desc')
    .execute();
  return rows.flatMap(({ sealed_at, record, ...row }) =>
    sealed_at && record ? [{ ...row, sealedAt: sealed_at, record }] : [],
  );
}

/** The years of a partnership that have an assessment, and where each stands. */
export async function listAssessmentYears(
  db: Db,
  partnershipId: number,
): Promise<{ year: number; state: AssessmentState; verdict: Verdict | null; answered: boolean }[]> {
  return db
    .selectFrom('annual_assessments')
    .select(['year', 'state', 'verdict'])
    .select(sql<boolean>`answered_at is not null`.as('answered'))
    .where('partnership_id', '=', partnershipId)
    .orderBy('year')
    .execute();
}

/** The goals that an entry is about, as they were sealed; none where it rests on no sealed assessment. */
export async function listAssessedGoals(db: Db, entryId: number): Promise<AssessedGoal[]> {
  const row = await db
    .selectFrom('partnership_entries')
    .innerJoin('annual_assessments', 'annual_assessments.id', 'partnership_entries.assessment_id')
    .select(['record', 'goal_key'])
    .where('entry_id', '=', entryId)
    .where('annual_assessments.state', '=', 'sealed')
    .executeTakeFirst();
  const goals = row?.record?.goals ?? [];
  return row?.goal_key ? goals.filter(({ key }) => key === row.goal_key) : goals;
}
