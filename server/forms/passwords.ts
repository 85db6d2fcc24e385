import { Refused } from '#content/refusal.ts';

/** A password is taken as it was typed, spaces and all. */
function read(body: unknown, name: string): string {
  const value =
    body && typeof body === 'object' && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : '';
  return typeof value === 'string' ? value : '';
}

/** The old password and the new one, which must have been typed twice. */
export function readPasswords(body: unknown): { old: string; password: string } {
  return { old: read(body, 'old'), password: readNewPassword(body) };
}

/** The new password, which must have been typed twice alike. */
export function readNewPassword(body: unknown): string {
  const password = read(body, 'password');
  if (password !== read(body, 'again'))
    throw new Refused([{ field: 'again', message: 'De to adgangskoder er ikke ens.' }]);
  return password;
}
