import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { type ContractBounds, checkComplete, checkContract } from './check-contract.ts';
import { type Contract, listContracts } from './contracts.ts';
import { listMembers } from './members.ts';
import { addDays } from './periods.ts';

/** What the text of a version must keep within. */
export async function loadBounds(tx: Db, partnershipId: number, number: number): Promise<ContractBounds> {
  const { start, end } = await tx
    .selectFrom('partnerships')
    .select(['start_date as start', 'end_date as end'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const members = await listMembers(tx, partnershipId);
  const former = number > 1 ? await findEarliest(tx, partnershipId, number) : undefined;
  return { start, end, members: members.map(({ name }) => name), earliest: former ?? { day: start, since: 'start' } };
}

/** Refuses a text that cannot be put before the other side: something is missing, or no longer right. */
export async function demandComplete(
  tx: Db,
  { partnershipId, number, content, effectiveFrom }: Contract,
): Promise<void> {
  const bounds = await loadBounds(tx, partnershipId, number);
  const issues = [...checkComplete(content), ...checkContract(content, effectiveFrom, bounds)];
  if (issues.length) throw new Refused(issues);
}

/** The day after the former version began to hold, or after what has been approved: old figures keep their old goals. */
async function findEarliest(tx: Db, partnershipId: number, number: number): Promise<ContractBounds['earliest']> {
  const former = (await listContracts(tx, partnershipId)).findLast((one) => one.number < number);
  const approved = await tx
    .selectFrom('reports')
    .select('period_end as end')
    .where('partnership_id', '=', partnershipId)
    .where('state', '=', 'approved')
    .orderBy('period_end', 'desc')
    .limit(1)
    .executeTakeFirst();
  const afterFormer = addDays(former?.effectiveFrom ?? '', 1);
  const afterReport = approved ? addDays(approved.end, 1) : '';
  return afterReport > afterFormer
    ? { day: afterReport, since: 'report' }
    : { day: afterFormer, since: 'former version' };
}
