import { hash, verify } from '@node-rs/argon2';
import type { Issue } from '../entries/entry.ts';

const SHORTEST = 12;
const LONGEST = 200;
/** The package's own choice (argon2id, 19 MiB, twice) is what OWASP asks for. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** Nobody knows what this is the hash of; to compare with it takes as long as with that of a real password. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$84267ag3CLX7Nh9EX2eS7w$nX/KPFBdjdHcyagRHN0AjDdaBFESmvqAoPY6asfk6E4';

/** Whether the password belongs to the hash. Takes the same time when there is no hash. */
export async function matches(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS_HASH, password.slice(0, LONGEST + 1));
  return isRight && Boolean(passwordHash);
}

/** What is wrong with a password that somebody chooses. */
export function checkPassword(password: string, email: string, field = 'password'): Issue[] {
  const message = objection(password, email);
  return message ? [{ field, message }] : [];
}

function objection(password: string, email: string): string | undefined {
  if (!password) return 'Vælg en adgangskode.';
  if (password.length < SHORTEST) return `Adgangskoden skal have mindst ${SHORTEST} tegn.`;
  if (password.length > LONGEST) return `Adgangskoden må højst have ${LONGEST} tegn.`;
  if (password.toLowerCase() === email.toLowerCase()) return 'Adgangskoden må ikke være din e-mailadresse.';
  return undefined;
}
