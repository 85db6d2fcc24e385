import { listFeedEntries } from '#content/entries/feed.ts';
import { pageDialect, parseSearchParams, type SearchParams } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { sendError } from '../plugins/errors.ts';
import { limited } from '../plugins/rate-limit.ts';
import { feedHref, presentFeed } from '../presenters/feed.ts';
import { createVersionedCache } from '../versioned-cache.ts';

const ENTRIES = 50;
/** Entries of a search among which the latest news is looked for. */
const MOST_FOUND = 10_000;

type Query = Record<string, string | string[] | undefined>;

/** What is new, in all or among what a search finds. */
export function registerFeed(app: App, deps: Deps, fresh: Freshness): void {
  const { db, search, config, contentVersion, getTaxonomy } = deps;
  const cache = createVersionedCache<string>(contentVersion);

  async function readFeed(params: SearchParams, isSearch: boolean): Promise<string> {
    const ids = isSearch ? await search.entryIds(params, MOST_FOUND) : undefined;
    return presentFeed(await listFeedEntries(db, ENTRIES, ids), params, await getTaxonomy(), config.publicUrl);
  }

  app.get<{ Querystring: Query }>(paths.feed(), { onRequest: fresh, config: limited }, async (request, reply) => {
    const taxonomy = await getTaxonomy();
    const { params, issues } = parseSearchParams(request.query, pageDialect, taxonomy);
    // Without the choice that cannot be read its reader would be sent everything.
    if (issues.length) return sendError(request, reply, 400, issues);
    const isSearch = feedHref(params, taxonomy) !== paths.feed();
    const feed = isSearch ? await readFeed(params, true) : await cache.get('', () => readFeed(params, false));
    return reply.type('application/atom+xml; charset=utf-8').send(feed);
  });
}
