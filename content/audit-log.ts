import { sql } from 'kysely';
import type { Db } from './db/schema.ts';

export interface AuditFilter {
  action?: string;
  objectType?: string;
  objectId?: string;
  actorId?: number;
  /** Days in Denmark, `yyyy-mm-dd`; both are included. */
  from?: string;
  to?: string;
}

export interface AuditRow {
  position: number;
  at: Date;
  /** null: the site acted by itself. */
  actor: string | null;
  action: string;
  objectType: string;
  objectId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string;
  requestId: string;
  hash: string;
}

/** The rows that pass the filter, the newest first, below the position `below`. */
export async function listAuditRows(
  db: Db,
  filter: AuditFilter,
  { limit, offset = 0, below }: { limit: number; offset?: number; below?: number },
): Promise<AuditRow[]> {
  return filtered(db, filter)
    .leftJoin('users', 'users.id', 'actor_id')
    .select([sql<number>`position::float8`.as('position'), 'at', 'users.name as actor', 'action'])
    .select(['object_type as objectType', 'object_id as objectId', 'before', 'after', 'reason'])
    .select(['request_id as requestId', 'hash'])
    .$if(below !== undefined, (query) => query.where(sql<boolean>`position < ${below ?? 0}`))
    .orderBy('audit_log.position', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countAuditRows(db: Db, filter: AuditFilter): Promise<number> {
  const { count } = await filtered(db, filter).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return count;
}

/** What the log can be narrowed down to: the actions, kinds of object and people that stand in it. */
export async function listAuditChoices(db: Db) {
  const actions = await db.selectFrom('audit_log').select('action').distinct().orderBy('action').execute();
  const objectTypes = await db
    .selectFrom('audit_log')
    .select('object_type')
    .distinct()
    .orderBy('object_type')
    .execute();
  const actors = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', (log) => log.selectFrom('audit_log').select('actor_id').distinct())
    .orderBy(sql`lower(name)`)
    .execute();
  return {
    actions: actions.map(({ action }) => action),
    objectTypes: objectTypes.map(({ object_type }) => object_type),
    actors,
  };
}

function filtered(db: Db, { action, objectType, objectId, actorId, from, to }: AuditFilter) {
  let query = db.selectFrom('audit_log');
  if (action) query = query.where('action', '=', action);
  if (objectType) query = query.where('object_type', '=', objectType);
  if (objectId) query = query.where('object_id', '=', objectId);
  if (actorId !== undefined) query = query.where('actor_id', '=', actorId);
  if (from) query = query.where('at', '>=', startOfDay(from));
  if (to) query = query.where('at', '<', sql<Date>`${startOfDay(to)} + interval '1 day'`);
  return query;
}

function startOfDay(day: string) {
  return sql<Date>`(${day}::date::timestamp at time zone 'Europe/Copenhagen')`;
}
