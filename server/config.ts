import { resolve } from 'node:path';
import { z } from 'zod';

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
  RATE_LIMIT: wholeNumber(0, 1_000_000).default(300),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

export type Config = ReturnType<typeof readConfig>;

/** Reads the environment; throws one line that names each bad value. An empty value counts as none. */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { data, error } = schema.safeParse(given);
  if (error) throw new Error(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    meiliUrl: data.MEILI_URL,
    meiliApiKey: data.MEILI_API_KEY,
    meiliIndexPrefix: data.MEILI_INDEX_PREFIX,
    /** Without a trailing slash. */
    publicUrl: data.PUBLIC_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`,
    accessibilityUrl: data.ACCESSIBILITY_URL,
    contactEmail: data.CONTACT_EMAIL,
    trustProxy: data.TRUST_PROXY,
    /** Searches a minute and address; 0 is no limit. */
    rateLimit: data.RATE_LIMIT,
    logLevel: data.LOG_LEVEL,
  };
}
