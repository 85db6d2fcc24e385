import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Acting } from '#content/audit.ts';
import type { Db } from '#content/db/schema.ts';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import { findPartnershipStanding, type Matter } from '#content/partnerships/partnership-subject.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { type Action, can, isEntryAction, isPartnershipAction, isTrialAction } from '#content/permissions.ts';
import { Forbidden, NotFound } from '#content/refusal.ts';
import { findTrialStanding } from '#content/trials/trial-subject.ts';
import type { User } from '#content/users/user.ts';
import { paths } from '../paths.ts';

/** Who may ask for a route: everybody, whoever has signed in, or those who may do something. */
export type Access = 'public' | 'signed-in' | Action;

export interface DeclaredRoute {
  method: string;
  url: string;
  access: Access;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Access;
  }
  interface FastifyInstance {
    routeTable: DeclaredRoute[];
    /** Present in the part of the site that knows who asks. */
    isSignedInArea?: true;
  }
  interface FastifyRequest {
    user: User | null;
    acting: Acting;
  }
}

const MAX_ID = 2 ** 31 - 1;

/** Demands of every route that it says who may ask for it, and keeps what they say in `app.routeTable`. */
export function requireAccess(app: FastifyInstance): void {
  const table: DeclaredRoute[] = [];
  app.decorate('routeTable', table);
  app.decorateRequest('user', null);
  app.addHook('onRoute', function declareAccess(this: FastifyInstance, { method, url, config }) {
    const methods = [method].flat();
    const route = `${methods.join(', ')} ${url}`;
    const access = config?.access;
    if (!access) throw new Error(`${route} does not say who may ask for it: config.access is missing`);
    if (access !== 'public' && !this.isSignedInArea)
      throw new Error(`${route} is for ${access}, but stands outside the part of the site that knows who asks`);
    // Every GET route answers HEAD as well.
    for (const method of methods.filter((name) => name !== 'HEAD')) table.push({ method, url, access });
  });
}

/** Turns away who may not ask for a route, before its body is read. */
export function enforceAccess(area: FastifyInstance, db: Db): void {
  area.decorateRequest('acting', {
    getter(this: FastifyRequest) {
      const { user, id } = this;
      return { actor: user && { id: user.id, role: user.role }, requestId: id };
    },
  });
  area.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access === 'public') return;
    if (!request.user) return askToSignIn(request, reply);
    if (access !== 'signed-in') await demand(request.acting.actor, access, request, db);
  });
}

/** Other methods than GET bring words that must not be lost: their body is read before they are answered. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply) {
  if (['GET', 'HEAD'].includes(request.method)) return reply.redirect(paths.signIn(request.url), 303);
  request.mustSignIn = true;
}

async function demand(actor: Actor, action: Action, request: FastifyRequest, db: Db): Promise<void> {
  const params = request.params as Record<string, string | undefined>;
  if (isEntryAction(action)) {
    const entry = await findBy(params.id, (id) => findEntryStanding(db, id));
    if (!entry || !can(actor, 'entry.read', entry)) throw new NotFound(`No entry ${params.id}`);
    if (!can(actor, action, entry)) throw new Forbidden(`${action} is refused`);
  } else if (isPartnershipAction(action)) {
    const matter = readMatter(params);
    const partnership = matter && (await findBy(params.id, (id) => findPartnershipStanding(db, id, matter)));
    if (!partnership || !can(actor, 'partnership.read', partnership)) throw new NotFound(`No partnership ${params.id}`);
    if (!can(actor, action, partnership)) throw new Forbidden(`${action} is refused`);
  } else if (isTrialAction(action)) {
    const trial = await findBy(params.id, (id) => findTrialStanding(db, id));
    if (!trial || !can(actor, 'trial.read', trial)) throw new NotFound(`No trial ${params.id}`);
    if (!can(actor, action, trial)) throw new Forbidden(`${action} is refused`);
  } else if (!can(actor, action, 'site')) throw new Forbidden(`${action} is refused`);
}

async function findBy<T>(id: string | undefined, find: (id: number) => Promise<T | undefined>) {
  return id && /^\d{1,10}$/.test(id) && Number(id) <= MAX_ID ? find(Number(id)) : undefined;
}

/** What of a partnership the address names: the period of a report by its first day, the year of an assessment. */
function readMatter({ period, year }: Record<string, string | undefined>): Matter | undefined {
  if (period !== undefined && !z.iso.date().safeParse(period).success) return undefined;
  if (year !== undefined && !/^(19|20)\d\d$/.test(year)) return undefined;
  return { periodStart: period, year: year === undefined ? undefined : Number(year) };
}
