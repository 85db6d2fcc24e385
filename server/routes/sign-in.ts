import type { FastifyReply, FastifyRequest } from 'fastify';
import { signInWithPassword } from '#content/users/sign-in.ts';
import type { App } from '../app.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import { readWayBack } from '../auth/way-back.ts';
import type { Deps } from '../deps.ts';
import { readSignInForm, type SignInForm } from '../forms/sign-in.ts';
import { paths } from '../paths.ts';
import { presentResume, presentSignIn } from '../presenters/sign-in.ts';

const WRONG = 'E-mail eller adgangskode er forkert.';
const TOO_OFTEN = 'Der er prøvet for mange gange. Vent et minut, og prøv så igen.';
/** Kept words come back within the form, where each letter may take six. */
const KEPT_BODY_LIMIT = 6 * 1024 * 1024;

export function registerSignIn(area: App, { db, config }: Deps, isWithinLimit: SignInLimit): void {
  const hasOidc = Boolean(config.oidc);
  const open = { config: { access: 'public' }, bodyLimit: KEPT_BODY_LIMIT } as const;

  area.get<{ Querystring: { tilbage?: unknown } }>(paths.signIn(), open, async (request, reply) => {
    const back = readWayBack(request.query.tilbage, config.publicUrl);
    if (request.user) return reply.redirect(back ?? paths.own(), 303);
    const reason = back && back !== paths.own() ? 'Log ind for at se siden.' : '';
    return reply.page('/sign-in/show', presentSignIn({ hasOidc, back: back ?? '', reason }));
  });

  area.post(paths.signIn(), open, async (request, reply) => {
    const form = readSignInForm(request.body, config.publicUrl);
    const refuse = (status: number, message: string) => {
      const issues = [{ field: 'email', message }];
      const { email, back = '', kept } = form;
      return reply.code(status).page('/sign-in/show', presentSignIn({ hasOidc, email, back, kept, issues }));
    };
    if (!(await isWithinLimit(request, form.email))) return refuse(429, TOO_OFTEN);
    const next = await signIn(request, reply, form);
    return next ? reply.redirect(next, 303) : refuse(422, WRONG);
  });

  /** Where to go on when that is who signs in. Not the reply itself: to wait for one is to wait for its end. */
  async function signIn(request: FastifyRequest, reply: FastifyReply, { kept, back, ...given }: SignInForm) {
    const words = kept ?? request.session?.kept;
    const data = words ? { kept: words } : {};
    const { id: requestId, sessionId } = request;
    const session = await signInWithPassword(db, given, { requestId, sessionId, data });
    if (!session) return undefined;
    reply.adoptSession(session, data);
    return words ? paths.resume() : (back ?? paths.own());
  }

  area.get(paths.resume(), { config: { access: 'signed-in' } }, async (request, reply) => {
    const { kept } = request.session ?? {};
    if (!kept) return reply.redirect(paths.own(), 303);
    return reply.page('/sign-in/resume', presentResume('signed in again', kept));
  });

  // Whoever signs in at another service comes back without the form, so its words wait here.
  area.post(paths.resume(), open, async (request, reply) => {
    const { kept } = readSignInForm(request.body, config.publicUrl);
    if (request.session && kept) request.session.kept = kept;
    return reply.redirect(request.user ? paths.resume() : paths.signIn(paths.resume()), 303);
  });

  area.post(paths.signOut(), { config: { access: 'public' } }, async (_request, reply) => {
    await reply.endSession();
    return reply.redirect(paths.front(), 303);
  });
}
