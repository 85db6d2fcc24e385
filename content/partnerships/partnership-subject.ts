import { sql } from 'kysely';
import type { ContractState, Db } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import type { PartnershipSubject } from '../permissions/partnership-rules.ts';
import { can, type PartnershipAction } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';

/** A partnership as the rules and the use cases need it. */
export interface PartnershipStanding extends PartnershipSubject {
  id: number;
  slug: string;
}

/** What of a partnership is spoken of: the report of the period that begins that day, the assessment of that year. */
export interface Matter {
  periodStart?: string | undefined;
  year?: number | undefined;
}

/** A report that nobody has begun is a draft. */
export async function findPartnershipStanding(
  db: Db,
  id: number,
  { periodStart, year }: Matter = {},
): Promise<PartnershipStanding | undefined> {
  const row = await db
    .selectFrom('partnerships')
    .leftJoin(
      (inner) =>
        inner
          .selectFrom('result_contracts')
          .selectAll('result_contracts')
          .where('partnership_id', '=', id)
          .where('state', '<>', 'abandoned')
          .$narrowType<{ state: ContractState }>()
          .orderBy('number', 'desc')
          .limit(1)
          .as('contract'),
      (join) => join.onTrue(),
    )
    .leftJoin('reports', (join) =>
      join.onRef('reports.partnership_id', '=', 'partnerships.id').on('reports.period_start', '=', periodStart ?? null),
    )
    .leftJoin('annual_assessments', (join) =>
      join
        .onRef('annual_assessments.partnership_id', '=', 'partnerships.id')
        .on('annual_assessments.year', '=', year ?? null),
    )
    .select(['partnerships.id', 'partnerships.slug', 'partnerships.state'])
    .select(['contract.state as contractState', 'contract.turn'])
    .select(['reports.state as report', 'annual_assessments.state as assessment'])
    .select(
      sql<number[]>`array(select user_id from partnership_users where partnership_id = partnerships.id order by 1)`.as(
        'userIds',
      ),
    )
    .where('partnerships.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { slug, state, contractState, turn, report, assessment, userIds } = row;
  return {
    ...{ id, slug, partnership: state, userIds },
    ...(contractState && turn ? { contract: { state: contractState, turn } } : {}),
    ...(periodStart === undefined ? {} : { report: report ?? 'draft' }),
    ...(year === undefined ? {} : { assessment: assessment ?? 'none' }),
  };
}

/**
 * Locks the partnership until the end of the transaction and checks that `actor` may do `action` to it. Throws NotFound
 * where the actor may not even know of it, and Forbidden.
 */
export async function lockPartnership(
  tx: Db,
  id: number,
  actor: Actor,
  action: PartnershipAction,
  matter: Matter = {},
): Promise<PartnershipStanding> {
  const locked = await tx.selectFrom('partnerships').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const standing = locked && (await findPartnershipStanding(tx, id, matter));
  if (!standing || !can(actor, 'partnership.read', standing)) throw new NotFound(`No partnership ${id}`);
  if (!can(actor, action, standing)) throw new Forbidden(`${action} is refused in this state`);
  return standing;
}
