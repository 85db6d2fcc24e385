import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { type User, userColumns } from './user.ts';

/** A user as those see it who manage users. */
export interface ManagedUser extends User {
  createdAt: Date;
  suspendedAt: Date | null;
  lastSignInAt: Date | null;
  /** A password was chosen, or the organisation's own sign-in was used. */
  hasAccepted: boolean;
  /** Signs in at the organisation's own service, which also decides the role. */
  isExternal: boolean;
}

/** All users, those of the same role together, each in the order of the names. */
export async function listUsers(db: Db): Promise<ManagedUser[]> {
  return managedUsers(db)
    .orderBy(sql`array_position(array['admin', 'editor', 'consultant', 'partner', 'reader'], role)`)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
}

export async function findManagedUser(db: Db, id: number): Promise<ManagedUser | undefined> {
  return managedUsers(db).where('id', '=', id).executeTakeFirst();
}

export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  return db.selectFrom('users').select(userColumns).where('email', '=', email.toLowerCase()).executeTakeFirst();
}

export async function hasAdmin(db: Db): Promise<boolean> {
  return Boolean(await db.selectFrom('users').select('id').where('role', '=', 'admin').limit(1).executeTakeFirst());
}

function managedUsers(db: Db) {
  return db
    .selectFrom('users')
    .select([...userColumns, 'created_at as createdAt', 'suspended_at as suspendedAt'])
    .select(['last_sign_in_at as lastSignInAt', sql<boolean>`oidc_subject is not null`.as('isExternal')])
    .select(sql<boolean>`password_hash is not null or oidc_subject is not null`.as('hasAccepted'));
}

/** Whether the user signs in here, with a password. */
export async function hasPassword(db: Db, id: number): Promise<boolean> {
  const user = await db.selectFrom('users').select('password_hash').where('id', '=', id).executeTakeFirst();
  return Boolean(user?.password_hash);
}
