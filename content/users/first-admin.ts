import { audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { endLinks, findLink, makeLink, useLink } from './account-links.ts';
import { checkPassword, hashPassword } from './password.ts';
import { hasAdmin } from './queries.ts';
import { type Browser, type OpenedSession, openSession } from './sign-in.ts';

/** What the link holds that makes the first administrator; undefined when there is one. Each call ends the link before. */
export async function makeFirstAdminLink(db: Db): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    if (await hasAdmin(tx)) return undefined;
    return makeLink(tx, 'first_admin', null);
  });
}

/** Makes the first administrator and signs them in; undefined when the link is of no use (any more). */
export async function createFirstAdmin(
  db: Db,
  token: string,
  { email, name, password }: { email: string; name: string; password: string },
  browser: Browser,
): Promise<OpenedSession | undefined> {
  const issues = checkPassword(password, email);
  if (issues.length) throw new Refused(issues);
  if ((await findLink(db, token))?.purpose !== 'first_admin') return undefined;
  const password_hash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const link = await useLink(tx, token);
    if (link?.purpose !== 'first_admin' || (await hasAdmin(tx))) return undefined;
    const user = await tx
      .insertInto('users')
      .values({ email: email.toLowerCase(), name, role: 'admin', password_hash })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!user) throw new Refused([{ field: 'email', message: 'Der er allerede en bruger med den e-mail.' }]);
    await endLinks(tx, null);
    const session = await openSession(tx, user.id, browser);
    const acting = { actor: { id: user.id, role: 'admin' as const }, requestId: browser.requestId };
    await audit(tx, acting, {
      action: 'user.create',
      objectType: 'user',
      objectId: user.id,
      after: { role: 'admin', how: 'first_admin' },
    });
    return session;
  });
}
