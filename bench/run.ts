import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#content/db/client.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { openHome } from '#search/embedded/home.ts';
import { findServers } from '#search/embedded/leftovers.ts';
import { startEmbeddedMeilisearch } from '#search/embedded.ts';
import { today } from '#server/deps.ts';
import { measureImport, writeEntries } from './filling.ts';
import { createClient } from './measure.ts';
import { measurePages } from './pages.ts';
import { openPostgres } from './postgres.ts';
import { memoryOf } from './processes.ts';
import { measurePublishing } from './publishing.ts';
import { measureReindex } from './reindex.ts';
import { format, type Row, toMarkdown } from './report.ts';
import { measureSearches } from './searching.ts';
import { measureEmbeddedStarts, measureServerStarts, startSite } from './starts.ts';

const ENTRIES = 10_000;
const CONNECTIONS = 8;
const silent = { info() {}, warn() {}, error() {} };

const folder = mkdtempSync(join(tmpdir(), 'erfaringsdatabase-bench-'));
/** What is undone at the end, the newest first. */
const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cleanUp().then(() => process.exit(1)));
try {
  if (process.platform !== 'linux') throw new Error('The benchmarks read /proc, so they run on Linux alone.');
  await bench();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
await cleanUp();

async function cleanUp(): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step();
}

async function bench(): Promise<void> {
  const [loadBefore = 0] = loadavg();
  const postgres = await openPostgres(folder);
  undo.push(postgres.drop);
  const server = await startEmbeddedMeilisearch({ dataDir: folder, log: silent });
  undo.push(server.stop);
  const meilisearch = createClient(server.url, CONNECTIONS, {
    authorization: `Bearer ${server.apiKey}`,
    'content-type': 'application/json',
  });
  undo.push(meilisearch.close);
  const environment = {
    DATABASE_URL: postgres.url,
    MEILI_URL: server.url,
    MEILI_API_KEY: server.apiKey,
    DATA_DIR: folder,
    PORT: '0',
    RATE_LIMIT: '0',
  };

  say('Embedded starts');
  const starts = await measureEmbeddedStarts(folder);

  say('Import');
  const { file, kilobytes } = writeEntries(folder, ENTRIES);
  const emptySite = await startSite(folder, environment);
  undo.push(emptySite.stop);
  const importing = await measureImport(folder, file, ENTRIES, environment, meilisearch);
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

  say('Searches');
  const [meilisearchPid = 0] = findServers(openHome(folder));
  const pids = { site: site.pid, meilisearch: meilisearchPid };
  const searches = await measureSearches(client, meilisearch, taxonomy, pids);
  say('Pages');
  const pages = await measurePages(folder, site);
  say('Publishing');
  const publishing = await measurePublishing(database, taxonomy, site.url, client, meilisearch);
  say('Rebuild of the index');
  const reindex = await measureReindex(database, taxonomy, server, meilisearch);

  const memory = [memoryRow('the site', site.pid), memoryRow('Meilisearch', meilisearchPid)];
  const rows = [...searches, ...pages, ...publishing, reindex, ...importing, ...starts, ...memory];
  const { pkgVersion } = JSON.parse((await meilisearch.get('/version')).text);
  publish(rows, { Postgres: postgres.version, Meilisearch: pkgVersion }, [
    `${format(ENTRIES)} made-up entries of ${kilobytes.toFixed(1)} kB.`,
    'Each ratio compares two sides that took turns in one run, on keep-alive connections, each server in a process of ' +
      'its own; the figures after it are the two sides. Rates and processor times are the median of the rounds.',
    'The rounds show the noise. Work of others on the machine before the run: a load average of ' +
      `${format(loadBefore)} on ${cpus().length} cores.`,
  ]);
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
  writeFileSync(join(import.meta.dirname, 'last-run.md'), report);
}

function say(what: string): void {
  process.stderr.write(`${what} …\n`);
}
