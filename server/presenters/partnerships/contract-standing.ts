import type { Side } from '#content/db/schema.ts';
import type { ComparedContract } from '#content/partnerships/compare-contracts.ts';
import { can } from '#content/permissions.ts';
import type { ContractWork } from '../../load-contract.ts';
import { formatDay } from '../format.ts';
import { reportingLabels } from './contract-words.ts';

const sideNames: Record<Side, string> = { partnership: 'Partnerskabet', ministry: 'Ministeriet' };

/** Where the newest version stands, in sentences. */
export function describeStanding(work: ContractWork): string[] {
  const { contract, standing, actor, partnership } = work;
  if (partnership.state === 'closed') return ['Partnerskabet er afsluttet.'];
  if (contract.state === 'signed')
    return ['Begge parter har underskrevet, og teksten er låst. Den kan kun ændres ved en genforhandling.'];
  const isOwnTurn = can(actor, 'contract.draft', standing);
  const turn = isOwnTurn ? 'Det er jer, der har ordet.' : `${sideNames[contract.turn]} har ordet.`;
  const signed = (['partnership', 'ministry'] as const).filter((side) => signedAt(work, side));
  const isForOthers = isOwnTurn && contract.state === 'negotiation' && !can(actor, 'contract.sign', standing);
  return [
    ...[turn, ...signed.map((side) => `${sideNames[side]} har underskrevet teksten, som den står.`)],
    ...(isForOthers ? ['En redaktør kan underskrive kontrakten for ministeriet.'] : []),
  ];
}

function signedAt({ contract }: ContractWork, side: Side): Date | null {
  return side === 'partnership' ? contract.partnershipSignedAt : contract.ministrySignedAt;
}

/** What holds for the version as a whole, and who signed it. */
export function presentFacts(work: ContractWork): { label: string; value: string }[] {
  const { contract, signatures } = work;
  const { effectiveFrom, content } = shownText(work);
  const sides = (['partnership', 'ministry'] as const).flatMap((side) => {
    const at = signedAt(work, side);
    const name = signatures.find((one) => one.contractId === contract.id && one.side === side)?.name ?? '';
    const label = side === 'partnership' ? 'For partnerskabet' : 'For ministeriet';
    return at ? [{ label, value: [name, formatDay(at)].filter(Boolean).join(', ') }] : [];
  });
  return [
    { label: contract.state === 'signed' ? 'Gælder fra' : 'Skal gælde fra', value: formatDay(effectiveFrom) },
    { label: 'Rapportering', value: reportingLabels[content.reporting] },
    ...sides,
  ];
}

export function presentReason(work: ContractWork): { reason?: { heading: string; text: string } } {
  const { reason: text } = shownText(work);
  const heading = work.contract.state === 'signed' ? 'Derfor blev kontrakten ændret' : 'Derfor skal kontrakten ændres';
  return text ? { reason: { heading, text } } : {};
}

/** What one side writes is shown to the other when it is sent: until then they see what was sent last. */
export function shownText({ actor, standing, contract, proposals }: ContractWork): ComparedContract {
  const isTheirs = contract.state === 'signed' || can(actor, 'contract.draft', standing);
  return isTheirs ? contract : (proposals.at(-1) ?? contract);
}
