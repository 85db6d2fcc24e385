import type { FastifyInstance } from 'fastify';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { enforceAccess } from './access.ts';
import { registerCsrf } from './csrf.ts';
import { registerForms } from './forms.ts';
import { registerSession } from './session.ts';

/** The part of the site that knows who asks. Pages outside it are the same to everybody and can be kept by readers. */
export async function registerSignedInArea(
  app: App,
  deps: Deps,
  registerRoutes: (area: App) => Promise<void>,
): Promise<void> {
  await app.register(async (area: FastifyInstance) => {
    area.decorate('isSignedInArea', true);
    await registerSession(area, deps);
    await registerForms(area);
    await registerCsrf(area, deps.config);
    enforceAccess(area, deps.db);
    await registerRoutes(area as App);
  });
}
