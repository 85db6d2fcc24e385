import { setTimeout as pause } from 'node:timers/promises';
import { endLeftovers } from './leftovers.ts';
import { launchServer, type Server } from './server.ts';
import type { Installation, Log } from './start-server.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const STABLE_AFTER_MS = 60_000;

/**
 * Starts the server again whenever it ends by itself, on the same port and with the same key, so that its clients need
 * not know. Its index is never thrown away here: nobody would build it again before the site's next start.
 */
export function keepRunning(first: Server, installation: Installation, log: Log): { stop(): Promise<void> } {
  const port = Number(new URL(first.url).port);
  const stopping = new AbortController();
  let server = first;

  async function supervise(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      await server.ended;
      if (stopping.signal.aborted) return;
      if (Date.now() - started > STABLE_AFTER_MS) wait = FIRST_PAUSE_MS;
      log.error({ reason: server.reason(), restartInMs: wait }, 'Meilisearch ended and is started again');
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      await restart();
    }
  }

  async function restart(): Promise<void> {
    try {
      await endLeftovers(installation.home);
      if (!stopping.signal.aborted) server = launchServer({ ...installation, port });
    } catch (error) {
      log.error({ err: error }, 'Meilisearch cannot be started again yet');
    }
  }

  const supervised = supervise();
  return {
    async stop() {
      stopping.abort();
      await server.stop();
      await supervised;
    },
  };
}
