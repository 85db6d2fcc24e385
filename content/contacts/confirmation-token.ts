import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/schema.ts';
import { getSecret } from '../secrets.ts';

const TOKEN = /^(?<id>[1-9]\d{0,9})-(?<signature>[A-Za-z0-9_-]{43})$/;

/** A key to sign with; it must be read before a transaction begins. */
export function getConfirmationKey(db: Db): Promise<Buffer> {
  return getSecret(db, 'contact confirmation');
}

/** The part of a link that lets the contact answer, without signing in. */
export function signConfirmation(key: Buffer, confirmation: { id: number; entryId: number }): string {
  return `${confirmation.id}-${sign(key, confirmation).toString('base64url')}`;
}

/** The confirmation that a token names; whether we signed it is another question. */
export function readConfirmationId(token: string): number | undefined {
  const id = Number(TOKEN.exec(token)?.groups?.id);
  return id <= 2 ** 31 - 1 ? id : undefined;
}

/** Whether the token is the one that we sent for this confirmation of this entry. */
export function isSignedByUs(key: Buffer, token: string, confirmation: { id: number; entryId: number }): boolean {
  const signature = Buffer.from(TOKEN.exec(token)?.groups?.signature ?? '', 'base64url');
  const right = sign(key, confirmation);
  return signature.length === right.length && timingSafeEqual(signature, right);
}

function sign(key: Buffer, { id, entryId }: { id: number; entryId: number }): Buffer {
  return createHmac('sha256', key).update(`confirmation ${id} of entry ${entryId}`).digest();
}
