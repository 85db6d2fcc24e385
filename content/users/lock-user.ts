import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';

/** Locks the user that `acting` wants to change until the end of the transaction; throws where that may not be. */
export async function lockUser(tx: Db, { actor }: Acting, id: number) {
  if (!can(actor, 'user.manage', 'site')) throw new Forbidden('user.manage is refused');
  const user = await tx.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!user) throw new NotFound(`No user ${id}`);
  return user;
}

/** Throws when nobody could manage users any more without this one. Locks every administrator, always in one order. */
export async function demandOtherAdmin(tx: Db, id: number): Promise<void> {
  const admins = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('suspended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (!admins.some((admin) => admin.id !== id))
    throw new Refused([{ field: '', message: 'Der skal være mindst én anden administrator først.' }]);
}
