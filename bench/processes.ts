import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const START_WITHIN_MS = 60_000;
const ADDRESS = /http:\/\/\S+/;

export interface Server {
  url: string;
  pid: number;
  /** From the start of the process until it listens. */
  startMs: number;
  stop(): Promise<void>;
}

/** Runs a TypeScript file by Node until it writes its address; what it writes stays in `logFile`. */
export async function startServer(
  script: string,
  args: string[],
  environment: Record<string, string>,
  logFile: string,
): Promise<Server> {
  const began = performance.now();
  const { child, ended } = run([fileOf(script), ...args], environment, logFile);
  for (;;) {
    const url = ADDRESS.exec(readFileSync(logFile, 'utf8').replace(/^\{.*$/gm, ''))?.[0];
    if (url) return { url, pid: pidOf(child), startMs: performance.now() - began, stop: () => stop(child, ended) };
    if (child.exitCode !== null || performance.now() - began > START_WITHIN_MS) {
      child.kill();
      throw new Error(`${script} does not start: ${readFileSync(logFile, 'utf8')}`);
    }
    await pause(5);
  }
}

/** Runs a command of the site to its end; `sample` is called with its pid now and then. */
export async function runScript(
  script: string,
  args: string[],
  environment: Record<string, string>,
  logFile: string,
  sample: (pid: number) => void,
): Promise<void> {
  const { child, ended } = run([fileOf(script), ...args], environment, logFile);
  const timer = setInterval(() => sample(pidOf(child)), 50);
  const code = await ended;
  clearInterval(timer);
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} failed: ${readFileSync(logFile, 'utf8')}`);
}

/** What a process has used of the processor so far, its threads included. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Memory of a process in MB: all of it, what of it is not merely a file mapped into it, and the most it ever had. */
export function memoryOf(pid: number): { all: number; own: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { all: megabytes('VmRSS'), own: megabytes('RssAnon'), peak: megabytes('VmHWM') };
}

function run(args: string[], environment: Record<string, string>, logFile: string) {
  const log = openSync(logFile, 'w');
  // None of our own environment: what is measured is the site as it comes.
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<number>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1))),
  );
  return { child, ended };
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

function fileOf(script: string): string {
  return join(import.meta.dirname, '..', script);
}

function pidOf({ pid }: ChildProcess): number {
  if (!pid) throw new Error('The process did not start');
  return pid;
}
