import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAnalysis } from './analysis.ts';
import { captureRequests } from './captured.ts';
import { measureDegraded } from './degraded.ts';
import { writeBatches } from './documents.ts';
import { measureFiles } from './files.ts';
import { measureImport, writeEntries } from './filling.ts';
import { keepTable } from './last-run.ts';
import { type OpenedSite, openSite } from './opened-site.ts';
import { measurePages } from './pages.ts';
import { measurePartnerships } from './partnerships.ts';
import { memoryOf } from './processes.ts';
import { measurePublishing } from './publishing.ts';
import { measureReindex } from './reindex.ts';
import { format, type Row, toMarkdown, withoutGoal } from './report.ts';
import { generateSearches } from './searches.ts';
import { measureSearches } from './searching.ts';
import { measureEmbeddedStarts, measureServerStarts, startSite } from './starts.ts';
import { makeStockIndex } from './stock.ts';
import { measureSuggestions } from './suggesting.ts';
import { inSurroundings, type Surroundings } from './surroundings.ts';

/** For so many entries the goals are set; fewer are a try, of which no table is kept. */
const ENTRIES = 10_000;
/** So many different pages are asked for. */
const FEWEST = 500;
const SEARCHES = 200;
const PUBLISH_GOAL_MS = 500;
const PUBLISH_GOAL_LARGE_MS = 1000;

const entries = readEntries();
const isLarge = entries > ENTRIES;
const isTry = entries < ENTRIES;
/** Each round takes the longer, the more entries there are. */
const rounds = isTry
  ? { searches: 1, loads: 2, publishing: 1, rebuilds: 1 }
  : { searches: isLarge ? 3 : 6, loads: 8, publishing: 3, rebuilds: isLarge ? 2 : 3 };
const began = performance.now();
await inSurroundings(bench);

async function bench(surroundings: Surroundings): Promise<void> {
  const [loadBefore = 0] = loadavg();
  const { folder, environment, server, meilisearch, postgres } = surroundings;
  const { pkgVersion } = JSON.parse((await meilisearch.get('/version')).text);
  const embedded = await step('Starts, all embedded', () => measureEmbeddedStarts(folder));
  const { file, kilobytes } = writeEntries(folder, entries);
  const analysis = await step('Analysis', () => measureAnalysis(folder, file));
  const filling = await step('Import', () => fill(surroundings, file));
  const starts = await step('Starts on servers', () => measureServerStarts(folder, environment));
  const site = await openSite(surroundings);
  const measured = await measureSite(site, surroundings);
  await server.stop();
  const degraded = await step('Searches without Meilisearch', () => measureDegraded(site.client, site.taxonomy));

  const rows = [...degraded.map(asPromised), ...measured, ...filling, ...analysis, ...embedded, ...starts];
  publish(rows, { Postgres: postgres.version, Meilisearch: pkgVersion }, [
    `${format(entries)} made-up entries of ${kilobytes.toFixed(1)} kB.`,
    'Each ratio compares two sides that took turns in one run, on keep-alive connections, each server in a process of ' +
      'its own; the figures after it are the two sides. Rates and processor times are the median of the rounds.',
    'The rounds show the noise. Work of others on the machine before the run: a load average of ' +
      `${format(loadBefore)} on ${cpus().length} cores.`,
  ]);
}

/** Imports while a site runs, which indexes what comes. */
async function fill({ folder, environment, meilisearch, undo }: Surroundings, file: string): Promise<Row[]> {
  const site = await startSite(folder, environment);
  undo.push(site.stop);
  const importing = await measureImport(folder, file, entries, environment, meilisearch);
  const { peak } = memoryOf(site.pid);
  await site.stop();
  return [...importing, { measure: 'peak memory of the site while it indexes them', result: `${format(peak)} MB` }];
}

/** All that needs site and Meilisearch with all entries. */
async function measureSite(opened: OpenedSite, { folder, server, meilisearch }: Surroundings): Promise<Row[]> {
  const { site, client, database, taxonomy, pids } = opened;
  say('A stock index of the same entries …');
  const batches = await writeBatches(folder, database, taxonomy);
  const stock = await makeStockIndex(meilisearch, batches.stock);
  const searches = generateSearches(SEARCHES);
  const asked = searches.map(({ params }) => params);
  const captured = await captureRequests(database, taxonomy, server, asked);
  const searching = await step('Searches', () =>
    measureSearches({ site: client, meilisearch, taxonomy, pids, searches, captured, rounds }),
  );
  const suggesting = await step('Suggestions', () => measureSuggestions(client));
  const reindex = await step('Rebuild of the index', () =>
    measureReindex({ database, taxonomy, server, meilisearch, files: batches.own, stock, rounds: rounds.rebuilds }),
  );
  const publishing = await step('Publishing', () => {
    const goalMs = isLarge ? PUBLISH_GOAL_LARGE_MS : PUBLISH_GOAL_MS;
    return measurePublishing({
      database,
      taxonomy,
      address: site.url,
      client,
      meilisearch,
      goalMs,
      rounds: rounds.publishing,
    });
  });
  const pages = await step('Pages', () => measurePages(folder, site));
  const partnerships = await step('Partnerships', () => measurePartnerships(database, client, pids.site));
  const files = await step('Sitemap and feeds', () => measureFiles(client));
  const memory = [memoryRow('the site', pids.site), memoryRow('Meilisearch', pids.meilisearch)];
  return [
    ...[...searching, ...suggesting].map(asPromised),
    ...publishing,
    ...reindex,
    ...pages,
    ...partnerships,
    ...files,
    ...memory,
  ];
}

/** Says what is done now and, when it is done, what came of it: a long run may end before its table. */
async function step(name: string, work: () => Promise<Row | Row[]>): Promise<Row[]> {
  say(`${name} …`);
  const rows = [await work()].flat();
  for (const { measure, result } of rows) say(`  ${measure}: ${result}`);
  return rows;
}

/** For a search, milliseconds are promised at 10,000 entries alone. */
function asPromised(row: Row): Row {
  return isLarge && row.goal?.endsWith(' ms') ? withoutGoal(row) : row;
}

function memoryRow(name: string, pid: number): Row {
  const { all, own } = memoryOf(pid);
  return { measure: `memory of ${name} at the end`, result: `${format(all)} MB, ${format(own)} without mapped files` };
}

function publish(rows: Row[], versions: Record<string, string>, notes: string[]): void {
  const goals = rows.filter(({ goal }) => goal);
  const missed = goals.filter(({ met }) => !met);
  const verdict = missed.length ? `**${missed.length} of ${goals.length} goals missed.**` : 'All goals met.';
  const report = toMarkdown(rows, versions, [verdict, ...notes]);
  process.stdout.write(report);
  if (!isTry) keepTable(entries, report);
}

function readEntries(): number {
  const { values } = parseArgs({ options: { entries: { type: 'string', default: String(ENTRIES) } } });
  if (/^\d{3,6}$/.test(values.entries) && Number(values.entries) >= FEWEST) return Number(values.entries);
  process.stderr.write(`Usage: npm run bench -- [--entries NUMBER], from ${FEWEST} to 999999\n`);
  process.exit(2);
}

function say(what: string): void {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${what}\n`);
}
