import { createHash } from 'node:crypto';

/** What is stored of a random token: it finds the row, but whoever reads the row cannot use it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
