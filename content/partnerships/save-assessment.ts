import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema, Verdict } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { contractOfYear } from './assessed-goals.ts';
import { type Assessment, findAssessment, type GoalAssessment } from './assessments.ts';
import { type Contract, listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/** Somebody else saved since: nothing was written. The caller shows both. */
export class AssessmentConflict extends Error {
  override name = 'AssessmentConflict';
}

export interface AssessmentText {
  verdict: Verdict | null;
  reasons: string;
  /** Those that have been judged so far. */
  goals: GoalAssessment[];
}

/** `basedOn` is the version that was changed, 0 for none. */
type SavedText = AssessmentText & { basedOn: number };

/**
 * Saves what the ministry thinks of a year, finished or not. Throws AssessmentConflict when somebody
 * has saved another one since.
 */
export async function saveAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  text: SavedText,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const id = await writeAssessment(tx, acting, partnershipId, year, text);
    await audit(tx, acting, {
      action: 'assessment.save',
      objectType: 'assessment',
      objectId: id,
      after: { partnership: partnershipId, year, version: text.basedOn + 1 },
    });
  });
}

/** The same within a transaction, without a word in the log; returns the assessment's id. */
export async function writeAssessment(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  year: number,
  { verdict, reasons, goals, basedOn }: SavedText,
): Promise<number> {
  await lockPartnership(tx, partnershipId, actor, 'assessment.write', { year });
  const before = await findAssessment(tx, partnershipId, year);
  if ((before?.version ?? 0) !== basedOn) throw new AssessmentConflict(`Version ${before?.version}, not ${basedOn}`);
  const contract = await demandContract(tx, partnershipId, year);
  checkGoals(contract, goals);
  const id = before ? before.id : await begin(tx, partnershipId, year, contract.id);
  await tx
    .updateTable('annual_assessments')
    .set({ verdict, reasons, contract_id: contract.id, version: basedOn + 1 })
    .where('id', '=', id)
    .execute();
  await replaceGoals(tx, id, goals);
  return id;
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
