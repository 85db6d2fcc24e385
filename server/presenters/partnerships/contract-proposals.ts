import type { ComparedContract } from '#content/partnerships/compare-contracts.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import { can } from '#content/permissions.ts';
import type { ContractWork } from '../../load-contract.ts';
import { formatTime } from '../format.ts';
import { type ChangedPart, presentContractChanges } from './contract-changes.ts';

/** A text that one side put before the other, with what it changed. */
export interface PresentedProposal {
  heading: string;
  by: string;
  message: string;
  /** Absent for the very first text, in which everything is new. */
  changes?: ChangedPart[];
  /** Stands open. */
  isLast: boolean;
}

/** The oldest first, each held against the one before it: the first of a renegotiation against the version that holds. */
export function presentProposals({ proposals, contracts, contract }: ContractWork): PresentedProposal[] {
  return proposals.map((proposal, index) => {
    const before = proposals[index - 1] ?? findFormer(contracts, contract.number, proposal);
    const side = proposal.side === 'partnership' ? 'partnerskabet' : 'ministeriet';
    return {
      heading: `${index + 1}. forslag, fra ${side}`,
      by: [proposal.author, formatTime(proposal.sentAt)].filter(Boolean).join(', '),
      message: proposal.message,
      ...(before ? { changes: presentContractChanges(before, proposal) } : {}),
      isLast: index === proposals.length - 1,
    };
  });
}

/** What the text says otherwise than what was sent last; in a renegotiation, than the version that holds. */
export function presentUnsent(work: ContractWork): ChangedPart[] | undefined {
  const { actor, standing, proposals, contracts, contract } = work;
  if (!can(actor, 'contract.draft', standing)) return undefined;
  const before = proposals.at(-1) ?? findFormer(contracts, contract.number, contract);
  const changes = before && presentContractChanges(before, contract);
  return changes?.length ? changes : undefined;
}

/** The version before, which a new text is held against; why it was made itself is no part of that. */
function findFormer(contracts: Contract[], number: number, { reason }: ComparedContract): ComparedContract | undefined {
  const former = contracts.findLast((one) => one.number < number);
  return former && { ...former, reason };
}
