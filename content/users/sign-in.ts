import { audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { matches } from './password.ts';
import { endSession, startSession } from './sessions.ts';

/** The browser that signs in: the session it has, which ends, and what the new one keeps of it. */
export interface Browser {
  requestId: string;
  sessionId: string | null;
  data: Record<string, unknown>;
}

export interface OpenedSession {
  id: string;
  token: string;
}

/**
 * Signs in with a password. The answer, and its time, is the same for a wrong password, an unknown address, and one that
 * may not sign in.
 */
export async function signInWithPassword(
  db: Db,
  { email, password }: { email: string; password: string },
  browser: Browser,
): Promise<OpenedSession | undefined> {
  const known = await db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', email.toLowerCase())
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  if (!(await matches(password, known?.password_hash)) || !known) return undefined;
  return db.transaction().execute(async (tx) => {
    // The password may have been changed, or the user suspended, while it was compared.
    const user = await tx
      .selectFrom('users')
      .select('id')
      .where('id', '=', known.id)
      .where('suspended_at', 'is', null)
      .where('password_hash', '=', known.password_hash)
      .forUpdate()
      .executeTakeFirst();
    return user && openSession(tx, user.id, browser);
  });
}

/** Begins the session of somebody who has shown who they are; the one that the browser had before ends. */
export async function openSession(tx: Db, userId: number, browser: Browser): Promise<OpenedSession> {
  const { role } = await tx
    .updateTable('users')
    .set({ last_sign_in_at: new Date() })
    .where('id', '=', userId)
    .returning('role')
    .executeTakeFirstOrThrow();
  if (browser.sessionId) await endSession(tx, browser.sessionId);
  const session = await startSession(tx, userId, browser.data);
  const acting = { actor: { id: userId, role }, requestId: browser.requestId };
  await audit(tx, acting, { action: 'user.sign_in', objectType: 'user', objectId: userId });
  return session;
}
