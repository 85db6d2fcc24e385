import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { ExternalIdentity } from '#content/users/sign-in-external.ts';
import type { Config } from '../config.ts';
import { paths } from '../paths.ts';
import { readIdentity } from './oidc-claims.ts';

const TIMEOUT_SECONDS = 10;

/** What must be remembered while somebody signs in at the organisation's own service. */
export interface OidcTrip {
  state: string;
  nonce: string;
  verifier: string;
  /** Where to go afterwards, on this site. */
  back: string;
}

export interface Oidc {
  /** The address to send the browser to, and what to remember until it comes back. */
  begin(back: string): Promise<{ href: string; trip: OidcTrip }>;
  /** Who came back with this address; throws when it does not belong to the trip. */
  finish(url: string, trip: OidcTrip): Promise<ExternalIdentity>;
}

/** Sign-in at the organisation's own service: authorisation code with PKCE, state and nonce. */
export function createOidc({ oidc, publicUrl }: Config): Oidc | undefined {
  if (!oidc) return undefined;
  const redirect_uri = publicUrl + paths.signInOidcReturn();
  const getServer = discoverOnce(oidc);
  return {
    begin: async (back) => {
      const server = await getServer();
      const trip = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), back };
      const { href } = buildAuthorizationUrl(server, {
        redirect_uri,
        scope: 'openid email profile',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { href, trip };
    },
    finish: async (url, { state, nonce, verifier }) => {
      const server = await getServer();
      const tokens = await authorizationCodeGrant(server, new URL(publicUrl + url), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The token says nothing of who signed in');
      const more = server.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(server, tokens.access_token, claims.sub)
        : {};
      return readIdentity({ ...more, ...claims }, oidc);
    },
  };
}

/** Asks what the service can do when it is first needed, and again as long as it does not answer. */
function discoverOnce({ issuer, clientId, clientSecret }: NonNullable<Config['oidc']>): () => Promise<Configuration> {
  let found: Promise<Configuration> | undefined;
  const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  return () => {
    found ??= discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
}
