import type { Kysely } from 'kysely';
import type { AssessmentState, ReportState, Schema } from '#content/db/schema.ts';
import type { AssessmentRecord } from '#content/partnerships/assessment.ts';
import { contractContent, START } from './contract-content.ts';
import type { People } from './partnerships.ts';

type Db = Kysely<Schema>;

/** The period whose report the states speak of, and the year whose assessment. */
export const PERIOD = { start: '2006-01-01', end: '2006-06-30' };
export const YEAR = 2006;

export async function insertReport(
  db: Db,
  partnership_id: number,
  contract_id: number,
  { writer, editor }: People,
  state: ReportState,
) {
  const decided = { decided_at: new Date('2006-08-01T09:00:00Z'), decided_by: editor.id };
  const { id: report_id } = await db
    .insertInto('reports')
    .values({
      ...{ partnership_id, contract_id, period_start: PERIOD.start, period_end: PERIOD.end },
      ...{ submitted_at: new Date('2006-07-20T09:00:00Z'), submitted_by: writer.id },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const split = { sex: { women: 12, men: 9, sex_unknown: 0 }, age: { '18-24': 8, '25-29': 6, '30-49': 7 } };
  await db
    .insertInto('report_figures')
    .values([
      { report_id, goal_key: 1, actual: 21, note: 'Flest i rengøring.', split: JSON.stringify(split) },
      { report_id, goal_key: 2, actual: 31.5, split: '{}' },
      { report_id, goal_key: 3, actual: 60, split: '{}' },
    ])
    .execute();
  await db
    .updateTable('reports')
    .set({
      state,
      ...(state === 'submitted' ? {} : decided),
      ...(state === 'returned' ? { reason: 'Ret tallene.' } : {}),
    })
    .where('id', '=', report_id)
    .execute();
}

export async function insertAssessment(
  db: Db,
  partnership_id: number,
  contract_id: number,
  { editor }: People,
  state: AssessmentState,
) {
  const { id } = await db
    .insertInto('annual_assessments')
    .values({ partnership_id, contract_id, year: YEAR, verdict: 'partly', reasons: 'Godt på vej.' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('goal_assessments')
    .values(
      [1, 2, 3].map((goal_key) => ({ assessment_id: id, goal_key, verdict: 'partly' as const, reasons: 'På vej.' })),
    )
    .execute();
  if (state === 'draft') return;
  const sealed = {
    sealed_at: new Date('2007-03-01T09:00:00Z'),
    sealed_by: editor.id,
    record: JSON.stringify(sealedRecord()),
  };
  await db
    .updateTable('annual_assessments')
    .set({ state, sent_at: new Date('2007-02-01T09:00:00Z'), ...(state === 'sealed' ? sealed : {}) })
    .where('id', '=', id)
    .execute();
}

/** What was sealed of the figures above. */
function sealedRecord(): AssessmentRecord {
  const { goals } = contractContent();
  const actuals = [21, 31.5, 60];
  return {
    ...{ year: YEAR, partnership: 'Partnerskabet på havnen', verdict: 'partly', reasons: 'Godt på vej.', answer: '' },
    contract: { number: 1, signedAt: '2005-06-20T10:00:00.000Z', effectiveFrom: START },
    goals: goals.map(({ key, ...goal }, index) => ({
      ...{ key, ...goal, verdict: 'partly', reasons: 'På vej.', split: {} },
      actual: actuals[index] ?? null,
      figures: [
        {
          ...{ periodStart: PERIOD.start, periodEnd: PERIOD.end, actual: actuals[index] ?? 0 },
          ...{ split: {}, note: '', evidenceUrl: '' },
        },
      ],
    })),
  };
}
