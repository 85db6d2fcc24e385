import type { FastifyRequest } from 'fastify';
import { type AbandonedRenegotiation, listAbandoned } from '#content/partnerships/abandoned-renegotiations.ts';
import type { ContractBounds } from '#content/partnerships/check-contract.ts';
import { loadBounds } from '#content/partnerships/contract-bounds.ts';
import { type ContractComment, listComments } from '#content/partnerships/contract-comments.ts';
import { listProposals, type Proposal } from '#content/partnerships/contract-proposals.ts';
import { type Contract, listContracts, listSignatures, type Signature } from '#content/partnerships/contracts.ts';
import { findPartnershipStanding, type PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { findPartnership, type Partnership } from '#content/partnerships/queries.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { NotFound } from '#content/refusal.ts';
import { type Deps, today } from './deps.ts';

/** The contract of a partnership as those see it who write it, negotiate it and sign it. */
export interface ContractWork {
  actor: Actor;
  partnership: Partnership;
  standing: PartnershipStanding;
  /** All versions, the oldest first. */
  contracts: Contract[];
  /** The newest version, signed or not. */
  contract: Contract;
  bounds: ContractBounds;
  proposals: Proposal[];
  comments: ContractComment[];
  signatures: Signature[];
  abandoned: AbandonedRenegotiation[];
  today: string;
}

export async function loadContractWork({ db }: Deps, request: FastifyRequest): Promise<ContractWork> {
  const id = Number((request.params as { id: string }).id);
  const [partnership, standing, contracts, signatures, abandoned] = await Promise.all([
    findPartnership(db, id),
    findPartnershipStanding(db, id),
    listContracts(db, id),
    listSignatures(db, id),
    listAbandoned(db, id),
  ]);
  const contract = contracts.at(-1);
  if (!partnership || !standing || !contract) throw new NotFound(`No contract of partnership ${id}`);
  const [bounds, proposals, comments] = await Promise.all([
    loadBounds(db, id, contract.number),
    listProposals(db, contract.id),
    listComments(db, contract.id),
  ]);
  const { actor } = request.acting;
  return {
    ...{ actor, partnership, standing, contracts, contract, bounds },
    ...{ proposals, comments, signatures, abandoned, today: today() },
  };
}
