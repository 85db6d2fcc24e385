import type { Db } from '../db/schema.ts';
import type { Actor } from '../permissions/actor.ts';
import { can } from '../permissions.ts';
import { NotFound, Refused } from '../refusal.ts';
import { listAbandoned } from './abandoned-renegotiations.ts';
import { type Contract, listContracts } from './contracts.ts';
import { findPartnershipStanding } from './partnership-subject.ts';

/** The newest version, which `actor` may change now; refused with words for why not. */
export async function demandWritable(db: Db, actor: Actor, partnershipId: number): Promise<Contract> {
  const partnership = await findPartnershipStanding(db, partnershipId);
  const contract = (await listContracts(db, partnershipId)).at(-1);
  if (!partnership || !contract) throw new NotFound(`No contract of partnership ${partnershipId}`);
  if (contract.state === 'signed') refuse(await describeLock(db, contract));
  if (partnership.partnership === 'closed') refuse('Partnerskabet er afsluttet, og kontrakten kan ikke ændres.');
  if (!can(actor, 'contract.draft', partnership))
    refuse('Teksten ligger hos den anden part, som har ordet nu. Du kan ændre den, når I får den tilbage.');
  return contract;
}

async function describeLock(db: Db, { partnershipId, number }: Contract): Promise<string> {
  const wasAbandoned = (await listAbandoned(db, partnershipId)).some((one) => one.number > number);
  return wasAbandoned
    ? 'Genforhandlingen er opgivet. Kontrakten, som begge parter har underskrevet, gælder uændret.'
    : 'Kontrakten er underskrevet af begge parter og kan ikke ændres. Begynd en genforhandling, hvis forudsætningerne er ændret.';
}

function refuse(message: string): never {
  throw new Refused([{ field: '', message }]);
}
