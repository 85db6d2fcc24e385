import { sql } from 'kysely';
import type { Db, Side } from '../db/schema.ts';

/** A renegotiation that was given up. What was proposed and said of it stays in the database. */
export interface AbandonedRenegotiation {
  /** The number that the version would have had; the next renegotiation takes it. */
  number: number;
  /** Which precondition had changed, as it was sent last: what one side only wrote stays its own. */
  reason: string;
  abandonedAt: Date;
  /** Who gave it up, and by whom; the name is empty where the user is gone. */
  side: Side;
  name: string;
}

const sentReason = sql<string>`coalesce((select contract_proposals.reason from contract_proposals
  where contract_id = result_contracts.id order by contract_proposals.id desc limit 1), result_contracts.reason)`;

/** The oldest first. */
export async function listAbandoned(db: Db, partnershipId: number): Promise<AbandonedRenegotiation[]> {
  const rows = await db
    .selectFrom('result_contracts')
    .leftJoin('users', 'users.id', 'abandoned_by')
    .select(['number', 'abandoned_at as abandonedAt', 'turn as side', 'users.name', sentReason.as('reason')])
    .where('partnership_id', '=', partnershipId)
    .where('state', '=', 'abandoned')
    .orderBy('result_contracts.id')
    .execute();
  return rows.map((row) => ({ ...row, abandonedAt: row.abandonedAt as Date, name: row.name ?? '' }));
}
