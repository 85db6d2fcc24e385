import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import type { ContractContent } from './contract.ts';
import { listProposals } from './contract-proposals.ts';
import { lockContract } from './lock-contract.ts';

/** What was said of a part of a contract while it was negotiated. */
export interface ContractComment {
  id: number;
  /** `text`, `goal:1`, `activity:2`, `dissemination:3`, or empty for the whole. */
  part: string;
  body: string;
  author: string;
  createdAt: Date;
}

/** The oldest first. */
export async function listComments(db: Db, contractId: number): Promise<ContractComment[]> {
  return db
    .selectFrom('contract_comments')
    .innerJoin('users', 'users.id', 'author_id')
    .select([
      'contract_comments.id',
      'part',
      'body',
      'users.name as author',
      'contract_comments.created_at as createdAt',
    ])
    .where('contract_id', '=', contractId)
    .orderBy('contract_comments.id')
    .execute();
}

export async function commentOnContract(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { part, body }: { part: string; body: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { contract } = await lockContract(tx, partnershipId, acting, 'contract.comment');
    const sent = (await listProposals(tx, contract.id)).at(-1);
    if (![contract, ...(sent ? [sent] : [])].some(({ content }) => partsOf(content).includes(part)))
      throw new Refused([{ field: 'part', message: 'Det, kommentaren handler om, står ikke længere i kontrakten.' }]);
    await tx
      .insertInto('contract_comments')
      .values({ contract_id: contract.id, part, body, author_id: acting.actor?.id as number })
      .execute();
    await audit(tx, acting, {
      action: 'contract.comment',
      objectType: 'contract',
      objectId: contract.id,
      after: { part },
    });
  });
}

/** The names of what can be spoken of by itself. */
export function partsOf({ goals, activities, dissemination }: ContractContent): string[] {
  return [
    ...['', 'text'],
    ...goals.map(({ key }) => `goal:${key}`),
    ...activities.map(({ key }) => `activity:${key}`),
    ...dissemination.map(({ key }) => `dissemination:${key}`),
  ];
}
