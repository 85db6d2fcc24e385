import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waitFor } from './wait-for.ts';

const project = resolve(import.meta.dirname, '../..');

export interface Ended {
  /** null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningProcess {
  child: ChildProcess;
  /** What it has written to standard output so far. */
  output(): string;
  ended: Promise<Ended>;
}

const running = new Set<RunningProcess>();

/** Runs Node with nothing of this machine's own settings but `environment`. */
export function startProcess(args: string[], environment: Record<string, string> = {}): RunningProcess {
  const { PATH = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const started = { child, output: () => stdout, ended };
  running.add(started);
  ended.then(() => running.delete(started));
  return started;
}

/** Runs the command line to its end. */
export function manage(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return startProcess(['server/manage.ts', ...args], environment).ended;
}

/** Starts the site as `npm start` does, on a free port, and waits for the address that it prints. */
export async function startSite(environment: Record<string, string>) {
  const site = startProcess(['server/main.ts'], { PORT: '0', LOG_LEVEL: 'info', ...environment });
  let end: Ended | undefined;
  site.ended.then((result) => {
    end = result;
  });
  const address = () => /^Erfaringsdatabasen: (http:\S+)$/m.exec(site.output())?.[1];
  await waitFor(() => Boolean(address() ?? end), 'the site prints its address', 30_000);
  if (end) throw new Error(`The site ended with ${end.code}: ${end.stderr}${end.stdout}`);
  return { ...site, address: address() ?? '', pid: site.child.pid ?? 0 };
}

/** Ends what a test has left running. */
export async function endProcesses(): Promise<void> {
  const left = [...running];
  for (const { child } of left) child.kill('SIGKILL');
  await Promise.all(left.map(({ ended }) => ended));
}

/** A folder of its own under the temporary one. */
export function createFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'erfaringsdatabase-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
