import type { LightMyRequestResponse as Response } from 'fastify';
import type { Role } from '#content/db/schema.ts';
import { hashPassword } from '#content/users/password.ts';
import type { User } from '#content/users/user.ts';
import type { TestSite } from './app.ts';

export const PASSWORD = 'en god lang adgangskode';
/** One hash for all users of a test file: to make one is slow on purpose. */
let passwordHash: Promise<string> | undefined;
let made = 0;

type Fields = Record<string, string | string[]>;

/** What a browser does with the site: it keeps cookies and sends the token of the last form it saw. */
export interface TestBrowser {
  cookies: Record<string, string>;
  get(path: string): Promise<Response>;
  /** Sends a form as a page of the site does; takes a token from /log-ind or /mit/konto when none was seen. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>;
  /** The token of the last form seen. */
  csrf(): string;
}

export interface SignedIn extends TestBrowser {
  user: User;
}

/** Writes a user who can sign in with PASSWORD. */
export async function createUser({ deps }: TestSite, role: Role, changes: Partial<User> = {}): Promise<User> {
  passwordHash ??= hashPassword(PASSWORD);
  const number = ++made;
  const values = {
    email: `${role}-${number}@eksempel.dk`,
    name: `${role} ${number}`,
    organisation: 'Prøve',
    ...changes,
  };
  return deps.db
    .insertInto('users')
    .values({ ...values, role, password_hash: await passwordHash })
    .returning(['id', 'email', 'name', 'organisation', 'role'])
    .executeTakeFirstOrThrow();
}

/** Signs in through the page, as a new user of the role or as `who`. */
export async function signIn(site: TestSite, who: Role | User): Promise<SignedIn> {
  const user = typeof who === 'string' ? await createUser(site, who) : who;
  const browser = openBrowser(site);
  await browser.get('/log-ind');
  const { statusCode, body } = await browser.post('/log-ind', { email: user.email, password: PASSWORD });
  if (statusCode !== 303) throw new Error(`Could not sign in as ${user.email}: ${statusCode} ${body}`);
  // A form of the new session, for its token.
  await browser.get('/mit/konto');
  return { ...browser, user };
}

/** A browser without a session, at a network address of its own. */
export function openBrowser({ app, deps }: TestSite): TestBrowser {
  const cookies: Record<string, string> = {};
  const remoteAddress = `10.${(++made >> 16) & 255}.${(made >> 8) & 255}.${made & 255}`;
  const { origin, host } = new URL(deps.config.publicUrl);
  let token = '';
  const remember = (response: Response) => {
    for (const { name, value } of response.cookies) {
      if (value) cookies[name] = value;
      else delete cookies[name];
    }
    if (String(response.headers['content-type']).startsWith('text/html')) token = readToken(response.body) ?? token;
    return response;
  };
  const get = async (url: string) => remember(await app.inject({ url, cookies, remoteAddress, headers: { host } }));
  return {
    cookies,
    get,
    csrf: () => token,
    post: async (url, fields = {}, headers = {}) => {
      for (const page of ['/log-ind', '/mit/konto']) if (!token) await get(page);
      const payload = encode({ _csrf: token, ...fields });
      const sent = { host, origin, 'content-type': 'application/x-www-form-urlencoded', ...headers };
      return remember(await app.inject({ method: 'POST', url, cookies, remoteAddress, payload, headers: sent }));
    },
  };
}

function encode(fields: Fields): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) parameters.append(name, one);
  return parameters.toString();
}

function readToken(html: string): string | undefined {
  return /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
}

/** What a real browser must hold to go on in this session. */
export function storageState({ cookies }: Pick<TestBrowser, 'cookies'>) {
  const common = {
    domain: '127.0.0.1',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax',
  } as const;
  return { cookies: Object.entries(cookies).map(([name, value]) => ({ name, value, ...common })), origins: [] };
}
