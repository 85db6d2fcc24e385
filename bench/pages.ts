import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '#server/paths.ts';
import { generateEntries } from './generate.ts';
import { capacityOf, cpuOf, load, loadInTurn, rateOf } from './load.ts';
import { createClient, percentile, ratio } from './measure.ts';
import { type Server, startServer } from './processes.ts';
import { atLeast, atMost, format, formatRatio, type Row } from './report.ts';

const NEW_PAGES = 300;
const ROUNDS = 6;
const LOAD = { connections: 8, seconds: 2 };

interface Page {
  text: string;
  headers: Record<string, unknown>;
}

/** The site's entry pages beside a bare Fastify's answers. */
export async function measurePages(folder: string, site: Server): Promise<Row[]> {
  const [path = '', ...others] = [...generateEntries(NEW_PAGES + 1)].map(({ slug }) => paths.entry(slug));
  const newPages = await measureNewPages(site, others);
  const page = await readPage(site, path);
  const bare = await startBareServer(folder, page);
  try {
    return [
      await compareRendering(site, bare, path, page),
      await compareNotModified(site, bare, path, String(page.headers.etag)),
      newPages,
    ];
  } finally {
    await bare.stop();
  }
}

async function compareRendering(site: Server, bare: Server, path: string, { text }: Page): Promise<Row> {
  const [rendered, prebuilt] = await loadInTurn(
    () => load(site, path, {}, 200, LOAD),
    () => load(bare, '/page', {}, 200, LOAD),
    ROUNDS,
  );
  const compared = ratio(rendered, prebuilt, cpuOf);
  const microseconds = `${format(cpuOf(rendered))} and ${format(cpuOf(prebuilt))} µs`;
  const size = `${format(text.length / 1000)} kB`;
  return atMost(
    `entry page of ${size} over the same as a prebuilt string from a bare Fastify, processor time`,
    compared.value,
    2.5,
    `${formatRatio(compared)}, ${microseconds}`,
  );
}

async function compareNotModified(site: Server, bare: Server, path: string, etag: string): Promise<Row> {
  const headers = { 'if-none-match': etag };
  const [notModified, hello] = await loadInTurn(
    () => load(site, path, headers, 304, LOAD),
    () => load(bare, '/hello', headers, 200, LOAD),
    ROUNDS,
  );
  // By the clock the client may be the slower of the two, and hide what the site takes longer.
  const capacity = ratio(notModified, hello, capacityOf);
  const capacities = `${format(capacityOf(notModified))} and ${format(capacityOf(hello))}`;
  const rates = `${format(rateOf(notModified))} and ${format(rateOf(hello))}`;
  return atLeast(
    '304 over hello world from a bare Fastify, answers a second of processor time',
    capacity.value,
    0.8,
    `${formatRatio(capacity)}, ${capacities}; by the clock ${rates}`,
  );
}

async function measureNewPages(site: Server, addresses: string[]): Promise<Row> {
  const client = createClient(site.url, 1);
  const times: number[] = [];
  for (const path of addresses) {
    const began = performance.now();
    await client.get(path);
    times.push(performance.now() - began);
  }
  await client.close();
  const [p50, p95] = [0.5, 0.95].map((share) => format(percentile(times, share)));
  return { measure: 'entry page that nobody has asked for yet, p50 and p95', result: `${p50} and ${p95} ms` };
}

async function readPage(site: Server, path: string): Promise<Page> {
  const client = createClient(site.url, 1);
  const page = await client.get(path);
  await client.close();
  return page;
}

/** Serves the page as the site did, headers included. */
function startBareServer(folder: string, { text, headers }: Page): Promise<Server> {
  const ofTheConnection = ['connection', 'keep-alive', 'date', 'content-length'];
  const own = Object.entries(headers).filter(([name]) => !ofTheConnection.includes(name));
  const file = join(folder, 'page.json');
  writeFileSync(file, JSON.stringify({ headers: Object.fromEntries(own), body: text }));
  return startServer('bench/bare-server.ts', [file], {}, join(folder, 'bare.log'));
}
