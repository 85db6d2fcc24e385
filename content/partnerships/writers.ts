import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { NotFound, Refused } from '../refusal.ts';
import type { User } from '../users/user.ts';
import { lockPartnership } from './partnership-subject.ts';

/** Who writes for a partnership, in the order of the names. */
export async function listWriters(db: Db, partnershipId: number): Promise<User[]> {
  return db
    .selectFrom('partnership_users')
    .innerJoin('users', 'users.id', 'partnership_users.user_id')
    .select(['users.id', 'users.name', 'users.organisation', 'users.email', 'users.role'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('users.name')
    .orderBy('users.id')
    .execute();
}

/** Lets a user write for the partnership. */
export async function addWriter(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  email: string,
): Promise<User> {
  return db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.manage');
    const writer = await findWriter(tx, email);
    if (!writer) throw refuse('Der er ingen bruger, der kan skrive, med den adresse.');
    const added = await tx
      .insertInto('partnership_users')
      .values({ partnership_id: partnershipId, user_id: writer.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .executeTakeFirst();
    if (!added) throw refuse(`${writer.name} skriver allerede for partnerskabet.`);
    await auditWriter(tx, acting, 'add_writer', partnershipId, { after: { author: writer.id } });
    return writer;
  });
}

/** Takes the right to write for the partnership from a user. What was written stays. */
export async function removeWriter(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  userId: number,
): Promise<User> {
  return db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.manage');
    const writer = (await listWriters(tx, partnershipId)).find(({ id }) => id === userId);
    if (!writer) throw new NotFound(`User ${userId} does not write for ${partnershipId}`);
    await tx
      .deleteFrom('partnership_users')
      .where('partnership_id', '=', partnershipId)
      .where('user_id', '=', userId)
      .execute();
    await auditWriter(tx, acting, 'remove_writer', partnershipId, { before: { author: userId } });
    return writer;
  });
}

const refuse = (message: string) => new Refused([{ field: 'email', message }]);

async function findWriter(tx: Db, email: string): Promise<User | undefined> {
  const user = await tx
    .selectFrom('users')
    .select(['id', 'name', 'organisation', 'email', 'role'])
    .where('email', '=', email.trim().toLowerCase())
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  return user && can(user, 'entry.create', 'site') ? user : undefined;
}

async function auditWriter(
  tx: Db,
  acting: Acting,
  action: 'add_writer' | 'remove_writer',
  partnershipId: number,
  details: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await audit(tx, acting, {
    action: `partnership.${action}`,
    objectType: 'partnership',
    objectId: partnershipId,
    ...details,
  });
}
