import { type Acting, audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { endLinks } from './account-links.ts';
import { demandOtherAdmin, lockUser } from './lock-user.ts';
import { endSessionsOf } from './sessions.ts';

/** Shuts the user out, at once and until reopened; what they wrote stays. */
export async function suspendUser(db: Db, acting: Acting, userId: number, reason: string): Promise<void> {
  if (acting.actor?.id === userId) throw new Refused([{ field: '', message: 'Du kan ikke spærre din egen konto.' }]);
  await db.transaction().execute(async (tx) => {
    await demandOtherAdmin(tx, userId);
    const user = await lockUser(tx, acting, userId);
    if (user.suspended_at) return;
    await tx.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', userId).execute();
    await endSessionsOf(tx, userId);
    await endLinks(tx, userId);
    await audit(tx, acting, { action: 'user.suspend', objectType: 'user', objectId: userId, reason });
  });
}

/** Lets a suspended user in again, as before. */
export async function reopenUser(db: Db, acting: Acting, userId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const user = await lockUser(tx, acting, userId);
    if (!user.suspended_at) return;
    await tx.updateTable('users').set({ suspended_at: null }).where('id', '=', userId).execute();
    await audit(tx, acting, { action: 'user.reopen', objectType: 'user', objectId: userId });
  });
}
