import csrfProtection from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Forbidden } from '#content/refusal.ts';
import { keepForm } from '../auth/kept-form.ts';
import type { Config } from '../config.ts';
import { readSignInForm } from '../forms/sign-in.ts';
import { paths } from '../paths.ts';
import { presentResume, presentSignIn } from '../presenters/sign-in.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** It needs somebody who has signed in, and its body is read before it is told so. */
    mustSignIn: boolean;
  }
}

const SAFE_METHODS = ['GET', 'HEAD'];
const BAD_TOKEN = ['FST_CSRF_MISSING_SECRET', 'FST_CSRF_INVALID_TOKEN'];
const STALE_SIGN_IN = 'Siden havde stået åben for længe. Prøv igen.';
const SESSION_ENDED = 'Du er blevet logget ud. Log ind igen, så kan du fortsætte, hvor du slap.';

/** Takes a change only from our own pages: by where it comes from, and by the token that only they know. */
export async function registerCsrf(area: FastifyInstance, config: Config): Promise<void> {
  await area.register(csrfProtection, {
    sessionPlugin: '@fastify/session',
    sessionKey: 'csrf',
    getToken: readToken,
  });
  area.decorateRequest('mustSignIn', false);
  const isUnsafe = ({ method }: FastifyRequest) => !SAFE_METHODS.includes(method);

  area.addHook('onRequest', async (request) => {
    if (!isUnsafe(request) || readOrigin(request, config) !== 'other') return;
    const { host, headers } = request;
    request.log.warn({ host, origin: headers.origin }, 'A form came from another site, or PUBLIC_URL is not ours');
    throw new Forbidden('Sent by another site');
  });
  area.addHook('preHandler', (request, reply, done) => {
    if (!isUnsafe(request)) return done();
    if (request.mustSignIn) return void sendSessionEnded(request, reply, config);
    area.csrfProtection(request, reply, () => {
      // What was kept has been sent again, or its writer went on without it.
      if (request.user) delete request.session?.kept;
      done();
    });
  });
  area.setErrorHandler((error: Error & { code?: string }, request, reply) => {
    if (!BAD_TOKEN.includes(error.code ?? '')) throw error;
    const { url } = request.routeOptions;
    if (url === paths.signIn()) return sendStaleSignIn(request, reply, config);
    if (url === paths.signOut() && !request.user) return reply.redirect(paths.front(), 303);
    return reply.code(403).page('/sign-in/resume', presentResume('stale', keepOwn(request, config)));
  });
}

/** It may carry words of its own, from a form that came before it. */
function sendStaleSignIn(request: FastifyRequest, reply: FastifyReply, config: Config) {
  const { email, back = '', kept } = readSignInForm(request.body, config.publicUrl);
  const own = readOrigin(request, config) === 'own' ? { email, back, kept } : {};
  return reply
    .code(403)
    .page('/sign-in/show', presentSignIn({ hasOidc: Boolean(config.oidc), reason: STALE_SIGN_IN, ...own }));
}

function sendSessionEnded(request: FastifyRequest, reply: FastifyReply, config: Config) {
  const state = { hasOidc: Boolean(config.oidc), kept: keepOwn(request, config), reason: SESSION_ENDED };
  return reply.code(401).page('/sign-in/show', presentSignIn(state));
}

/** Words are kept only for pages that are certainly ours: nobody else may put theirs into a form of ours. */
function keepOwn(request: FastifyRequest, config: Config) {
  return readOrigin(request, config) === 'own' ? keepForm(request) : undefined;
}

/** Whose page sent the request, as far as the browser says. */
function readOrigin({ headers, host }: FastifyRequest, { publicUrl }: Config): 'own' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'other';
  const { origin } = headers;
  if (origin === undefined) return site === 'same-origin' ? 'own' : 'unknown';
  if (!URL.canParse(origin)) return 'other';
  // A proxy may ask under another name than the one that readers use.
  return [host, new URL(publicUrl).host].includes(new URL(origin).host) ? 'own' : 'other';
}

/** The token of a form, of a form with files, or of a script. */
function readToken({ body, headers }: FastifyRequest): string {
  const field = body && typeof body === 'object' && '_csrf' in body ? body._csrf : undefined;
  const token = field && typeof field === 'object' && 'value' in field ? field.value : field;
  return typeof token === 'string' && token ? token : String(headers['x-csrf-token'] ?? '');
}
