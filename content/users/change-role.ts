import { type Acting, audit } from '../audit.ts';
import type { Db, Role } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { demandOtherAdmin, lockUser } from './lock-user.ts';
import { endSessionsOf } from './sessions.ts';

/** Gives the user another role and signs them out everywhere, so that nothing goes on under the old one. */
export async function changeRole(db: Db, acting: Acting, userId: number, role: Role): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (role !== 'admin') await demandOtherAdmin(tx, userId);
    const user = await lockUser(tx, acting, userId);
    if (user.role === role) return;
    if (user.oidc_subject)
      throw new Refused([{ field: 'role', message: 'Rollen bestemmes af brugerens egen organisation.' }]);
    await tx.updateTable('users').set({ role }).where('id', '=', userId).execute();
    await endSessionsOf(tx, userId);
    await audit(tx, acting, {
      action: 'user.change_role',
      objectType: 'user',
      objectId: userId,
      before: { role: user.role },
      after: { role },
    });
  });
}
