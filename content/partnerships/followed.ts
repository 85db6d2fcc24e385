import { sql } from 'kysely';
import type { ContractState, Db, PartnershipState, Side } from '../db/schema.ts';

/** A partnership as those follow it who write for it or oversee it. */
export interface FollowedPartnership {
  id: number;
  slug: string;
  name: string;
  programme: string;
  state: PartnershipState;
  demonstration: boolean;
  /** Its newest version. */
  contract: { number: number; state: ContractState; turn: Side } | null;
  /** Reports that the ministry has to decide on. */
  reportsToDecide: number;
  /** Assessments that the partnership has answered, so that they can be sealed. */
  answeredAssessments: number;
}

/** All of them, those that run before those that are closed, each in the order of the names. */
export async function listFollowedPartnerships(db: Db): Promise<FollowedPartnership[]> {
  return followed(db).execute();
}

/** Those that the user writes for. */
export async function listOwnPartnerships(db: Db, userId: number): Promise<FollowedPartnership[]> {
  return followed(db)
    .innerJoin('partnership_users', 'partnership_users.partnership_id', 'partnerships.id')
    .where('partnership_users.user_id', '=', userId)
    .execute();
}

const waitingReports = sql<number>`(select count(*)::int from reports
  where reports.partnership_id = partnerships.id and reports.state = 'submitted')`;

const answeredAssessments = sql<number>`(select count(*)::int from annual_assessments
  where annual_assessments.partnership_id = partnerships.id and annual_assessments.state = 'hearing'
  and answered_at is not null)`;

function followed(db: Db) {
  const newest = sql<FollowedPartnership['contract']>`(select jsonb_build_object(
    'number', number, 'state', result_contracts.state, 'turn', turn) from result_contracts
    where result_contracts.partnership_id = partnerships.id and result_contracts.state <> 'abandoned'
    order by number desc limit 1)`;
  return db
    .selectFrom('partnerships')
    .innerJoin('programmes', 'programmes.id', 'partnerships.programme_id')
    .select(['partnerships.id', 'partnerships.slug', 'partnerships.name', 'partnerships.state'])
    .select(['partnerships.demonstration', 'programmes.name as programme', newest.as('contract')])
    .select([waitingReports.as('reportsToDecide'), answeredAssessments.as('answeredAssessments')])
    .orderBy(sql`partnerships.state = 'closed'`)
    .orderBy(sql`lower(partnerships.name)`)
    .orderBy('partnerships.id');
}
