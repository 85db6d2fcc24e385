import type { Taxonomy } from '#content/taxonomy.ts';
import { apiDialect, toQueryString } from '#search/params.ts';
import { paths } from '#server/paths.ts';
import { type Client, percentile } from './measure.ts';
import { atMost, format, type Row } from './report.ts';
import { generateSearches } from './searches.ts';

const SEARCHES = 200;
const GOAL_MS = 800;
/** So few that a large archive's search in the database does not take the whole run. */
const LONGEST_MS = 90_000;

/** The site's searches from the moment on in which its search engine is gone: the database answers them. */
export async function measureDegraded(site: Client, taxonomy: Taxonomy): Promise<Row> {
  const end = performance.now() + LONGEST_MS;
  const times: number[] = [];
  for (const { params } of generateSearches(SEARCHES)) {
    if (performance.now() > end) break;
    const address = paths.apiEntries() + toQueryString(params, apiDialect, taxonomy);
    const began = performance.now();
    const { degraded } = JSON.parse((await site.get(address)).text);
    times.push(performance.now() - began);
    if (!degraded) throw new Error(`Meilisearch is stopped, and yet the answer is not degraded: ${address}`);
  }
  const [p50, p95, slowest] = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)];
  const result = `${format(p50)}, **${format(p95)}** and ${format(slowest)} ms`;
  return atMost('search API with Meilisearch stopped, p50, p95 and slowest', p95, GOAL_MS, result, ' ms');
}
