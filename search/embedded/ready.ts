import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from './server.ts';

const READY_WITHIN_MS = 30_000;

/** The server cannot run on its folder. */
export class StartError extends Error {
  override name = 'StartError';
}

/** @throws StartError, with the server stopped, when it cannot open one of its indexes: it looks at them only when asked */
export async function checkIndexes(server: Server): Promise<void> {
  const { results } = (await ask(server, '/indexes?limit=1000')) as { results: { uid: string }[] };
  for (const { uid } of results)
    try {
      await ask(server, `/indexes/${uid}/settings`);
    } catch (error) {
      await server.stop();
      throw new StartError((error as Error).message);
    }
}

async function ask({ url, apiKey }: Server, path: string): Promise<unknown> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${apiKey}` } });
  const body = (await response.json()) as { message?: string };
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`);
  return body;
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
