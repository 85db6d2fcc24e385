import { audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { endLinks, findLink, useLink } from './account-links.ts';
import { checkPassword, hashPassword, matches } from './password.ts';
import { endSessionsOf } from './sessions.ts';
import { type Browser, type OpenedSession, openSession } from './sign-in.ts';

/** Sets the password that somebody chose through a link, and signs them in; undefined when the link is of no use. */
export async function choosePassword(
  db: Db,
  token: string,
  password: string,
  browser: Browser,
): Promise<OpenedSession | undefined> {
  const link = await findLink(db, token);
  if (!link?.user) return undefined;
  const issues = checkPassword(password, link.user.email);
  if (issues.length) throw new Refused(issues);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const used = await useLink(tx, token);
    if (!used?.user) return undefined;
    const { id } = used.user;
    await storePassword(tx, id, passwordHash, browser.requestId, used.purpose);
    return openSession(tx, id, browser);
  });
}

/** Changes the password of somebody who knows the old one; only the session at hand lives on. */
export async function changePassword(
  db: Db,
  user: { id: number; email: string },
  { old, password }: { old: string; password: string },
  { requestId, sessionId }: Omit<Browser, 'data'>,
): Promise<void> {
  const { password_hash } = await db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow();
  if (!(await matches(old, password_hash)))
    throw new Refused([{ field: 'old', message: 'Den nuværende adgangskode er forkert.' }]);
  const issues = checkPassword(password, user.email);
  if (issues.length) throw new Refused(issues);
  const passwordHash = await hashPassword(password);
  await db
    .transaction()
    .execute((tx) => storePassword(tx, user.id, passwordHash, requestId, 'change', sessionId ?? ''));
}

async function storePassword(
  tx: Db,
  userId: number,
  passwordHash: string,
  requestId: string,
  how: string,
  keptSession = '',
): Promise<void> {
  const { role } = await tx
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('id', '=', userId)
    .returning('role')
    .executeTakeFirstOrThrow();
  await endSessionsOf(tx, userId, keptSession);
  await endLinks(tx, userId);
  const acting = { actor: { id: userId, role }, requestId };
  await audit(tx, acting, { action: 'user.set_password', objectType: 'user', objectId: userId, after: { how } });
}
