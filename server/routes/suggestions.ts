import { pageDialect, parseSearchParams } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { presentSuggestions } from '../presenters/suggestions.ts';
import { createSuggest } from '../suggestions/suggest.ts';

type Query = Record<string, string | string[] | undefined>;

/** What the search field offers while it is typed into. */
export function registerSuggestions(app: App, deps: Deps, fresh: Freshness): void {
  const suggest = createSuggest(deps);
  app.get<{ Querystring: Query }>(
    paths.suggestions(),
    { onRequest: fresh, config: limited },
    async (request, reply) => {
      const taxonomy = await deps.getTaxonomy();
      const { params, issues } = parseSearchParams({ q: request.query.q }, pageDialect, taxonomy);
      // Of what is too long to be searched for, nothing can be the beginning.
      if (issues.length) return { suggestions: [] };
      const suggestions = presentSuggestions(await suggest(params.q), taxonomy);
      // What the database finds while the search engine is away is not to be kept for what there is.
      if (deps.search.state() === 'degraded') insteadOfContent(reply, 200);
      return { suggestions };
    },
  );
}
