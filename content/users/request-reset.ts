import { audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import { linkEnd, linkName, makeLink, wasLinkMadeSince } from './account-links.ts';

/** Nobody's inbox is filled by somebody else's impatience. */
const PAUSE_MS = 60_000;

/**
 * Mails a link to choose a new password, if there is such a user and they sign in with a password. Says nothing either
 * way; to be called when the answer is already on its way, so that its time says nothing either.
 */
export async function requestReset(db: Db, email: string, requestId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['id', 'email', 'name'])
      .where('email', '=', email.toLowerCase())
      .where('suspended_at', 'is', null)
      .where('oidc_subject', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!user || (await wasLinkMadeSince(tx, 'reset', user.id, new Date(Date.now() - PAUSE_MS)))) return;
    const token = await makeLink(tx, 'reset', user.id);
    await enqueueMail(tx, {
      key: `reset:${linkName(token)}`,
      recipient: user.email,
      template: 'reset',
      data: { name: user.name, token, expiresAt: linkEnd('reset').toISOString() },
    });
    const acting = { actor: null, requestId };
    await audit(tx, acting, { action: 'user.ask_reset', objectType: 'user', objectId: user.id });
  });
}
