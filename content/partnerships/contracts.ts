import type { ContractState, Db, Side } from '../db/schema.ts';
import type { ContractContent } from './contract.ts';

/** One version of a partnership's result contract. Those that were abandoned are none: `listAbandoned` has them. */
export interface Contract {
  id: number;
  partnershipId: number;
  /** 1 for the first version; each renegotiation makes the next. */
  number: number;
  state: ContractState;
  /** Whose move it is. */
  turn: Side;
  /** The first day on which it holds, once it is signed; yyyy-mm-dd. */
  effectiveFrom: string;
  /** Which precondition changed; empty for the first version. */
  reason: string;
  content: ContractContent;
  /** Grows with each save. */
  version: number;
  partnershipSignedAt: Date | null;
  ministrySignedAt: Date | null;
}

/** All versions, the oldest first. */
export async function listContracts(db: Db, partnershipId: number): Promise<Contract[]> {
  return contractsOf(db, partnershipId).orderBy('number').execute();
}

/** The version that is being written or negotiated. */
export async function findOpenContract(db: Db, partnershipId: number): Promise<Contract | undefined> {
  return contractsOf(db, partnershipId).where('state', 'in', ['draft', 'negotiation']).executeTakeFirst();
}

/** The version that held on a day: of those signed the last one to take effect, the greater number at a tie. */
export function contractInForce<Version extends Pick<Contract, 'state' | 'effectiveFrom' | 'number'>>(
  contracts: Version[],
  day: string,
): Version | undefined {
  return contracts
    .filter(({ state, effectiveFrom }) => state === 'signed' && effectiveFrom <= day)
    .toSorted((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? a.number - b.number : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
    )
    .at(-1);
}

/** When the second side signed, as ISO 8601; empty until then. */
export function signedAt({ partnershipSignedAt, ministrySignedAt }: Contract): string {
  const times = [partnershipSignedAt, ministrySignedAt].map((at) => at?.toISOString() ?? '');
  return times.toSorted()[1] ?? '';
}

/** Who signed the versions of a contract, by name: for those who have signed in alone. */
export interface Signature {
  contractId: number;
  side: Side;
  name: string;
}

export async function listSignatures(db: Db, partnershipId: number): Promise<Signature[]> {
  const sides = ['partnership', 'ministry'] as const;
  const lists = sides.map((side) =>
    db
      .selectFrom('result_contracts')
      .innerJoin('users', 'users.id', `${side}_signed_by`)
      .select(['result_contracts.id as contractId', 'users.name'])
      .where('partnership_id', '=', partnershipId)
      .execute(),
  );
  const [ofPartnership = [], ofMinistry = []] = await Promise.all(lists);
  return [
    ...ofPartnership.map((row) => ({ ...row, side: 'partnership' as const })),
    ...ofMinistry.map((row) => ({ ...row, side: 'ministry' as const })),
  ];
}

function contractsOf(db: Db, partnershipId: number) {
  return db
    .selectFrom('result_contracts')
    .select(['id', 'partnership_id as partnershipId', 'number', 'state', 'turn', 'reason', 'content', 'version'])
    .select(['effective_from as effectiveFrom', 'partnership_signed_at as partnershipSignedAt'])
    .select('ministry_signed_at as ministrySignedAt')
    .where('partnership_id', '=', partnershipId)
    .where('state', '<>', 'abandoned')
    .$narrowType<{ state: ContractState }>();
}
