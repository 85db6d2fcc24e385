import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinary } from '#search/embedded/binary.ts';
import { type Home, openHome } from '#search/embedded/home.ts';
import { findServers } from '#search/embedded/leftovers.ts';
import { waitUntilReady } from '#search/embedded/ready.ts';
import { launchServer, type Server } from '#search/embedded/server.ts';
import { createFolder } from './processes.ts';

const run = promisify(execFile);

export interface PrivateEngine {
  url: string;
  apiKey: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Sends the program itself a signal; one that ends it is waited for. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** The process of the program, while it runs. */
  pid(): number;
  /** The key that it takes from its next start on. */
  setKey(key: string): void;
  /** Takes away all that it has kept; it must not be running. */
  empty(): void;
  /** Lets no file of it grow any more, as a full disk would, until it is told otherwise. */
  setDiskFull(isFull: boolean): Promise<void>;
  remove(): Promise<void>;
}

/** A search engine of one test's own, at one address, which that test may stop, kill and start. */
export async function createPrivateEngine(): Promise<PrivateEngine> {
  const folder = createFolder();
  const home = openHome(folder.path);
  const options = {
    binary: writeLauncher(home, await findBinary(home.bin)),
    home,
    port: await findFreePort(),
    apiKey: 'a-key-for-tests-alone',
  };
  let server: Server | undefined;
  const stop = async () => server?.stop();
  const pid = () => {
    const [found] = findServers(home);
    if (!found) throw new Error('The search engine does not run');
    return found;
  };
  return {
    url: `http://127.0.0.1:${options.port}`,
    apiKey: options.apiKey,
    start: async () => {
      server = launchServer(options);
      await waitUntilReady(server);
    },
    stop,
    kill: async (signal) => {
      process.kill(pid(), signal);
      if (['SIGKILL', 'SIGTERM'].includes(signal)) await server?.ended;
    },
    pid,
    setKey: (key) => {
      options.apiKey = key;
    },
    empty: () => rmSync(home.database, { recursive: true }),
    setDiskFull: async (isFull) => {
      await run('prlimit', [`--pid=${pid()}`, `--fsize=${isFull ? 1 : 'unlimited'}:unlimited`]);
    },
    remove: async () => {
      await stop();
      folder.remove();
    },
  };
}

/** Started thus, a write that goes too far fails instead of ending the program. */
function writeLauncher(home: Home, binary: string): string {
  const launcher = join(home.folder, 'launch');
  writeFileSync(launcher, `#!/bin/sh\ntrap '' XFSZ\nexec ${binary} "$@"\n`, { mode: 0o755 });
  return launcher;
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
