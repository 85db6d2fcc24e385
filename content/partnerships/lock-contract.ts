import type { Acting } from '../audit.ts';
import type { Db, Side } from '../db/schema.ts';
import type { PartnershipAction } from '../permissions.ts';
import { Forbidden } from '../refusal.ts';
import type { ComparedContract } from './compare-contracts.ts';
import type { ContractContent } from './contract.ts';
import { type Contract, findOpenContract } from './contracts.ts';
import { lockPartnership, type PartnershipStanding } from './partnership-subject.ts';

/** Somebody else saved since: nothing was written. The caller shows both. */
export class ContractConflict extends Error {
  override name = 'ContractConflict';
}

export interface LockedContract {
  partnership: PartnershipStanding;
  /** The version that is being written or negotiated. */
  contract: Contract;
}

/** Locks the partnership with its open version until the end of the transaction, for who may do `action`. */
export async function lockContract(
  tx: Db,
  partnershipId: number,
  { actor }: Acting,
  action: PartnershipAction,
): Promise<LockedContract> {
  const partnership = await lockPartnership(tx, partnershipId, actor, action);
  const contract = await findOpenContract(tx, partnershipId);
  if (!contract) throw new Forbidden(`${action} is refused: no version is open`);
  return { partnership, contract };
}

/** Refuses what was decided of a text that is no longer on the table. */
export function demandVersion({ version }: Contract, seen: number): void {
  if (version !== seen) throw new ContractConflict(`Version ${version}, not ${seen}`);
}

export function otherSide(side: Side): Side {
  return side === 'partnership' ? 'ministry' : 'partnership';
}

/** Whether two texts say the same; the database keeps no order of the fields, and a new part has no key yet. */
export function isSameContract(a: ComparedContract, b: ComparedContract): boolean {
  return (
    a.effectiveFrom === b.effectiveFrom && a.reason === b.reason && toComparable(a.content) === toComparable(b.content)
  );
}

function toComparable(content: ContractContent): string {
  return JSON.stringify(content, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(readFields(value)) : value,
  );
}

function readFields(part: object): [string, unknown][] {
  return Object.entries(part)
    .filter(([name]) => name !== 'key')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
