import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { beginEntry } from '../entries/create-entry.ts';
import { Refused } from '../refusal.ts';
import { draftFromAssessment } from './assessment-draft.ts';
import { findAssessment } from './assessments.ts';
import { listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/**
 * Begins an entry about what a sealed assessment found, or about one of its goals, and returns its id: the text is a
 * draft for the partnership to go on with, while the figures and the verdict stay those of the assessment.
 */
export async function describeAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  goalKey: number | null,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'assessment.describe', { year });
    const assessment = await findAssessment(tx, partnershipId, year);
    const record = assessment?.record;
    if (!record) throw new Error(`The sealed assessment of ${year} has no record`);
    if (goalKey !== null && !record.goals.some(({ key }) => key === goalKey))
      throw new Refused([{ field: 'goal', message: 'Vælg et mål på listen.' }]);
    const facts = await readFacts(tx, partnershipId, assessment.contractId);
    const id = await beginEntry(tx, acting, draftFromAssessment(record, goalKey, facts));
    await addWriters(tx, id, partnershipId, acting.actor?.id);
    await tx
      .insertInto('partnership_entries')
      .values({
        ...{ entry_id: id, partnership_id: partnershipId, kind: 'result' },
        ...{ assessment_id: assessment.id, goal_key: goalKey },
      })
      .execute();
    await audit(tx, acting, {
      action: 'assessment.describe',
      objectType: 'assessment',
      objectId: assessment.id,
      after: { entry: id, year },
    });
    return id;
  });
}

async function readFacts(tx: Db, partnershipId: number, contractId: number) {
  const { slug, ...contact } = await tx
    .selectFrom('partnerships')
    .select(['slug', 'start_date as startDate', 'end_date as endDate'])
    .select(['contact_name', 'contact_phone', 'contact_email', 'contact_organisation'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const members = await tx
    .selectFrom('partnership_members')
    .leftJoin('municipalities', 'municipalities.code', 'municipality_code')
    .select(['partnership_members.name', 'type', 'municipalities.name as municipality'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('position')
    .execute();
  const contract = (await listContracts(tx, partnershipId)).find(({ id }) => id === contractId);
  return { slug, ...contact, members, activities: contract?.content.activities ?? [] };
}

/** Everybody who writes for the partnership may go on with the entry. */
async function addWriters(tx: Db, entryId: number, partnershipId: number, except: number | undefined): Promise<void> {
  const writers = await tx
    .selectFrom('partnership_users')
    .select('user_id')
    .where('partnership_id', '=', partnershipId)
    .where('user_id', '<>', except ?? 0)
    .execute();
  if (!writers.length) return;
  await tx
    .insertInto('entry_authors')
    .values(writers.map(({ user_id }) => ({ entry_id: entryId, user_id })))
    .execute();
}
