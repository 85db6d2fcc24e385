import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome } from '#search/embedded/home.ts';
import { findServers } from '#search/embedded/leftovers.ts';
import { startEmbeddedMeilisearch } from '#search/embedded.ts';
import { createClient } from './measure.ts';
import { type BenchDatabase, openPostgres } from './postgres.ts';

export const CONNECTIONS = 8;
const silent = { info() {}, warn() {}, error() {} };

export type Surroundings = Awaited<ReturnType<typeof openSurroundings>>;

/** Opens a Postgres, a Meilisearch and a folder of its own; what is pushed on `undo` is undone at the end, newest first. */
async function openSurroundings(undo: (() => unknown)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'erfaringsdatabase-bench-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const postgres: BenchDatabase = await openPostgres(folder);
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
  const [meilisearchPid = 0] = findServers(openHome(folder));
  return { folder, postgres, server, meilisearch, meilisearchPid, environment, undo };
}

/** Runs `work` in surroundings that are gone afterwards, also after Ctrl-C; a failure is one line and exit status 1. */
export async function inSurroundings(work: (surroundings: Surroundings) => Promise<void>): Promise<void> {
  const undo: (() => unknown)[] = [];
  const cleanUp = async () => {
    process.on('uncaughtException', () => {}); // what is still under way fails when its servers go
    for (const step of undo.splice(0).reverse()) await step();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => cleanUp().then(() => process.exit(1)));
  try {
    if (process.platform !== 'linux') throw new Error('The benchmarks read /proc, so they run on Linux alone.');
    await work(await openSurroundings(undo));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
  await cleanUp();
}
