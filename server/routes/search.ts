import { pageDialect, parseSearchParams, toQueryString } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { presentSearchPage } from '../presenters/search-page.ts';

type Query = Record<string, string | string[] | undefined>;

export function registerSearch(app: App, { search, searchCounter, getTaxonomy }: Deps, fresh: Freshness): void {
  app.get<{ Querystring: Query }>(paths.search(), { onRequest: fresh, config: limited }, async (request, reply) => {
    const taxonomy = await getTaxonomy();
    const { params, issues } = parseSearchParams(request.query, pageDialect, taxonomy);
    const tidy = toQueryString(params, pageDialect, taxonomy);
    // A form also sends its empty fields. The address without them is the one to share; but an address with
    // something that we cannot use stays, so that the page can say what was ignored.
    if (!issues.length && !isTidy(request.url, tidy)) return reply.redirect(paths.search(tidy), 302);
    const result = await search.entries(params);
    if (result.degraded) insteadOfContent(reply, 200);
    if (params.q && params.page === 1) searchCounter.count(params, result.total);
    return reply.page('/search/index', presentSearchPage(params, result, issues, taxonomy));
  });
}

/** Whether the address says just this, however its characters are escaped. */
function isTidy(url: string, tidy: string): boolean {
  const start = url.indexOf('?');
  return (start < 0 ? '' : new URLSearchParams(url.slice(start)).toString()) === tidy.slice(1);
}
