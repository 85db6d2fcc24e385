import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Home } from './home.ts';
import { checkIndexes, StartError, waitUntilReady } from './ready.ts';
import { launchServer, type Server } from './server.ts';

export type Log = Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
export type Installation = { binary: string; home: Home; apiKey: string };

const PORT_ATTEMPTS = 3;
export const PORT_TAKEN = /address already in use/i;
const CANNOT_RUN = [126, 127];

/** Starts Meilisearch; an index folder that it cannot open is thrown away, since the index can be built again. */
export async function startServer(installation: Installation, log: Log): Promise<Server> {
  try {
    const server = await startOnFreePort(installation);
    await checkIndexes(server);
    return server;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    throwIndexAway(installation.home, error.message, log);
  }
  return startOnFreePort(installation).catch((error: Error) => {
    throw new Error(`Meilisearch does not start: ${error.message}`, { cause: error });
  });
}

export function throwIndexAway({ database: folder }: Home, reason: string, log: Log): void {
  log.warn({ folder, reason }, 'Search index cannot be opened and is thrown away');
  rmSync(folder, { recursive: true, force: true });
}

async function startOnFreePort(installation: Installation): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const server = launchServer({ ...installation, port: await findFreePort() });
    try {
      await waitUntilReady(server);
      return server;
    } catch (error) {
      if (CANNOT_RUN.includes(await server.ended))
        throw new Error(`${installation.binary} cannot be run: see ${installation.home.log}.`);
      if (attempt === PORT_ATTEMPTS || !PORT_TAKEN.test((error as Error).message)) throw error;
    }
  }
}

/** Another program may take it before Meilisearch does: hence the attempts. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
