import { resolve } from 'node:path';
import { z } from 'zod';
import type { Role } from '#content/db/schema.ts';

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((number) => number >= min && number <= max, `must be a whole number from ${min} to ${max}`);
/** Where people sign in must not be somebody else on the way; on the same machine nobody is. */
const issuer = url('http:', 'https:').refine(
  (text) => !text.startsWith('http:') || ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(text)?.hostname ?? ''),
  { error: 'must begin with https:// unless it is on this machine' },
);
const roles = ['reader', 'partner', 'consultant', 'editor', 'admin'] as const;
const oidcRoles = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  .refine((pairs) => pairs.every(([value, role, more]) => value && isRole(role) && more === undefined), {
    error: `must be pairs like integrationsservice=consultant, with one of ${roles.join(', ')}`,
  })
  .transform((pairs) => new Map(pairs.map(([value, role]) => [value, role] as [string, Role])));
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const schema = z.object({
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((folder) => resolve(folder)),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  MEILI_URL: url('http:', 'https:').optional(),
  MEILI_API_KEY: z.string().optional(),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{0,100}$/, 'may hold letters, digits, _ and - only')
    .optional(),
  PUBLIC_URL: url('http:', 'https:')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  ACCESSIBILITY_URL: url('https:', 'http:').default('https://www.was.digst.dk/'),
  CONTACT_EMAIL: z.email('must be an e-mail address').optional(),
  TRUST_PROXY: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .transform((text) => text === 'true'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLE_CLAIM: z.string().default('roles'),
  OIDC_ROLES: oidcRoles.default(new Map()),
  RATE_LIMIT: wholeNumber(0, 1_000_000).default(300),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

function isRole(text: string | undefined): text is Role {
  return roles.some((role) => role === text);
}

export type Config = ReturnType<typeof readConfig>;

/** Reads the environment; throws one line that names each bad value. An empty value counts as none. */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { data, error } = schema.safeParse(given);
  if (error) throw new Error(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  const publicUrl = data.PUBLIC_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    meiliUrl: data.MEILI_URL,
    meiliApiKey: data.MEILI_API_KEY,
    meiliIndexPrefix: data.MEILI_INDEX_PREFIX,
    /** Without a trailing slash. */
    publicUrl,
    accessibilityUrl: data.ACCESSIBILITY_URL,
    contactEmail: data.CONTACT_EMAIL,
    trustProxy: data.TRUST_PROXY,
    /** Without one, mails become files in the data folder. */
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM ?? `erfaringsdatabasen@${new URL(publicUrl).hostname}`,
    oidc: readOidc(data),
    /** Searches a minute and address; 0 is no limit. */
    rateLimit: data.RATE_LIMIT,
    logLevel: data.LOG_LEVEL,
  };
}

/** The organisation's own sign-in, where it has one. */
function readOidc(data: z.infer<typeof schema>) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLE_CLAIM, OIDC_ROLES } = data;
  if (!OIDC_ISSUER && !OIDC_CLIENT_ID) return undefined;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) throw new Error('OIDC_ISSUER and OIDC_CLIENT_ID must both be set, or neither');
  if (!OIDC_ROLES.size) throw new Error('OIDC_ROLES must say who gets which role when OIDC_ISSUER is set');
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    roleClaim: OIDC_ROLE_CLAIM,
    /** From a value of the claim to a role here. */
    roles: OIDC_ROLES,
  };
}
