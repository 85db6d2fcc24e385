import { createHash } from 'node:crypto';
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

/** Somebody else saved since: nothing was written. The caller shows both. */
export class GrantsConflict extends Error {
  override name = 'GrantsConflict';
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

/** What tells the grants of a partnership from those that it had before; they have no version. */
export function hashGrants(grants: Grant[]): string {
  const rows = grants.map(({ year, commitment, paid, advance }) => [year, commitment, paid, advance] as const);
  const text = JSON.stringify(rows.toSorted(([a], [b]) => a - b));
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Makes these the grants of the partnership, and no others. Throws GrantsConflict unless the stored ones are still those
 * whose hash is `basedOn`.
 */
export async function saveGrants(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { grants, basedOn }: { grants: Grant[]; basedOn: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.manage');
    const before = await listGrants(tx, partnershipId);
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (hashGrants(before) === hashGrants(grants)) return;
    if (hashGrants(before) !== basedOn) throw new GrantsConflict(`The grants of ${partnershipId} have changed`);
    const issues = grants.flatMap(findGrantIssues);
    if (issues.length) throw new Refused(issues);
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
