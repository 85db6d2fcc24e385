import { randomBytes } from 'node:crypto';
import type { Db } from '../db/schema.ts';
import { hashToken } from './hash-token.ts';
import { type User, userColumns } from './user.ts';

const HOUR_MS = 3_600_000;
/** How long a session lives without a request: that of somebody signed in, and that of a form to sign in. */
const IDLE_MS = { signedIn: 12 * HOUR_MS, anonymous: 2 * HOUR_MS };
/** A session's end is moved at most this often, so that not every request writes. */
const EXTENSION_STEP_MS = HOUR_MS / 4;

export interface StoredSession {
  /** The name of the row; what the browser holds cannot be found from it. */
  id: string;
  user: User | null;
  data: Record<string, unknown>;
}

/** The living session that the browser's `token` opens; moves its end. That of a suspended user is none. */
export async function findSession(db: Db, token: string, now = new Date()): Promise<StoredSession | undefined> {
  const row = await db
    .selectFrom('sessions')
    .leftJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id as session_id', 'sessions.user_id', 'sessions.data', 'sessions.expires_at', ...userColumns])
    .where('sessions.id', '=', hashToken(token))
    .where('sessions.expires_at', '>', now)
    .where('users.suspended_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { session_id, user_id, data, expires_at, id, email, name, organisation, role } = row;
  const end = expiry(user_id, now);
  if (end.getTime() - expires_at.getTime() > EXTENSION_STEP_MS)
    await db.updateTable('sessions').set({ expires_at: end }).where('id', '=', session_id).execute();
  const user =
    id && email && name !== null && role ? { id, email, name, organisation: organisation ?? '', role } : null;
  return { id: session_id, user, data };
}

/** Begins a session and returns what the browser has to keep, which is stored nowhere. */
export async function startSession(
  tx: Db,
  userId: number | null,
  data: Record<string, unknown>,
  now = new Date(),
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = hashToken(token);
  const expires_at = expiry(userId, now);
  await tx
    .insertInto('sessions')
    .values({ id, user_id: userId, data: JSON.stringify(data), expires_at })
    .execute();
  return { id, token };
}

/** Keeps what a session has learnt; one that has ended in the meantime stays ended. */
export async function saveSession(db: Db, id: string, data: Record<string, unknown>): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ data: JSON.stringify(data) })
    .where('id', '=', id)
    .execute();
}

export async function endSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute();
}

/** Signs the user out everywhere, or everywhere but here. */
export async function endSessionsOf(tx: Db, userId: number, exceptId = ''): Promise<void> {
  await tx.deleteFrom('sessions').where('user_id', '=', userId).where('id', '<>', exceptId).execute();
}

export async function removeExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}

function expiry(userId: number | null, now: Date): Date {
  return new Date(now.getTime() + (userId === null ? IDLE_MS.anonymous : IDLE_MS.signedIn));
}
