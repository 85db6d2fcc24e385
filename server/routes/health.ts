import { isReachable } from '#content/db/client.ts';
import { isSearchable } from '#search/engine-health.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';

/** Whoever asks must know soon, also while the search engine hangs. */
const PATIENCE_MS = 500;

/** For whoever watches the site: `healthz` says that the process lives, `readyz` what it can do. */
export function registerHealth(app: App, { db, engine, breaker }: Deps): void {
  const options = { logLevel: 'warn', config: { access: 'public' } } as const;
  const isWell = async () => breaker.state() === 'ok' && isSearchable(engine, AbortSignal.timeout(PATIENCE_MS));

  app.get(paths.health(), options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get(paths.ready(), options, async (_request, reply) => {
    const [database, isSearchWell] = await Promise.all([isReachable(db), isWell()]);
    return reply
      .code(database ? 200 : 503)
      .header('cache-control', 'no-store')
      .serializer(JSON.stringify)
      .send({ database: database ? 'ok' : 'down', search: isSearchWell ? 'ok' : 'degraded' });
  });
}
