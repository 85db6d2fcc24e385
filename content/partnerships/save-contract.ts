import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { type Actor, can } from '../permissions.ts';
import { NotFound, Refused } from '../refusal.ts';
import { checkContract } from './check-contract.ts';
import type { ContractContent } from './contract.ts';
import { loadBounds } from './contract-bounds.ts';
import { type Contract, listContracts } from './contracts.ts';
import { giveKeys } from './give-keys.ts';
import { demandVersion, isSameContract } from './lock-contract.ts';
import { findPartnershipStanding, lockPartnership } from './partnership-subject.ts';

interface Save {
  /** A new goal, activity or step has key 0. */
  content: ContractContent;
  effectiveFrom: string;
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
  { content: typed, effectiveFrom, basedOn }: Save,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const contract = await lockForWriting(tx, acting, partnershipId);
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (contract.effectiveFrom === effectiveFrom && isSameContract(contract.content, typed)) return;
    demandVersion(contract, basedOn);
    const issues = checkContract(typed, effectiveFrom, await loadBounds(tx, partnershipId, contract.number));
    if (issues.length) throw new Refused(issues);
    const content = await keyContent(tx, contract, typed);
    await tx
      .updateTable('result_contracts')
      .set({
        content: JSON.stringify(content),
        effective_from: effectiveFrom,
        version: contract.version + 1,
        ...unsigned,
      })
      .where('id', '=', contract.id)
      .execute();
    await audit(tx, acting, {
      action: 'contract.save',
      objectType: 'contract',
      objectId: contract.id,
      before: describe(contract),
      after: describe({ ...contract, content, effectiveFrom, version: contract.version + 1 }),
    });
  });
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

/** The newest version, which `actor` may change now; refused with words for why not. */
export async function demandWritable(db: Db, actor: Actor, partnershipId: number): Promise<Contract> {
  const partnership = await findPartnershipStanding(db, partnershipId);
  const contract = (await listContracts(db, partnershipId)).at(-1);
  if (!partnership || !contract) throw new NotFound(`No contract of partnership ${partnershipId}`);
  if (contract.state === 'signed')
    refuse(
      'Kontrakten er underskrevet af begge parter og kan ikke ændres. Begynd en genforhandling, hvis forudsætningerne er ændret.',
    );
  if (partnership.partnership === 'closed') refuse('Partnerskabet er afsluttet, og kontrakten kan ikke ændres.');
  if (!can(actor, 'contract.draft', partnership))
    refuse('Teksten ligger hos den anden part, som har ordet nu. Du kan ændre den, når I får den tilbage.');
  return contract;
}

function refuse(message: string): never {
  throw new Refused([{ field: '', message }]);
}

async function keyContent(tx: Db, contract: Contract, typed: ContractContent): Promise<ContractContent> {
  const { partnershipId } = contract;
  const versions = await listContracts(tx, partnershipId);
  const ofPartnership = tx.selectFrom('result_contracts').select('id').where('partnership_id', '=', partnershipId);
  const proposals = await tx
    .selectFrom('contract_proposals')
    .select('content')
    .where('contract_id', 'in', ofPartnership)
    .execute();
  const comments = await tx
    .selectFrom('contract_comments')
    .select('part')
    .where('contract_id', 'in', ofPartnership)
    .execute();
  const texts = [...versions, ...proposals].map(({ content }) => content);
  return giveKeys(
    typed,
    texts,
    comments.map(({ part }) => part),
  );
}

/** A contract in numbers: its text never stands in the log. */
function describe({ number, version, effectiveFrom, content }: Contract): Record<string, unknown> {
  const { goals, activities, dissemination } = content;
  const counts = { goals: goals.length, activities: activities.length, dissemination: dissemination.length };
  return { number, version, effectiveFrom, ...counts };
}
