import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { presentApiDocs } from '../presenters/api-docs.ts';

/** The API's description for programs and for people. */
export function registerApiDocs(app: App, _deps: Deps, fresh: Freshness): void {
  app.get(paths.openApi(), { onRequest: fresh, config: { access: 'public' } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(app.swagger()),
  );
  app.get(paths.apiDocs(), { onRequest: fresh, config: { access: 'public' } }, async (_request, reply) =>
    reply.page('/api-docs/index', presentApiDocs(app.swagger())),
  );
}
