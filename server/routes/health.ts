import { isReachable } from '#content/db/client.ts';
import { isSearchable } from '#search/client.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';

/** For whoever watches the site: `healthz` says that the process lives, `readyz` what it can do. */
export function registerHealth(app: App, { db, engine }: Deps): void {
  const options = { logLevel: 'warn', config: { access: 'public' } } as const;
  app.get(paths.health(), options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get(paths.ready(), options, async (_request, reply) => {
    const [database, search] = await Promise.all([isReachable(db), isSearchable(engine)]);
    return reply
      .code(database ? 200 : 503)
      .header('cache-control', 'no-store')
      .serializer(JSON.stringify)
      .send({ database: database ? 'ok' : 'down', search: search ? 'ok' : 'degraded' });
  });
}
