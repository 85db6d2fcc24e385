import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface Account {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  roles?: string[] | string;
}

/** A real sign-in service, at which whoever `signsIn` says is signed in already. */
export interface SignInService {
  issuer: string;
  signsIn(account: Account): void;
  /** Follows a browser that was sent there, and returns the address that it is sent back to. */
  visit(href: string): Promise<string>;
  close(): Promise<void>;
}

export const CLIENT = { id: 'erfaringsdatabasen', secret: 'en hemmelighed mellem de to' };

export async function startSignInService(redirectUri: string, port = 0): Promise<SignInService> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let account: Account = { sub: 'nobody' };
  const provider = new Provider(
    issuer,
    configure(redirectUri, () => account),
  );
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    return agree(provider, account.sub, request, response);
  });
  return {
    issuer,
    signsIn: (next) => {
      account = next;
    },
    visit: (href) => follow(href, redirectUri),
    close: () => close(server),
  };
}

function configure(redirectUri: string, getAccount: () => Account): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'roles'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: () => ({ accountId: getAccount().sub, claims: () => ({ ...getAccount() }) }),
    cookies: { keys: ['for tests alone'] },
    // Said outright, so that the service does not write about its own choices.
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })] },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  };
}

/** The person signs in and lets the site know who they are. */
async function agree(
  provider: Provider,
  accountId: string,
  request: Parameters<Provider['interactionDetails']>[0],
  response: Parameters<Provider['interactionDetails']>[1],
): Promise<void> {
  const grant = new provider.Grant({ accountId, clientId: CLIENT.id });
  grant.addOIDCScope('openid email profile');
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
}

async function follow(href: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = href;
  while (!at.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (!next) throw new Error(`The service answered ${response.status} at ${at}: ${await response.text()}`);
    at = new URL(next, at).href;
  }
  return at;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
