import type { Role } from '#content/db/schema.ts';
import type { ExternalIdentity } from '#content/users/sign-in-external.ts';
import type { Config } from '../config.ts';

/** From the least to the most allowed: of several roles the last counts. */
const ranks: Role[] = ['reader', 'partner', 'consultant', 'editor', 'admin'];

type Claims = Record<string, unknown> & { iss?: unknown; sub?: unknown };

/** What the organisation says of somebody, in our words. */
export function readIdentity(claims: Claims, { roleClaim, roles }: NonNullable<Config['oidc']>): ExternalIdentity {
  const given = [findClaim(claims, roleClaim)].flat().map((value) => roles.get(String(value)));
  return {
    // A subject is unique within its issuer alone.
    subject: `${claims.iss} ${claims.sub}`,
    email: text(claims.email).toLowerCase(),
    isEmailVerified: claims.email_verified === true,
    name: text(claims.name) || text(claims.email),
    role: ranks.findLast((role) => given.includes(role)),
  };
}

/** `realm_access.roles` is a claim of that name, or else `roles` within `realm_access`. */
function findClaim(claims: Claims, path: string): unknown {
  if (path in claims) return claims[path];
  return path.split('.').reduce<unknown>((found, name) => {
    return found && typeof found === 'object' ? (found as Record<string, unknown>)[name] : undefined;
  }, claims);
}

/** One line of text, as every field of a mail's head must be. */
function text(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 200)
    : '';
}
