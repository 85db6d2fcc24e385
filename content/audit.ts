import { sql } from 'kysely';
import type { Db } from './db/schema.ts';
import type { Actor } from './permissions/actor.ts';

/** Who acts, and in answer to which request. The site itself acts with an actor of null. */
export interface Acting {
  actor: Actor;
  requestId: string;
}

type ObjectType =
  | 'entry'
  | 'user'
  | 'term'
  | 'contact'
  | 'import'
  | 'collection'
  | 'synonyms'
  | 'wish'
  | 'programme'
  | 'partnership'
  | 'contract'
  | 'report'
  | 'assessment'
  | 'trial';

export interface AuditedChange {
  action: string;
  objectType: ObjectType;
  objectId: string | number;
  /** What the change was made from and to. Never a text of an entry and nothing personal: the log is for ever. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reason?: string;
}

/**
 * Writes down a change, in the transaction that makes it, when its rows are written: what comes after must not wait for
 * rows that another change holds, since one transaction at a time appends to the log.
 */
export async function audit(tx: Db, { actor, requestId }: Acting, change: AuditedChange): Promise<void> {
  const { action, objectType, objectId, before, after, reason = '' } = change;
  await tx
    .insertInto('audit_log')
    .values({
      actor_id: actor?.id ?? null,
      action,
      object_type: objectType,
      object_id: String(objectId),
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
      reason,
      request_id: requestId,
    })
    .execute();
}

/** The first row that does not follow from the one before it; undefined when the chain is whole. */
export async function findBrokenAuditRow(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ position: string }>`
    select position::text from (
      select position, previous_hash, hash, audit_hash(audit_log) as right_hash,
        lag(hash, 1, '') over (order by position) as hash_before, row_number() over (order by position) as number
      from audit_log) as chain
    where hash <> right_hash or previous_hash <> hash_before or position <> number
    order by chain.position limit 1`.execute(db);
  return rows[0]?.position;
}
