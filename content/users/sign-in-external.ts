import { type AuditedChange, audit } from '../audit.ts';
import type { Db, Role } from '../db/schema.ts';
import { endLinks } from './account-links.ts';
import { demandOtherAdmin } from './lock-user.ts';
import { endSessionsOf } from './sessions.ts';
import { type Browser, type OpenedSession, openSession } from './sign-in.ts';

/** Whom the organisation's own sign-in service vouches for. */
export interface ExternalIdentity {
  subject: string;
  /** In lower case. */
  email: string;
  isEmailVerified: boolean;
  name: string;
  /** undefined: the organisation gives them none of our roles. */
  role: Role | undefined;
}

/** Why somebody whom the service knows may still not come in. */
export type ExternalRefusal = 'no_role' | 'no_email' | 'email_taken' | 'suspended';

/** A user, and what the sign-in has changed about them so far. */
interface Known {
  id: number;
  role: Role;
  changes: AuditedChange[];
}

/** Signs in whom the service vouches for, as the user they are known as, or as a new one. The role is the service's. */
export async function signInExternal(
  db: Db,
  { role, ...identity }: ExternalIdentity,
  browser: Browser,
): Promise<OpenedSession | ExternalRefusal> {
  if (!role) return 'no_role';
  return db.transaction().execute(async (tx) => {
    const known = (await findKnown(tx, identity)) ?? (await createUser(tx, identity, role));
    if (typeof known === 'string') return known;
    await followRole(tx, known, role);
    const acting = { actor: null, requestId: browser.requestId };
    for (const change of known.changes) await audit(tx, acting, change);
    return openSession(tx, known.id, browser);
  });
}

type Identity = Omit<ExternalIdentity, 'role'>;

async function findKnown(
  tx: Db,
  { subject, email, isEmailVerified }: Identity,
): Promise<Known | ExternalRefusal | undefined> {
  const users = tx.selectFrom('users').select(['id', 'role', 'suspended_at', 'oidc_subject']).forUpdate();
  const bySubject = await users.where('oidc_subject', '=', subject).executeTakeFirst();
  const user = bySubject ?? (email ? await users.where('email', '=', email).executeTakeFirst() : undefined);
  if (!user) return undefined;
  if (user.suspended_at) return 'suspended';
  const { id, role } = user;
  if (bySubject) return { id, role, changes: [] };
  // Whoever writes somebody else's address into their profile must not become that person.
  if (!isEmailVerified || user.oidc_subject) return 'email_taken';
  await link(tx, id, subject);
  return { id, role, changes: [{ action: 'user.link', objectType: 'user', objectId: id }] };
}

/** From now on only the organisation says who this is: the password here ends. */
async function link(tx: Db, id: number, subject: string): Promise<void> {
  await tx.updateTable('users').set({ oidc_subject: subject, password_hash: null }).where('id', '=', id).execute();
  await endLinks(tx, id);
  await endSessionsOf(tx, id);
}

async function createUser(tx: Db, { subject, email, name }: Identity, role: Role): Promise<Known | ExternalRefusal> {
  if (!email) return 'no_email';
  const { id } = await tx
    .insertInto('users')
    .values({ email, name, role, oidc_subject: subject })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    id,
    role,
    changes: [{ action: 'user.create', objectType: 'user', objectId: id, after: { role, how: 'oidc' } }],
  };
}

async function followRole(tx: Db, { id, role: before, changes }: Known, role: Role): Promise<void> {
  if (before === role) return;
  if (before === 'admin') await demandOtherAdmin(tx, id);
  await tx.updateTable('users').set({ role }).where('id', '=', id).execute();
  await endSessionsOf(tx, id);
  changes.push({
    action: 'user.change_role',
    objectType: 'user',
    objectId: id,
    before: { role: before },
    after: { role, how: 'oidc' },
  });
}
