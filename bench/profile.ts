import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#content/db/client.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { apiDialect, toQueryString } from '#search/params.ts';
import { today } from '#server/deps.ts';
import { paths } from '#server/paths.ts';
import { measureImport, writeEntries } from './filling.ts';
import { createClient } from './measure.ts';
import { cpuMs } from './processes.ts';
import { generateSearches } from './searches.ts';
import { startSite } from './starts.ts';
import { inSurroundings, type Surroundings } from './surroundings.ts';

// node bench/profile.ts [ENTRIES [SECONDS]]: which functions of the site take its time while it searches.

const [entries = 10_000, seconds = 30] = process.argv.slice(2).map(Number);
const SHOWN = 25;

interface Profile {
  nodes: { id: number; children?: number[]; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

await inSurroundings(profile);

async function profile({ folder, environment, meilisearch, meilisearchPid, undo }: Surroundings): Promise<void> {
  const { file } = writeEntries(folder, entries);
  const filling = await startSite(folder, environment);
  undo.push(filling.stop);
  await measureImport(folder, file, entries, environment, meilisearch);
  await filling.stop();

  const profiles = join(folder, 'profiles');
  mkdirSync(profiles);
  const NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${profiles}`;
  const site = await startSite(folder, { ...environment, NODE_OPTIONS });
  undo.push(site.stop);
  const before = { site: cpuMs(site.pid), meilisearch: cpuMs(meilisearchPid) };
  const done = await search(site.url, folder, environment.DATABASE_URL);
  const [own, engine] = [cpuMs(site.pid) - before.site, cpuMs(meilisearchPid) - before.meilisearch];
  await site.stop();
  process.stdout.write(`${done} searches; processor time of one: site ${(own / done).toFixed(2)} ms, `);
  process.stdout.write(`Meilisearch ${(engine / done).toFixed(2)} ms\n\n`);
  if (!existsSync(profiles)) return;
  for (const name of readdirSync(profiles)) print(JSON.parse(readFileSync(join(profiles, name), 'utf8')));
}

async function search(url: string, dataDir: string, databaseUrl: string): Promise<number> {
  const database = await openDatabase({ url: databaseUrl, dataDir });
  const taxonomy = await loadTaxonomy(database.db, today());
  await database.close();
  const addresses = generateSearches(200).map(({ params }) => toQueryString(params, apiDialect, taxonomy));
  const client = createClient(url, 1);
  const end = performance.now() + seconds * 1000;
  let done = 0;
  for (; performance.now() < end; done++)
    await client.get(paths.apiEntries() + (addresses[done % addresses.length] ?? ''));
  await client.close();
  return done;
}

/** By the share of the time that the process worked: within the function itself, and with all that it called. */
function print({ nodes, samples, timeDeltas }: Profile): void {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const [self, all] = [new Map<string, number>(), new Map<string, number>()];
  let worked = 0;
  samples.forEach((id, index) => {
    const took = timeDeltas[index] ?? 0;
    if (names.get(id) === '(idle)') return;
    worked += took;
    add(self, names.get(id), took);
    for (const name of new Set(callersOf(id, parents).map((caller) => names.get(caller)))) add(all, name, took);
  });
  const isOurs = ([name]: [string, number]) => /^\S+ (search|server|content)\//.test(name);
  const show = (heading: string, times: Map<string, number>, wanted: (time: [string, number]) => boolean) => {
    const lines = [...times]
      .filter(wanted)
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN);
    const share = (time: number) => `${((100 * time) / worked).toFixed(1)} %`.padStart(8);
    process.stdout.write(`${heading}\n${lines.map(([name, time]) => `${share(time)}  ${name}`).join('\n')}\n\n`);
  };
  show('In the function itself', self, () => true);
  show('Of ours, in the function itself', self, isOurs);
  show('Of ours, with what it called', all, isOurs);
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^file:\/\//, '').replace(`${join(import.meta.dirname, '..')}/`, '');
  return file ? `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}` : functionName;
}

function callersOf(id: number, parents: Map<number, number>): number[] {
  const callers = [id];
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) callers.push(at);
  return callers;
}

function add(times: Map<string, number>, name = '', took: number): void {
  times.set(name, (times.get(name) ?? 0) + took);
}
