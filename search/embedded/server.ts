import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import type { Home } from './home.ts';
import { readReason } from './reason.ts';

export type ServerOptions = { binary: string; home: Home; port: number; apiKey: string };

/** One run of the Meilisearch program. */
export type Server = {
  url: string;
  apiKey: string;
  /** Exit status as the shell gives it: 127 not found, 128 + signal when killed. */
  ended: Promise<number>;
  hasEnded(): boolean;
  /** What the program wrote when it failed, in one line. */
  reason(): string;
  stop(): Promise<void>;
};

/**
 * Runs "$@" until it ends or until the other end of standard input closes, which the kernel does however the site
 * dies, kill -9 included. The last line ends the watching subshell and its sleep, all in this shell's process group.
 */
const SUPERVISOR = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(read -r _ <&3; kill -TERM $server; sleep 3; kill -KILL $server) 2>/dev/null &
exec 3<&-
wait $server
status=$?
trap '' TERM
kill -TERM 0
exit $status
`;

export function launchServer({ binary, home, port, apiKey }: ServerOptions): Server {
  const log = openSync(home.log, 'a', 0o600);
  const logStart = statSync(home.log).size;
  const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'meilisearch-supervisor', binary, ...serverArguments(home, port)], {
    cwd: home.folder, // Meilisearch reads a config.toml where it starts
    detached: true, // Ctrl-C must reach the site alone, which may still be answering requests
    env: serverEnvironment(apiKey),
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  child.stdin?.on('error', () => {});
  const ended = exitStatus(child);
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
    reason: () => readReason(home.log, logStart) ?? `exit status ${child.exitCode ?? child.signalCode ?? 'unknown'}`,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

function serverArguments(home: Home, port: number): string[] {
  return [
    ['--http-addr', `127.0.0.1:${port}`],
    ['--env', 'production'],
    ['--db-path', home.database],
    ['--dump-dir', home.dumps],
    ['--snapshot-dir', home.snapshots],
    // Left alone it takes two thirds of the memory, and publishing is slower for it.
    ['--max-indexing-memory', '200MiB'],
    ['--log-level', 'WARN'],
    ['--no-analytics'],
  ].flat();
}

/** Not the whole environment: MEILI_* would change the settings above, and the site's secrets are none of its business. */
function serverEnvironment(apiKey: string): NodeJS.ProcessEnv {
  const { PATH, TMPDIR } = process.env;
  return { PATH, TMPDIR, NO_COLOR: '1', MEILI_MASTER_KEY: apiKey };
}

function exitStatus(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 128));
    child.once('error', () => resolve(127));
  });
}
