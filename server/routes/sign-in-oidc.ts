import { Refused } from '#content/refusal.ts';
import { signInExternal } from '#content/users/sign-in-external.ts';
import type { App } from '../app.ts';
import { createOidc, type OidcTrip } from '../auth/oidc.ts';
import { readWayBack } from '../auth/way-back.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { SessionData } from '../plugins/session.ts';
import { presentOidcRefusal } from '../presenters/sign-in-oidc.ts';

/** Sign-in at the organisation's own service, where there is one. */
export function registerSignInOidc(area: App, { db, config, log }: Deps): void {
  const oidc = createOidc(config);
  if (!oidc) return;
  const open = { config: { access: 'public' } } as const;

  area.get<{ Querystring: { tilbage?: unknown } }>(paths.signInOidc(), open, async (request, reply) => {
    const back = readWayBack(request.query.tilbage, config.publicUrl) ?? paths.own();
    try {
      const { href, trip } = await oidc.begin(back);
      if (request.session) request.session.oidc = trip;
      return reply.redirect(href, 303);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'The sign-in service does not answer');
      return reply.code(503).page('/sign-in/refused', presentOidcRefusal('away'));
    }
  });

  area.get(paths.signInOidcReturn(), open, async (request, reply) => {
    const { oidc: trip, kept } = request.session ?? {};
    // It serves once: the same address again finds no trip.
    delete request.session?.oidc;
    const identity = trip && (await finish(request.url, trip));
    if (!identity) return reply.code(400).page('/sign-in/refused', presentOidcRefusal('failed'));
    const data: SessionData = kept ? { kept } : {};
    const browser = { requestId: request.id, sessionId: request.sessionId, data: { ...data } };
    const session = await signInExternal(db, identity, browser).catch(asRefusal);
    if (typeof session === 'string')
      return reply.code(403).page('/sign-in/refused', presentOidcRefusal(session, identity.email));
    return reply.adoptSession(session, data).redirect(trip.back, 303);
  });

  async function finish(url: string, trip: OidcTrip) {
    try {
      return await oidc?.finish(url, trip);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'A sign-in at the service failed');
      return undefined;
    }
  }
}

function asRefusal(error: unknown) {
  if (error instanceof Refused) return 'last_admin' as const;
  throw error;
}

/** Codes alone: the messages of a sign-in service may hold personal data. */
function reasonOf(error: unknown): string {
  const { code, name, cause } = error as { code?: string; name?: string; cause?: { code?: string } };
  return [name, code, cause?.code].filter(Boolean).join(' ');
}
