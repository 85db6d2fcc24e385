import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endSession, findSession, saveSession, startSession } from '#content/users/sessions.ts';
import type { KeptForm } from '../auth/kept-form.ts';
import type { OidcTrip } from '../auth/oidc.ts';
import type { Deps } from '../deps.ts';

/** What the site remembers of a browser between two requests. */
export interface SessionData {
  /** The secret that the tokens of its forms are made from. */
  csrf?: string;
  /** Shown once, on the next page. */
  notice?: string;
  /** A form that came without a session, until its writer has signed in again. */
  kept?: KeptForm;
  /** A sign-in under way at the organisation's own service. */
  oidc?: OidcTrip;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** null where the site does not know who asks. */
    session: SessionData | null;
    /** null until the session is stored. */
    sessionId: string | null;
    /** The session's data as they were stored. */
    storedSession: string;
  }
  interface FastifyReply {
    /** Shows `message` once, on the next page. */
    notice(message: string): FastifyReply;
    /** Goes on with a session that was started elsewhere, as sign-in does. */
    adoptSession(session: { id: string; token: string }, data: SessionData): FastifyReply;
    /** Forgets the browser. */
    endSession(): Promise<void>;
  }
}

/** Sessions in the database, opened by an opaque cookie that only this part of the site reads. */
export async function registerSession(area: FastifyInstance, { db, config }: Deps): Promise<void> {
  const secure = config.publicUrl.startsWith('https:');
  // With this prefix a browser takes the cookie from nobody but this very host.
  const name = secure ? '__Host-session' : 'session';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  await area.register(cookie);

  area.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    const token = request.cookies[name];
    const found = token ? await findSession(db, token) : undefined;
    request.session = found?.data ?? {};
    request.storedSession = JSON.stringify(request.session);
    request.sessionId = found?.id ?? null;
    request.user = found?.user ?? null;
  });
  area.addHook('onSend', async (request, reply) => {
    if (!request.session || JSON.stringify(request.session) === request.storedSession) return;
    const data = { ...request.session };
    if (request.sessionId) return saveSession(db, request.sessionId, data);
    const { token } = await startSession(db, null, data);
    reply.setCookie(name, token, options);
  });

  area.decorateReply('notice', function notice(this: FastifyReply, message: string) {
    if (this.request.session) this.request.session.notice = message;
    return this;
  });
  area.decorateReply('adoptSession', function adopt(this: FastifyReply, { id, token }, data: SessionData) {
    remember(this.request, id, data);
    return this.setCookie(name, token, options);
  });
  area.decorateReply('endSession', async function end(this: FastifyReply) {
    if (this.request.sessionId) await endSession(db, this.request.sessionId);
    remember(this.request, null, {});
    this.request.user = null;
    this.clearCookie(name, options);
  });
}

function remember(request: FastifyRequest, id: string | null, data: SessionData): void {
  request.sessionId = id;
  request.session = data;
  request.storedSession = JSON.stringify(data);
}
