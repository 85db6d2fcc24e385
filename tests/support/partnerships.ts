import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Acting } from '#content/audit.ts';
import type { AssessmentState, ReportState, Schema } from '#content/db/schema.ts';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { proposeContract } from '#content/partnerships/propose-contract.ts';
import { renegotiate } from '#content/partnerships/renegotiate.ts';
import { signContract } from '#content/partnerships/sign-contract.ts';
import type { User } from '#content/users/user.ts';
import type { Deps } from '#server/deps.ts';
import { contractContent, END, MEMBERS, START } from './contract-content.ts';
import { insertAssessment, insertReport, PERIOD, YEAR } from './partnership-outcomes.ts';
import type { MadePartnership } from './partnership-routes/row.ts';
import type { PartnershipStateName } from './permission-table.ts';

export { contractContent, END, MEMBERS, START };

export interface People {
  /** Writes for the partnership. */
  writer: Pick<User, 'id' | 'role'>;
  /** Acts for the ministry. */
  editor: Pick<User, 'id' | 'role'>;
}

const RENEGOTIATION = { reason: 'En virksomhed har forladt havnen.', effectiveFrom: '2007-01-01' };

type Db = Kysely<Schema>;

/** Takes a new partnership to a state of `partnershipStates`. */
export async function makePartnership(
  { db }: Pick<Deps, 'db'>,
  state: PartnershipStateName,
  people: People,
  changes: { name?: string; content?: ContractContent } = {},
): Promise<MadePartnership> {
  const made = await insertPartnership(db, people, changes.name);
  const contract = await makeContract(db, made.id, people, state, changes.content ?? contractContent());
  const { report, assessment } = standings[state] ?? {};
  if (report) await insertReport(db, made.id, contract, people, report);
  if (assessment) await insertAssessment(db, made.id, contract, people, assessment);
  if (state === 'closed')
    await db.updateTable('partnerships').set({ state, closed_at: new Date() }).where('id', '=', made.id).execute();
  return { ...made, period: PERIOD.start, year: YEAR };
}

const standings: Partial<Record<PartnershipStateName, { report?: ReportState; assessment?: AssessmentState }>> = {
  submitted: { report: 'submitted' },
  returned: { report: 'returned' },
  approved: { report: 'approved', assessment: 'draft' },
  hearing: { report: 'approved', assessment: 'hearing' },
  sealed: { report: 'approved', assessment: 'sealed' },
  closed: { report: 'approved', assessment: 'sealed' },
};

async function insertPartnership(db: Db, { writer }: People, name = 'Partnerskabet på havnen') {
  const { id: programme_id } = await db.selectFrom('programmes').select('id').orderBy('id').executeTakeFirstOrThrow();
  const slug = `partnerskab-${randomBytes(5).toString('hex')}`;
  const { id } = await db
    .insertInto('partnerships')
    .values({ slug, programme_id, name, summary: 'Arbejde og sprog på havnen.', start_date: START, end_date: END })
    .returning('id')
    .executeTakeFirstOrThrow();
  const types = ['municipality', 'company', 'school'] as const;
  await db
    .insertInto('partnership_members')
    .values(
      MEMBERS.map((member, index) => ({
        partnership_id: id,
        name: member,
        type: types[index] ?? 'other',
        municipality_code: index === 0 ? '0630' : null,
        position: index + 1,
      })),
    )
    .execute();
  await db.insertInto('partnership_users').values({ partnership_id: id, user_id: writer.id }).execute();
  return { id, slug };
}

/** Writes, negotiates and signs as the two sides do. Returns the id of the first version. */
async function makeContract(
  db: Db,
  partnershipId: number,
  { writer, editor }: People,
  state: PartnershipStateName,
  content: ContractContent,
): Promise<number> {
  const { id } = await db
    .insertInto('result_contracts')
    .values({
      ...{ partnership_id: partnershipId, number: 1, effective_from: START },
      ...{ content: JSON.stringify(content), created_by: writer.id },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (state === 'drafting') return id;
  const [writing, editing] = [writer, editor].map((actor) => ({ actor, requestId: 'test' })) as [Acting, Acting];
  await proposeContract(db, writing, partnershipId, { message: 'Sådan vil vi gøre.', seen: 1 });
  if (state === 'with the ministry') return id;
  if (state === 'with the partnership') {
    await proposeContract(db, editing, partnershipId, { message: 'Det er i orden med os.', seen: 1 });
    return id;
  }
  await signContract(db, editing, partnershipId, { seen: 1 });
  await signContract(db, writing, partnershipId, { seen: 1 });
  if (state === 'renegotiating') await renegotiate(db, writing, partnershipId, RENEGOTIATION);
  return id;
}
