import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { checkContract, checkReason } from './check-contract.ts';
import type { ContractContent } from './contract.ts';
import { loadBounds } from './contract-bounds.ts';
import type { Contract } from './contracts.ts';
import { giveKeys, listGivenKeys } from './give-keys.ts';
import { demandVersion, isSameContract } from './lock-contract.ts';
import { lockPartnership } from './partnership-subject.ts';
import { demandWritable } from './writable-contract.ts';

interface Save {
  /** A new goal, activity or step has key 0. */
  content: ContractContent;
  effectiveFrom: string;
  /** Which precondition changed; the first version has none. */
  reason: string;
  /** The version that was changed. */
  basedOn: number;
}

/**
 * Saves the text of the open version. Throws ContractConflict when somebody else has saved another one since, and Refused
 * with words for why a text cannot be changed any more: what was typed must not be lost to a bare refusal.
 */
export async function saveContract(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { content: typed, effectiveFrom, basedOn, ...save }: Save,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const contract = await lockForWriting(tx, acting, partnershipId);
    const reason = contract.number === 1 ? '' : save.reason;
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (isSameContract(contract, { content: typed, effectiveFrom, reason })) return;
    demandVersion(contract, basedOn);
    const bounds = await loadBounds(tx, partnershipId, contract.number);
    const issues = [...checkReason(contract.number, reason), ...checkContract(typed, effectiveFrom, bounds)];
    if (issues.length) throw new Refused(issues);
    const { texts, parts } = await listGivenKeys(tx, partnershipId);
    const saved = { content: giveKeys(typed, texts, parts), effectiveFrom, reason, version: contract.version + 1 };
    await writeText(tx, contract.id, saved);
    await audit(tx, acting, {
      action: 'contract.save',
      objectType: 'contract',
      objectId: contract.id,
      before: describe(contract),
      after: describe({ ...contract, ...saved }),
    });
  });
}

async function writeText(
  tx: Db,
  id: number,
  { content, effectiveFrom, reason, version }: Pick<Contract, 'content' | 'effectiveFrom' | 'reason' | 'version'>,
): Promise<void> {
  await tx
    .updateTable('result_contracts')
    .set({ content: JSON.stringify(content), effective_from: effectiveFrom, reason, version, ...unsigned })
    .where('id', '=', id)
    .execute();
}

/** A signature is for the text that was signed. */
export const unsigned = {
  partnership_signed_at: null,
  partnership_signed_by: null,
  ministry_signed_at: null,
  ministry_signed_by: null,
};

async function lockForWriting(tx: Db, { actor }: Acting, partnershipId: number): Promise<Contract> {
  await lockPartnership(tx, partnershipId, actor, 'partnership.read');
  return demandWritable(tx, actor, partnershipId);
}

/** A contract in numbers: its text never stands in the log. */
function describe({ number, version, effectiveFrom, content }: Contract): Record<string, unknown> {
  const { goals, activities, dissemination } = content;
  const counts = { goals: goals.length, activities: activities.length, dissemination: dissemination.length };
  return { number, version, effectiveFrom, ...counts };
}
