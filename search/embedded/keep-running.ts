import { setTimeout as pause } from 'node:timers/promises';
import { endLeftovers } from './leftovers.ts';
import { launchServer, type Server } from './server.ts';
import { type Installation, type Log, PORT_TAKEN, throwIndexAway } from './start-server.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 3000;
const STABLE_AFTER_MS = 10_000;
/** Ends so soon after the start, and so many times in a row, that its folder must be the reason. */
const AT_ONCE_MS = 2000;
const HOPELESS = 5;

/**
 * Starts the server again whenever it ends by itself, on the same port and with the same key, so that its clients need
 * not know. A folder that it cannot open any more is thrown away; the index worker then makes the index anew.
 */
export function keepRunning(first: Server, installation: Installation, log: Log): { stop(): Promise<void> } {
  const port = Number(new URL(first.url).port);
  const stopping = new AbortController();
  let server = first;

  async function supervise(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    let failures = 0;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      const status = await server.ended;
      if (stopping.signal.aborted) return;
      const lived = Date.now() - started;
      if (lived > STABLE_AFTER_MS) wait = FIRST_PAUSE_MS;
      failures = lived < AT_ONCE_MS && isItsOwnDoing(status, server) ? failures + 1 : 0;
      log.error({ reason: server.reason(), restartInMs: wait }, 'Meilisearch ended and is started again');
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      await restart(failures >= HOPELESS);
      if (failures >= HOPELESS) failures = 0;
    }
  }

  async function restart(afresh: boolean): Promise<void> {
    try {
      await endLeftovers(installation.home);
      if (afresh && !stopping.signal.aborted) throwIndexAway(installation.home, server.reason(), log);
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

/** It was not killed, and no other program has its port. */
function isItsOwnDoing(status: number, server: Server): boolean {
  return status > 0 && status < 126 && !PORT_TAKEN.test(server.reason());
}
