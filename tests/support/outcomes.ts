import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Db, Schema, Verdict } from '#content/db/schema.ts';
import { contractContent } from './contract-content.ts';

/** A partnership with one assessment, made of rows alone: enough for what entries say of it. */
export interface MadeAssessment {
  partnershipId: number;
  slug: string;
  assessmentId: number;
}

interface Judgement {
  verdict: Verdict;
  /** The verdict on each goal, by its key. */
  goals?: Record<number, Verdict>;
  year?: number;
  /** A sealed assessment holds its record; another one only what is being written. */
  isSealed?: boolean;
}

export async function makeAssessment(
  db: Db,
  { verdict, goals = {}, year = 2007, isSealed = true }: Judgement,
): Promise<MadeAssessment> {
  const slug = `partnerskab-${randomBytes(4).toString('hex')}`;
  const { id: programme_id } = await db.selectFrom('programmes').select('id').executeTakeFirstOrThrow();
  const period = { start_date: '2006-01-01', end_date: '2009-12-31' };
  const { id: partnershipId } = await db
    .insertInto('partnerships')
    .values({ slug, programme_id, name: 'Partnerskabet i Vejle', ...period, state: 'active' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const content = { text: '', reporting: 'month', goals: [], activities: [], dissemination: [] };
  const { id: contract_id } = await db
    .insertInto('result_contracts')
    .values({
      partnership_id: partnershipId,
      number: 1,
      effective_from: '2006-01-01',
      content: JSON.stringify(content),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const record = {
    verdict,
    year,
    goals: Object.entries(goals).map(([key, each]) => ({
      ...{ ...contractContent().goals[0], key: Number(key), verdict: each },
      ...{ reasons: '', actual: 1, split: {}, figures: [] },
    })),
  };
  const { id: assessmentId } = await db
    .insertInto('annual_assessments')
    .values({
      ...{ partnership_id: partnershipId, year, contract_id, verdict },
      ...(isSealed ? { state: 'sealed', sealed_at: new Date(), record: JSON.stringify(record) } : { state: 'hearing' }),
    } as Insertable<Schema['annual_assessments']>)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { partnershipId, slug, assessmentId };
}

/** Says that the entry came out of the partnership, and rests on its assessment. */
export async function restOn(
  db: Db,
  entryId: number,
  { partnershipId, assessmentId }: MadeAssessment,
  goalKey: number | null = null,
): Promise<void> {
  await db
    .insertInto('partnership_entries')
    .values({
      entry_id: entryId,
      partnership_id: partnershipId,
      kind: 'result',
      assessment_id: assessmentId,
      goal_key: goalKey,
    })
    .execute();
}

/** Writes what a municipality tells of an entry, published unless `changes` say otherwise; returns its id. */
export async function addTrial(
  db: Db,
  entryId: number,
  userId: number,
  changes: Partial<Insertable<Schema['trials']>> = {},
): Promise<number> {
  const { id } = await db
    .insertInto('trials')
    .values({
      ...{ entry_id: entryId, municipality_code: '0630', state: 'published', started_on: '2024-03-01' },
      ...{ outcome: 'Det gik godt.', would_again: 'yes', submitted_by: userId },
      ...changes,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
