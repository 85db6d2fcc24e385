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
  /** Resolves when everything that was due before the call has been tried. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

interface Pause {
  until: number;
  length: number;
}

/** Runs the jobs one after the other, each second, until stopped. A job that fails is tried again, ever less often. */
export function startJobs(jobs: Job[], log: Log): Jobs {
  const stopping = new AbortController();
  const pauses = new Map<string, Pause>();
  let wake = Promise.withResolvers<void>();
  let ordered: Job[] = [];
  let waiting: (() => void)[] = [];

  const attempt = async (job: Job) => {
    try {
      await job.run(new Date(), stopping.signal);
      pauses.delete(job.name);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const length = Math.min((pauses.get(job.name)?.length ?? POLL_MS / 2) * 2, LONGEST_PAUSE_MS);
      pauses.set(job.name, { until: Date.now() + length, length });
      log.error({ job: job.name, reason: error instanceof Error ? error.message : String(error) }, 'A job failed');
    }
  };
  const round = async (isAsked: boolean) => {
    const once = ordered;
    ordered = [];
    const due = jobs.filter(({ name }) => isAsked || Date.now() >= (pauses.get(name)?.until ?? 0));
    for (const job of [...once, ...due]) if (!stopping.signal.aborted) await attempt(job);
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const served = waiting;
      waiting = [];
      await round(served.length > 0);
      for (const resolve of served) resolve();
      if (!waiting.length && !ordered.length) await waitFor(wake.promise);
    }
    for (const resolve of waiting) resolve();
  };
  const finished = run();

  return {
    soon: (name, work) => {
      ordered.push({ name, run: work });
      wake.resolve();
    },
    settled: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        waiting.push(resolve);
        wake.resolve();
      }),
    stop: () => {
      stopping.abort();
      wake.resolve();
      return Promise.race([finished, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

async function waitFor(wake: Promise<void>): Promise<void> {
  const timer = Promise.withResolvers<void>();
  const timeout = setTimeout(timer.resolve, POLL_MS);
  timeout.unref();
  await Promise.race([wake, timer.promise]);
  clearTimeout(timeout);
}
