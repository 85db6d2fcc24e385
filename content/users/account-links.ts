import { randomBytes } from 'node:crypto';
import type { Db } from '../db/schema.ts';
import { hashToken } from './hash-token.ts';

const HOUR_MS = 3_600_000;
const LINK_HOURS = { invitation: 7 * 24, reset: 2 } as const;
/** The first administrator may be long in coming. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export type LinkPurpose = 'invitation' | 'reset' | 'first_admin';

export interface AccountLink {
  purpose: LinkPurpose;
  /** null: it makes the first administrator. */
  user: { id: number; email: string; name: string } | null;
}

/** Makes a link that lets the user choose a password, and ends earlier ones of the same purpose. */
export async function makeLink(tx: Db, purpose: LinkPurpose, userId: number | null, now = new Date()): Promise<string> {
  await openLinks(tx, userId).where('purpose', '=', purpose).set({ used_at: now }).execute();
  const token = randomBytes(32).toString('base64url');
  const expires_at = linkEnd(purpose, now);
  await tx
    .insertInto('account_links')
    .values({ token_hash: hashToken(token), purpose, user_id: userId, created_at: now, expires_at, used_at: null })
    .execute();
  return token;
}

/** When a link made at `now` ends. */
export function linkEnd(purpose: LinkPurpose, now = new Date()): Date {
  return purpose === 'first_admin' ? NEVER : new Date(now.getTime() + LINK_HOURS[purpose] * HOUR_MS);
}

/** A name for the link that does not open it. */
export function linkName(token: string): string {
  return hashToken(token).slice(0, 16);
}

export async function wasLinkMadeSince(tx: Db, purpose: LinkPurpose, userId: number, moment: Date): Promise<boolean> {
  const link = await tx
    .selectFrom('account_links')
    .select('token_hash')
    .where('purpose', '=', purpose)
    .where('user_id', '=', userId)
    .where('created_at', '>', moment)
    .executeTakeFirst();
  return Boolean(link);
}

/** What the link is for; undefined when it is unknown, used or too old, or its user may not sign in. */
export async function findLink(db: Db, token: string, now = new Date()): Promise<AccountLink | undefined> {
  const row = await db
    .selectFrom('account_links')
    .leftJoin('users', 'users.id', 'account_links.user_id')
    .select(['purpose', 'users.id', 'users.email', 'users.name'])
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('users.suspended_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { purpose, id, email, name } = row;
  return { purpose, user: id !== null && email && name !== null ? { id, email, name } : null };
}

/** Uses the link up: of several who try at once only one succeeds. */
export async function useLink(tx: Db, token: string, now = new Date()): Promise<AccountLink | undefined> {
  const link = await findLink(tx, token, now);
  const used = await tx
    .updateTable('account_links')
    .set({ used_at: now })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n ? link : undefined;
}

/** Ends every link of the user that is still open. */
export async function endLinks(tx: Db, userId: number | null, now = new Date()): Promise<void> {
  await openLinks(tx, userId).set({ used_at: now }).execute();
}

function openLinks(tx: Db, userId: number | null) {
  const links = tx.updateTable('account_links').where('used_at', 'is', null);
  return userId === null ? links.where('user_id', 'is', null) : links.where('user_id', '=', userId);
}
