import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openDatabase } from '#content/db/client.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { today } from '#server/deps.ts';
import { measureAnalysis } from './analysis.ts';
import { captureRequests } from './captured.ts';
import { measureDegraded } from './degraded.ts';
import { writeBatches } from './documents.ts';
import { measureFiles } from './files.ts';
import { measureImport, writeEntries } from './filling.ts';
import { keepTable } from './last-run.ts';
import { createClient } from './measure.ts';
import { measurePages } from './pages.ts';
import { memoryOf } from './processes.ts';
import { measurePublishing } from './publishing.ts';
import { measureReindex } from './reindex.ts';
import { format, type Row, toMarkdown, withoutGoal } from './report.ts';
import { generateSearches } from './searches.ts';
import { measureSearches } from './searching.ts';
import { measureEmbeddedStarts, measureServerStarts, startSite } from './starts.ts';
import { makeStockIndex } from './stock.ts';
import { measureSuggestions } from './suggesting.ts';
import { CONNECTIONS, inSurroundings, type Surroundings } from './surroundings.ts';

/** For so many entries the goals are set; fewer are a try, of which no table is kept. */
const ENTRIES = 10_000;
const SEARCHES = 200;

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
  const { folder, postgres, server, meilisearch, environment, undo } = surroundings;

  say('Embedded starts');
  const starts = await measureEmbeddedStarts(folder);

  say('Import');
  const { file, kilobytes } = writeEntries(folder, entries);
  const analysis = await measureAnalysis(folder, file);
  const emptySite = await startSite(folder, environment);
  undo.push(emptySite.stop);
  const importing = await measureImport(folder, file, entries, environment, meilisearch);
  const { peak } = memoryOf(emptySite.pid);
  importing.push({ measure: 'peak memory of the site while it indexes them', result: `${format(peak)} MB` });
  await emptySite.stop();

  say('Starts on real servers');
  starts.push(await measureServerStarts(folder, environment));

  const site = await startSite(folder, environment);
  undo.push(site.stop);
  const database = await openDatabase({ url: postgres.url, dataDir: folder });
  undo.push(database.close);
  const taxonomy = await loadTaxonomy(database.db, today());
  const client = createClient(site.url, CONNECTIONS);
  undo.push(client.close);
  const { pkgVersion } = JSON.parse((await meilisearch.get('/version')).text);
  const pids = { site: site.pid, meilisearch: surroundings.meilisearchPid };

  say('A stock index of the same entries');
  const batches = await writeBatches(folder, database, taxonomy);
  const stock = await makeStockIndex(meilisearch, batches.stock);

  say('Searches');
  const searches = generateSearches(SEARCHES);
  const params = searches.map((search) => search.params);
  const captured = await captureRequests(database, taxonomy, server, params);
  const searching = await measureSearches({
    ...{ site: client, meilisearch, taxonomy, pids, searches, captured },
    rounds,
  });
  const suggesting = await measureSuggestions(client);
  say('Pages');
  const pages = await measurePages(folder, site);
  const files = await measureFiles(client);
  say('Publishing');
  const goalMs = isLarge ? 1000 : 500;
  const publishing = await measurePublishing({
    ...{ database, taxonomy, address: site.url, client, meilisearch },
    ...{ goalMs, rounds: rounds.publishing },
  });
  say('Rebuild of the index');
  const reindex = await measureReindex({
    ...{ database, taxonomy, server, meilisearch },
    ...{ files: batches.own, stock, rounds: rounds.rebuilds },
  });
  const memory = [memoryRow('the site', site.pid), memoryRow('Meilisearch', pids.meilisearch)];
  say('Searches without Meilisearch');
  await server.stop();
  const degraded = await measureDegraded(client, taxonomy);

  const rows = [
    ...[...searching, suggesting, degraded].map(asPromised),
    ...[...publishing, ...reindex, ...importing, ...pages, ...files, ...analysis, ...starts, ...memory],
  ];
  publish(rows, { Postgres: postgres.version, Meilisearch: pkgVersion }, [
    `${format(entries)} made-up entries of ${kilobytes.toFixed(1)} kB.`,
    'Each ratio compares two sides that took turns in one run, on keep-alive connections, each server in a process of ' +
      'its own; the figures after it are the two sides. Rates and processor times are the median of the rounds.',
    'The rounds show the noise. Work of others on the machine before the run: a load average of ' +
      `${format(loadBefore)} on ${cpus().length} cores.`,
  ]);
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
  if (/^[1-9]\d{2,5}$/.test(values.entries)) return Number(values.entries);
  process.stderr.write('Usage: npm run bench -- [--entries NUMBER], from 100 to 999999\n');
  process.exit(2);
}

function say(what: string): void {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${what} …\n`);
}
