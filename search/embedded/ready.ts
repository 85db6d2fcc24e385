import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from './server.ts';

const READY_WITHIN_MS = 30_000;

/** The server ended before it answered. */
export class StartError extends Error {
  override name = 'StartError';
}

/** @throws StartError when the server ends first; a plain error when it does neither in time */
export async function waitUntilReady(server: Server): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(server))) {
    if (server.hasEnded()) throw new StartError(server.reason());
    if (Date.now() > deadline) {
      await server.stop();
      throw new Error(`Meilisearch did not become ready within ${READY_WITHIN_MS / 1000} seconds.`);
    }
    await Promise.race([pause(25), server.ended]);
  }
}

/** The key is tried too: another program, even another Meilisearch, may have taken the port. */
async function isReady({ url, apiKey }: Server): Promise<boolean> {
  return (await answers(`${url}/health`)) && (await answers(`${url}/version`, { authorization: `Bearer ${apiKey}` }));
}

async function answers(url: string, headers: Record<string, string> = {}): Promise<boolean> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
