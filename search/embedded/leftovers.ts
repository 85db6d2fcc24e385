import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Home } from './home.ts';

/**
 * Ends every Meilisearch on this folder. The site holds the folder's lock, so whatever still runs here is left from an
 * owner that died; Meilisearch does not refuse two servers on one folder, and they corrupt it. Linux only.
 */
export async function endLeftovers(home: Home): Promise<void> {
  if (await ended(home, 'SIGTERM', 3000)) return;
  if (await ended(home, 'SIGKILL', 5000)) return;
  throw new Error(`A Meilisearch from an earlier run does not end: process ${findServers(home).join(', ')}.`);
}

/** The pids of the Meilisearch servers that run our copy or use our index folder. */
export function findServers(home: Home): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && (runsOurCopy(pid, home) || usesOurFolder(pid, home)));
}

async function ended(home: Home, signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (const pid of findServers(home)) sendSignal(pid, signal);
  while (findServers(home).length > 0) {
    if (Date.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

function runsOurCopy(pid: number, home: Home): boolean {
  return read(() => readlinkSync(`/proc/${pid}/exe`)).startsWith(`${home.bin}/`);
}

// The supervising shell has the same arguments but must not be taken for a server: it ends with its server.
function usesOurFolder(pid: number, home: Home): boolean {
  const args = read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  return basename(args[0] ?? '').startsWith('meilisearch') && args[args.indexOf('--db-path') + 1] === home.database;
}

/** Processes come and go while they are listed, and those of other users cannot be read. */
function read(source: () => string): string {
  try {
    return source();
  } catch {
    return '';
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}
