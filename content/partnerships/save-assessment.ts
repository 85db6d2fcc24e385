import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema, Verdict } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { contractOfYear } from './assessed-goals.ts';
import type { Assessment, GoalAssessment } from './assessments.ts';
import { type Contract, listContracts } from './contracts.ts';
import { demandVersion, type LockedAssessment, lockAssessment } from './lock-assessment.ts';

export interface AssessmentText {
  verdict: Verdict | null;
  reasons: string;
  /** Those that have been judged so far. */
  goals: GoalAssessment[];
}

/** `basedOn` is the version that was changed, 0 for none. */
export type SavedText = AssessmentText & { basedOn: number };

/**
 * Saves what the ministry thinks of a year, finished or not. Throws AssessmentConflict when somebody
 * has saved another one since, or sent it.
 */
export async function saveAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  text: SavedText,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const locked = await lockAssessment(tx, acting, partnershipId, year, 'assessment.write');
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (locked.isOpen && isSameText(locked, text)) return;
    const { id, version } = await writeAssessment(tx, locked, partnershipId, year, text);
    await audit(tx, acting, {
      action: 'assessment.save',
      objectType: 'assessment',
      objectId: id,
      after: { partnership: partnershipId, year, version },
    });
  });
}

/** The same of an assessment that is locked, without a word in the log; returns its id and its new version. */
export async function writeAssessment(
  tx: Db,
  locked: LockedAssessment,
  partnershipId: number,
  year: number,
  text: SavedText,
): Promise<{ id: number; version: number }> {
  const { verdict, reasons, goals, basedOn } = text;
  const before = locked.assessment;
  demandVersion(locked, before && isSameText(locked, text) ? before.version : basedOn);
  const contract = await demandContract(tx, partnershipId, year);
  checkGoals(contract, goals);
  const id = before ? before.id : await begin(tx, partnershipId, year, contract.id);
  const version = (before?.version ?? 0) + 1;
  await tx
    .updateTable('annual_assessments')
    .set({ verdict, reasons, contract_id: contract.id, version })
    .where('id', '=', id)
    .execute();
  await replaceGoals(tx, id, goals);
  return { id, version };
}

/** Whether a judgement says what is stored. */
export function isSameText({ assessment }: LockedAssessment, text: AssessmentText): boolean {
  return assessment !== undefined && toComparable(assessment) === toComparable(text);
}

function toComparable({ verdict, reasons, goals }: AssessmentText): string {
  const judged = goals.map((goal) => [goal.goalKey, goal.verdict, goal.reasons] as const);
  return JSON.stringify([verdict, reasons, judged.toSorted(([a], [b]) => a - b)]);
}

async function demandContract(tx: Db, partnershipId: number, year: number): Promise<Contract> {
  const { start_date, end_date } = await tx
    .selectFrom('partnerships')
    .select(['start_date', 'end_date'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const contract = contractOfYear(await listContracts(tx, partnershipId), start_date, end_date, year);
  if (!contract)
    throw new Refused([{ field: '', message: `Der er ingen underskrevet kontrakt for ${year} at bedømme efter.` }]);
  return contract;
}

function checkGoals({ content }: Contract, goals: GoalAssessment[]): void {
  const known = new Set(content.goals.map(({ key }) => key));
  if (goals.some(({ goalKey }) => !known.has(goalKey)))
    throw new Refused([{ field: '', message: 'Kontrakten er ændret, siden siden blev åbnet. Åbn bedømmelsen igen.' }]);
}

async function begin(tx: Db, partnershipId: number, year: number, contractId: number): Promise<Assessment['id']> {
  const { id } = await tx
    .insertInto('annual_assessments')
    .values({ partnership_id: partnershipId, year, contract_id: contractId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Makes these the judgements of an assessment, and no others. */
export async function replaceGoals(tx: Db, id: number, goals: GoalAssessment[]): Promise<void> {
  await tx.deleteFrom('goal_assessments').where('assessment_id', '=', id).execute();
  if (!goals.length) return;
  await tx
    .insertInto('goal_assessments')
    .values(goals.map(({ goalKey, verdict, reasons }) => ({ assessment_id: id, goal_key: goalKey, verdict, reasons })))
    .execute();
}
