import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { draftFromAssessment } from './assessment-draft.ts';
import { findAssessment } from './assessments.ts';
import { type BegunEntry, beginPartnershipEntry } from './begin-entry.ts';
import { listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/**
 * Begins an entry about what a sealed assessment found, or about one of its goals: the text is a draft for the
 * partnership to go on with, while the figures and the verdict stay those of the assessment.
 */
export async function describeAssessment(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  year: number,
  goalKey: number | null,
): Promise<BegunEntry> {
  return db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'assessment.describe', { year });
    const assessment = await findAssessment(tx, partnershipId, year);
    const record = assessment?.record;
    if (!record) throw new Error(`The sealed assessment of ${year} has no record`);
    if (goalKey !== null && !record.goals.some(({ key }) => key === goalKey))
      throw new Refused([{ field: 'goal', message: 'Vælg et mål på listen.' }]);
    const facts = await readFacts(tx, partnershipId, assessment.contractId);
    const source = { kind: 'result', assessmentId: assessment.id, goalKey } as const;
    const draft = draftFromAssessment(record, goalKey, facts);
    const begun = await beginPartnershipEntry(tx, acting, partnershipId, source, draft);
    if (!begun.isNew) return begun;
    await audit(tx, acting, {
      action: 'assessment.describe',
      objectType: 'assessment',
      objectId: assessment.id,
      after: { entry: begun.id, year },
    });
    return begun;
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
