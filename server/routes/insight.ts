import { listSearches } from '#content/search-insight/list-searches.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { presentInsight, readPeriod } from '../presenters/insight.ts';

const LISTED = 50;

/** What readers search for, in aggregate. */
export function registerInsight(area: App, { db }: Deps): void {
  area.get(paths.insight(), { config: { access: 'insight.read' } }, async (request, reply) => {
    const days = readPeriod(request.query);
    const period = { days, limit: LISTED };
    return reply.page(
      '/insight/index',
      presentInsight(days, {
        all: await listSearches(db, 'all', period),
        notFound: await listSearches(db, 'notFound', period),
        seldomOpened: await listSearches(db, 'seldomOpened', period),
      }),
    );
  });
}
