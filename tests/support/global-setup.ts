import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openMemoryDatabase } from '#content/db/client.ts';
import { startEmbeddedMeilisearch } from '#search/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    meiliUrl: string;
    meiliKey: string;
    /** A PGlite dump with the newest schema; making one takes seconds, loading it does not. */
    databaseSeed: string;
    databaseUrl: string;
  }
}

const silent = { info() {}, warn() {}, error() {} };

/** One search engine for all test files, each with an index of its own, and a migrated database to copy. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'erfaringsdatabase-test-'));
  const meilisearch = await startEmbeddedMeilisearch({ dataDir: folder, log: silent });
  project.provide('meiliUrl', meilisearch.url);
  project.provide('meiliKey', meilisearch.apiKey);
  project.provide('databaseUrl', process.env.TEST_DATABASE_URL ?? '');
  project.provide('databaseSeed', await writeSeed(join(folder, 'seed.tar')));
  return async () => {
    await meilisearch.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function writeSeed(file: string): Promise<string> {
  const { pglite, close } = await openMemoryDatabase();
  const dump = await pglite.dumpDataDir('none');
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  await close();
  return file;
}
