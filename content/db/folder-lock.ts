import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FolderLock = { release(): void };

export class FolderLockedError extends Error {
  override name = 'FolderLockedError';
  readonly pid: number | undefined;

  constructor(dir: string, pid: number | undefined) {
    super(`The data folder ${dir} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}.`);
    this.pid = pid;
  }
}

const SQLITE_BUSY = 5;

// A collected database closes its file and would silently give the lock away.
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only owner of an embedded data folder until it releases the lock or dies: two processes on
 * one PGlite folder lose writes without an error. The operating system holds the lock (through SQLite), so it ends
 * with its owner, also after kill -9, and a reused pid means nothing.
 * Nothing else in this process may open owner.lock: closing any handle on it would drop the lock.
 * @throws FolderLockedError at once when another owner is alive
 */
export function lockFolder(dir: string): FolderLock {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const pidFile = join(dir, 'owner.pid');
  const lock = openExclusively(dir, pidFile);
  held.add(lock);
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (!held.delete(lock)) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function openExclusively(dir: string, pidFile: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dir, 'owner.lock'), { timeout: 0 });
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw new FolderLockedError(dir, readOwner(pidFile));
    throw new Error(`The data folder ${dir} cannot be locked: ${(error as Error).message}.`, { cause: error });
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0;
  return (code & 0xff) === SQLITE_BUSY;
}

/** An owner that has just got the lock writes its pid a moment later: until then the file is missing or a dead one's. */
function readOwner(pidFile: string): number | undefined {
  for (let attempt = 0; attempt < 10; attempt++) {
    const pid = readPid(pidFile);
    if (pid !== undefined && isAlive(pid)) return pid;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  return readPid(pidFile);
}

function readPid(pidFile: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(pidFile, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
