import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import type { Issue } from '../entries/entry.ts';
import { Refused } from '../refusal.ts';
import { lockPartnership } from './partnership-subject.ts';

/** What a partnership was given in a year, in whole DKK. */
export interface Grant {
  year: number;
  commitment: number;
  /** Of the commitment. */
  paid: number;
  /** Of what was paid. */
  advance: number;
}

export async function listGrants(db: Db, partnershipId: number): Promise<Grant[]> {
  const rows = await db
    .selectFrom('partnership_grants')
    .select(['year', 'commitment', 'paid', 'advance'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('year')
    .execute();
  return rows.map(({ year, commitment, paid, advance }) => ({
    year,
    commitment: Number(commitment),
    paid: Number(paid),
    advance: Number(advance),
  }));
}

/** Makes these the grants of the partnership, and no others. */
export async function saveGrants(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  grants: Grant[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.manage');
    const issues = grants.flatMap(findGrantIssues);
    if (issues.length) throw new Refused(issues);
    const before = await listGrants(tx, partnershipId);
    await tx.deleteFrom('partnership_grants').where('partnership_id', '=', partnershipId).execute();
    if (grants.length)
      await tx
        .insertInto('partnership_grants')
        .values(grants.map((grant) => ({ partnership_id: partnershipId, ...grant })))
        .execute();
    await audit(tx, acting, {
      action: 'partnership.save_grants',
      objectType: 'partnership',
      objectId: partnershipId,
      before: sumsByYear(before),
      after: sumsByYear(grants),
    });
  });
}

/** Nothing is paid that was not committed, and nothing in advance that was not paid. */
export function findGrantIssues({ year, commitment, paid, advance }: Grant): Issue[] {
  if (paid > commitment) return [{ field: `paid_${year}`, message: `${year}: Der er udbetalt mere end tilsagnet.` }];
  if (advance > paid) return [{ field: `advance_${year}`, message: `${year}: Der er udbetalt mere forud end i alt.` }];
  return [];
}

function sumsByYear(grants: Grant[]): Record<string, unknown> {
  return Object.fromEntries(grants.map(({ year, ...sums }) => [year, sums]));
}
