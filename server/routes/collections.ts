import { findPublishedCollection, listPublishedCollections } from '#content/collections/queries.ts';
import { pageDialect, parseSearchParams } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { countCollection, loadCollection } from '../load-collection.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { type CollectionListPage, presentCollectionList } from '../presenters/collections/public-list.ts';
import { presentCollection } from '../presenters/collections/public-page.ts';
import { createVersionedCache } from '../versioned-cache.ts';

interface PageOfCollection {
  Params: { slug: string };
  Querystring: Record<string, string | string[] | undefined>;
}

/** Searches that editors made pages of. */
export function registerCollections(app: App, deps: Deps, fresh: Freshness): void {
  const { db, config, contentVersion, getTaxonomy, search } = deps;

  const cache = createVersionedCache<CollectionListPage>(contentVersion);

  async function readList(): Promise<CollectionListPage> {
    const collections = await listPublishedCollections(db);
    const counted = collections.map(async (collection) => ({
      collection,
      entries: await countCollection(deps, collection),
    }));
    return presentCollectionList(await Promise.all(counted), config.publicUrl);
  }

  app.get(paths.collections(), { onRequest: fresh, config: limited }, async (_request, reply) => {
    const state = search.state();
    if (state === 'degraded') insteadOfContent(reply, 200);
    return reply.page('/collections/index', await cache.get(state, readList));
  });

  app.get<PageOfCollection>(
    paths.collection(':slug'),
    { onRequest: fresh, config: limited },
    async (request, reply) => {
      const collection = await findPublishedCollection(db, request.params.slug);
      if (!collection) return reply.callNotFound();
      const { [pageDialect.page]: side } = request.query;
      const { params } = parseSearchParams({ [pageDialect.page]: side }, pageDialect, await getTaxonomy());
      const loaded = await loadCollection(deps, collection, params.page);
      if (loaded.found.degraded) insteadOfContent(reply, 200);
      return reply.page('/collections/show', presentCollection(loaded, config.publicUrl));
    },
  );
}
