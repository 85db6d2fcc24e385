import { type Acting, audit } from '../audit.ts';
import type { Db, Role } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import { can } from '../permissions.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { linkEnd, linkName, makeLink } from './account-links.ts';
import { lockUser } from './lock-user.ts';

export interface NewUser {
  email: string;
  name: string;
  organisation: string;
  role: Role;
}

/** Makes a user and mails them a link to choose a password with. */
export async function inviteUser(db: Db, acting: Acting, values: NewUser): Promise<number> {
  if (!can(acting.actor, 'user.manage', 'site')) throw new Forbidden('user.manage is refused');
  return db.transaction().execute(async (tx) => {
    const id = await insertUser(tx, values);
    await mailInvitation(tx, { id, ...values });
    await audit(tx, acting, created(id, values.role));
    return id;
  });
}

/** Makes a user without a mail, for the command line; returns what their link holds. */
export async function addUser(db: Db, values: NewUser): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const id = await insertUser(tx, values);
    const token = await makeLink(tx, 'invitation', id);
    await audit(tx, { actor: null, requestId: 'manage' }, created(id, values.role));
    return token;
  });
}

/** Mails a new link to somebody who has not used theirs; the old one ends. */
export async function inviteAgain(db: Db, acting: Acting, userId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const user = await lockUser(tx, acting, userId);
    if (user.password_hash || user.oidc_subject || user.suspended_at)
      throw new Refused([{ field: '', message: 'Brugeren har allerede adgang eller er spærret.' }]);
    await mailInvitation(tx, user);
    await audit(tx, acting, { action: 'user.invite_again', objectType: 'user', objectId: userId });
  });
}

async function insertUser(tx: Db, { email, name, organisation, role }: NewUser): Promise<number> {
  const user = await tx
    .insertInto('users')
    .values({ email: email.toLowerCase(), name, organisation, role })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!user) throw new Refused([{ field: 'email', message: 'Der er allerede en bruger med den e-mail.' }]);
  return user.id;
}

async function mailInvitation(tx: Db, { id, email, name }: { id: number; email: string; name: string }): Promise<void> {
  const token = await makeLink(tx, 'invitation', id);
  await enqueueMail(tx, {
    key: `invitation:${linkName(token)}`,
    recipient: email.toLowerCase(),
    template: 'invitation',
    data: { name, token, expiresAt: linkEnd('invitation').toISOString() },
  });
}

const created = (id: number, role: Role) =>
  ({ action: 'user.create', objectType: 'user', objectId: id, after: { role } }) as const;
