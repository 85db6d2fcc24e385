import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderLockedError, lockFolder } from '#content/db/folder-lock.ts';
import { waitFor } from '../support/wait-for.ts';

const MODULE = JSON.stringify(import.meta.resolve('#content/db/folder-lock.ts'));
let dir: string;
let owners: ChildProcess[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folder-lock-'));
  owners = [];
});

afterEach(async () => {
  await Promise.all(owners.map(killHard));
  rmSync(dir, { recursive: true, force: true });
});

/** A process that tries to own the folder, says `locked` or the error's name, and lives until it is killed. */
function spawnOwner(): ChildProcessByStdio<null, Readable, null> {
  const script = `
    import { lockFolder } from ${MODULE};
    setInterval(() => {}, 60_000);
    try { lockFolder(process.argv[1]); process.stdout.write('locked'); }
    catch (error) { process.stdout.write(error.name); }`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(owner);
  return owner;
}

async function startOwner(): Promise<ChildProcess> {
  const owner = spawnOwner();
  const [answer] = await once(owner.stdout, 'data');
  expect(String(answer)).toBe('locked');
  return owner;
}

async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function tryLock(): unknown {
  try {
    lockFolder(dir).release();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('the lock of a data folder', () => {
  test('refuses a second process within a second and names the owner', async () => {
    const owner = await startOwner();
    const started = performance.now();
    const error = tryLock();
    expect(performance.now() - started).toBeLessThan(1000);
    expect(error).toBeInstanceOf(FolderLockedError);
    expect(error).toMatchObject({
      pid: owner.pid,
      message: `The data folder ${dir} is in use by process ${owner.pid}.`,
    });
  });

  test('refuses a second owner in the same process', () => {
    const lock = lockFolder(dir);
    expect(tryLock()).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test('still refuses when the owner has not written its pid yet', async () => {
    await startOwner();
    rmSync(join(dir, 'owner.pid'));
    expect(tryLock()).toMatchObject({
      pid: undefined,
      message: `The data folder ${dir} is in use by another process.`,
    });
  });

  test('is taken over from an owner killed with -9', async () => {
    const owner = await startOwner();
    await killHard(owner);
    expect(readFileSync(join(dir, 'owner.pid'), 'utf8').trim()).toBe(String(owner.pid));
    const lock = lockFolder(dir);
    expect(readFileSync(join(dir, 'owner.pid'), 'utf8').trim()).toBe(String(process.pid));
    lock.release();
  });

  test('is not fooled by another program that got the pid of a dead owner', () => {
    writeFileSync(join(dir, 'owner.pid'), `${process.ppid}\n`);
    expect(tryLock()).toBeUndefined();
  });

  test('lets another process in after its release', async () => {
    const lock = lockFolder(dir);
    lock.release();
    const owner = await startOwner();
    expect(tryLock()).toMatchObject({ pid: owner.pid });
  });

  test('stays with the next owner when it is released twice', () => {
    const first = lockFolder(dir);
    first.release();
    const second = lockFolder(dir);
    first.release();
    expect(tryLock()).toBeInstanceOf(FolderLockedError);
    second.release();
  });

  test('goes to exactly one of several processes that start together', async () => {
    const answers: string[] = [];
    for (let n = 0; n < 4; n++) spawnOwner().stdout.on('data', (answer) => answers.push(String(answer)));
    await waitFor(() => answers.length === 4, 'every process has tried to get the lock');
    expect(answers.toSorted()).toEqual(['FolderLockedError', 'FolderLockedError', 'FolderLockedError', 'locked']);
  });

  test('makes a missing folder that only its owner can read', () => {
    const missing = join(dir, 'new', 'folder');
    lockFolder(missing).release();
    expect(statSync(missing).mode & 0o777).toBe(0o700);
  });
});
