import type { Taxonomy } from '#content/taxonomy.ts';
import { apiDialect, pageDialect, toQueryString } from '#search/params.ts';
import { paths } from '#server/paths.ts';
import type { Steps } from './captured.ts';
import { capacityOf, loadInTurn, loadWith, rateOf } from './load.ts';
import { type Client, mean, percentile, ratio, type Side, timeInTurn } from './measure.ts';
import { atLeast, atMost, format, formatRatio, type Row, withoutGoal } from './report.ts';
import type { Kind, MadeUpSearch } from './searches.ts';
import { toFacetedQueries, toPlainQuery } from './stock.ts';

const LOAD = { connections: 8, seconds: 2 };
const P95_GOAL_MS = 100;

export interface SearchingDeps {
  site: Client;
  meilisearch: Client;
  taxonomy: Taxonomy;
  pids: { site: number; meilisearch: number };
  searches: MadeUpSearch[];
  /** What the site sends to Meilisearch for each of them. */
  captured: Steps[];
  rounds: { searches: number; loads: number };
}

/**
 * The site's searches beside stock Meilisearch's, and beside what they themselves send to Meilisearch sent straight
 * there, all in turn.
 */
export async function measureSearches(deps: SearchingDeps): Promise<Row[]> {
  const { plain, faceted, raw, api, page } = makeSides(deps);
  const sides = [plain, faceted, raw, api, page];
  const count = deps.searches.length;
  await timeInTurn(sides, count, 1);
  const times = await timeInTurn(sides, count, deps.rounds.searches);
  const [plainTimes = [], facetedTimes = [], rawTimes = [], apiTimes = [], pageTimes = []] = times;
  return [
    compare('Danish search (API) over one plain stock query, p50', apiTimes, plainTimes, 0.5, 4),
    p95Row(apiTimes),
    withoutGoal(compare('Danish search (API) over stock with the same counts, p50', apiTimes, facetedTimes, 0.5, 4)),
    byKind(deps.searches, apiTimes, plainTimes),
    compare('search API over its own requests sent raw, p50', apiTimes, rawTimes, 0.5, 1.2),
    compare('search API over its own requests sent raw, p95', apiTimes, rawTimes, 0.95, 1.15),
    compare('search page over its own requests sent raw, p50', pageTimes, rawTimes, 0.5, 1.3),
    await compareThroughput(deps, raw, api),
  ];
}

function makeSides({ site, meilisearch, taxonomy, searches, captured }: SearchingDeps) {
  const params = searches.map((search) => search.params);
  const send = async (body = '') => void (await meilisearch.post('/multi-search', body));
  const sendEach =
    (bodies: string[]): Side =>
    (index) =>
      send(bodies[index]);
  const fetchEach =
    (addresses: string[]): Side =>
    async (index) =>
      void (await site.get(addresses[index] ?? ''));
  return {
    plain: sendEach(params.map((each) => JSON.stringify({ queries: [toPlainQuery(each)] }))),
    faceted: sendEach(params.map((each) => JSON.stringify({ queries: toFacetedQueries(each) }))),
    raw: async (index: number) => {
      for (const step of captured[index] ?? []) await Promise.all(step.map(send));
    },
    api: fetchEach(params.map((each) => paths.apiEntries() + toQueryString(each, apiDialect, taxonomy))),
    page: fetchEach(params.map((each) => paths.search(toQueryString(each, pageDialect, taxonomy)))),
  };
}

function compare(measure: string, times: number[][], base: number[][], share: number, goal: number): Row {
  const at = (rounds: number[][]) => percentile(rounds.flat(), share);
  const compared = ratio(times, base, at);
  return atMost(
    measure,
    compared.value,
    goal,
    `${formatRatio(compared)}, ${format(at(times))} and ${format(at(base))} ms`,
  );
}

function p95Row(times: number[][]): Row {
  const p95 = percentile(times.flat(), 0.95);
  return atMost('Danish search (API), p95', p95, P95_GOAL_MS, `**${format(p95)} ms**`, ' ms');
}

/** Each kind's p50, and that of the plain stock query. The cases stand in the same order in every round. */
function byKind(searches: MadeUpSearch[], own: number[][], stock: number[][]): Row {
  const kinds = [...new Set(searches.map(({ kind }) => kind))];
  const at = (rounds: number[][], wanted: Kind) =>
    percentile(
      rounds.flatMap((times) => times.filter((_, index) => searches[index]?.kind === wanted)),
      0.5,
    );
  const results = kinds.map((kind) => `${kind} ${format(at(own, kind))} (${format(at(stock, kind))})`);
  return { measure: 'the same by kind of search, p50 in ms', result: results.join(', ') };
}

async function compareThroughput({ pids, captured, rounds }: SearchingDeps, raw: Side, api: Side): Promise<Row> {
  const count = captured.length;
  const [rawLoads, apiLoads] = await loadInTurn(
    () => loadWith(raw, count, [pids.meilisearch], LOAD),
    () => loadWith(api, count, [pids.meilisearch, pids.site], LOAD),
    rounds.loads,
  );
  const rates = ratio(apiLoads, rawLoads, rateOf);
  const capacity = ratio(apiLoads, rawLoads, capacityOf);
  const requests = mean(captured.map((steps) => steps.flat().length));
  return atLeast(
    `search API over its own requests sent raw, throughput at ${LOAD.connections} connections`,
    rates.value,
    0.85,
    `${formatRatio(rates)}, ${format(rateOf(apiLoads))} and ${format(rateOf(rawLoads))} a second; ` +
      `${formatRatio(capacity)} a second of processor time; ${format(requests)} requests a search`,
  );
}
