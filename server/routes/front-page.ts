import { listPublishedCollections } from '#content/collections/queries.ts';
import { countEntriesByArea, countPublished, listNewestEntries } from '#content/entries/teasers.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { type FrontPage, presentFrontPage } from '../presenters/front-page.ts';
import { createVersionedCache } from '../versioned-cache.ts';

const NEWEST = 5;

export function registerFrontPage(app: App, deps: Deps, fresh: Freshness): void {
  const { db, config, contentVersion, getTaxonomy } = deps;
  const cache = createVersionedCache<FrontPage>(contentVersion);

  async function readFrontPage(): Promise<FrontPage> {
    const [newest, areaCounts, figures, collections] = await Promise.all([
      listNewestEntries(db, NEWEST),
      countEntriesByArea(db),
      countPublished(db),
      listPublishedCollections(db),
    ]);
    return presentFrontPage({ newest, areaCounts, figures, collections }, await getTaxonomy(), config.publicUrl);
  }

  app.get(paths.front(), { onRequest: fresh, config: { access: 'public' } }, async (_request, reply) =>
    reply.page('/front/index', await cache.get('', readFrontPage)),
  );
}
