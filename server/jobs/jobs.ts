import type { Log } from '../deps.ts';

const POLL_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** The rest of the site's closing needs time too. What is still under way then is done again after the next start. */
const STOP_MS = 4000;

/** Work that waits in the database until its time comes. */
export interface Job {
  name: string;
  /** Does all that is due at `now`; ends early when `stopping` says so. */
  run(now: Date, stopping: AbortSignal): Promise<void>;
}

export interface Jobs {
  /** Does something after the answer that ordered it, so that its time tells nothing. It is lost if the process ends. */
  soon(name: string, work: () => Promise<void>): void;
  /** Resolves when everything that was due before the call has been tried, and what that made due for later jobs. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs each job each second until stopped. None waits for another: a slow mail server delays no publication. */
export function startJobs(jobs: Job[], log: Log): Jobs {
  const stopping = new AbortController();
  const loops = jobs.map((job) => startLoop(job, log, stopping.signal));
  const ordered = new Set<Promise<unknown>>();
  const finished = () => Promise.all([...ordered, ...loops.map((loop) => loop.finished)]);

  return {
    soon: (name, run) => {
      const work = attempt({ name, run }, log, stopping.signal).finally(() => ordered.delete(work));
      ordered.add(work);
    },
    settled: async () => {
      await Promise.all(ordered);
      for (const { settled } of loops) await settled();
    },
    stop: async () => {
      stopping.abort();
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([finished(), timeout]);
    },
  };
}

/** Runs one job over and over. One that fails is tried again, ever less often. */
function startLoop(job: Job, log: Log, stopping: AbortSignal) {
  let wake = Promise.withResolvers<void>();
  let waiting: (() => void)[] = [];
  stopping.addEventListener('abort', () => wake.resolve());

  const run = async () => {
    let pause = POLL_MS;
    while (!stopping.aborted) {
      wake = Promise.withResolvers();
      const served = waiting;
      waiting = [];
      pause = (await attempt(job, log, stopping)) ? POLL_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      for (const resolve of served) resolve();
      if (!waiting.length) await waitFor(wake.promise, pause);
    }
    for (const resolve of waiting) resolve();
  };
  return {
    finished: run(),
    settled: () =>
      new Promise<void>((resolve) => {
        if (stopping.aborted) return resolve();
        waiting.push(resolve);
        wake.resolve();
      }),
  };
}

async function attempt({ name, run }: Job, log: Log, stopping: AbortSignal): Promise<boolean> {
  try {
    await run(new Date(), stopping);
    return true;
  } catch (error) {
    if (stopping.aborted) return false;
    log.error({ job: name, reason: error instanceof Error ? error.message : String(error) }, 'A job failed');
    return false;
  }
}

async function waitFor(wake: Promise<void>, milliseconds: number): Promise<void> {
  const timer = Promise.withResolvers<void>();
  const timeout = setTimeout(timer.resolve, milliseconds);
  timeout.unref();
  await Promise.race([wake, timer.promise]);
  clearTimeout(timeout);
}
