import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { findBinary } from './embedded/binary.ts';
import { openHome } from './embedded/home.ts';
import { keepRunning } from './embedded/keep-running.ts';
import { endLeftovers } from './embedded/leftovers.ts';
import { type Log, startServer } from './embedded/start-server.ts';

export type EmbeddedMeilisearch = { url: string; apiKey: string; stop(): Promise<void> };

/**
 * Runs a Meilisearch of our own on a free local port, with its files in `<dataDir>/meilisearch`. It ends with this
 * process, however that dies, and is started again when it ends by itself.
 * The caller must hold the folder's lock: any other server found on the folder is killed.
 * @throws an error of one line for the operator when there is no program for this platform or it does not start
 */
export async function startEmbeddedMeilisearch(options: { dataDir: string; log: Log }): Promise<EmbeddedMeilisearch> {
  const home = openHome(options.dataDir);
  const binary = await findBinary(home.bin);
  await endLeftovers(home);
  rmSync(home.log, { force: true });
  const installation = { binary, home, apiKey: randomBytes(32).toString('hex') };
  const server = await startServer(installation, options.log);
  const { stop } = keepRunning(server, installation, options.log);
  return { url: server.url, apiKey: server.apiKey, stop };
}
