import type { Taxonomy } from '#content/taxonomy.ts';
import { apiDialect, pageDialect, toQueryString } from '#search/params.ts';
import { toSearchRequests } from '#search/query.ts';
import { paths } from '#server/paths.ts';
import { capacityOf, loadInTurn, loadWith, rateOf } from './load.ts';
import { type Client, percentile, ratio, timeInTurn } from './measure.ts';
import { atLeast, atMost, format, formatRatio, type Row } from './report.ts';
import { generateSearches } from './searches.ts';

const SEARCHES = 200;
const ROUNDS = 6;
const LOAD_ROUNDS = 10;
const LOAD = { connections: 8, seconds: 2 };

/** The site's searches beside the same requests sent straight to Meilisearch. */
export async function measureSearches(
  site: Client,
  meilisearch: Client,
  taxonomy: Taxonomy,
  pids: { site: number; meilisearch: number },
): Promise<Row[]> {
  const searches = generateSearches(SEARCHES);
  const bodies = searches.map((params) =>
    JSON.stringify({ queries: toSearchRequests(params, { indexUid: 'entries', hiddenIds: [] }) }),
  );
  const apiUrls = searches.map((params) => paths.apiEntries() + toQueryString(params, apiDialect, taxonomy));
  const pageUrls = searches.map((params) => paths.search(toQueryString(params, pageDialect, taxonomy)));
  const raw = async (index: number) => void (await meilisearch.post('/multi-search', bodies[index] ?? ''));
  const api = async (index: number) => void (await site.get(apiUrls[index] ?? ''));
  const page = async (index: number) => void (await site.get(pageUrls[index] ?? ''));

  await timeInTurn([raw, api, page], SEARCHES, 1);
  const [rawTimes = [], apiTimes = [], pageTimes = []] = await timeInTurn([raw, api, page], SEARCHES, ROUNDS);
  const compare = (measure: string, times: number[][], share: number, goal: number) => {
    const at = (rounds: number[][]) => percentile(rounds.flat(), share);
    const compared = ratio(times, rawTimes, at);
    const milliseconds = `${format(at(times))} and ${format(at(rawTimes))} ms`;
    return atMost(measure, compared.value, goal, `${formatRatio(compared)}, ${milliseconds}`);
  };

  const [rawLoads, apiLoads] = await loadInTurn(
    () => loadWith(raw, SEARCHES, [pids.meilisearch], LOAD),
    () => loadWith(api, SEARCHES, [pids.meilisearch, pids.site], LOAD),
    LOAD_ROUNDS,
  );
  const rates = ratio(apiLoads, rawLoads, rateOf);
  const capacity = ratio(apiLoads, rawLoads, capacityOf);
  return [
    compare('search API over raw Meilisearch, p50', apiTimes, 0.5, 1.2),
    compare('search API over raw Meilisearch, p95', apiTimes, 0.95, 1.15),
    compare('search page over raw Meilisearch, p50', pageTimes, 0.5, 1.3),
    atLeast(
      `search API over raw Meilisearch, throughput at ${LOAD.connections} connections`,
      rates.value,
      0.85,
      `${formatRatio(rates)}, ${format(rateOf(apiLoads))} and ${format(rateOf(rawLoads))} a second; ` +
        `${formatRatio(capacity)} a second of processor time`,
    ),
  ];
}
