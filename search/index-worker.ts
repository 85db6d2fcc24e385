import type { Database } from '#content/db/client.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SearchEngine } from './client.ts';
import { createUpkeep } from './index-upkeep.ts';
import { reasonOf } from './outage.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;
/** How often an idle worker sees whether the index is still there. */
const PULSE_MS = 2000;
/** The rest of the site's closing needs time too; what is under way is done again after the next start. */
const STOP_MS = 3000;

export interface IndexWorkerDeps {
  database: Database;
  engine: SearchEngine;
  getTaxonomy: () => Promise<Taxonomy>;
  log: { info(o: object, m: string): void; warn(o: object, m: string): void; error(o: object, m: string): void };
  /** Milliseconds between two comparisons of index and database. */
  compareEvery?: number;
}

export interface IndexWorker {
  /** Resolves when the index holds everything that was published before the call. */
  settled(): Promise<void>;
  /** Compares index and database at once, as after an outage of the search engine. */
  wake(): void;
  /** When index and database were last compared, and how many entries were ordered anew since the start. */
  drift(): { comparedAt: Date | undefined; repaired: number };
  stop(): Promise<void>;
}

/** Starts to bring the index up to date with the database: what differs now, then every change as it comes. */
export function startIndexWorker(deps: IndexWorkerDeps): IndexWorker {
  const stopping = new AbortController();
  const upkeep = createUpkeep(deps, PULSE_MS, stopping.signal);
  let wake = Promise.withResolvers<void>();
  let waiting: (() => void)[] = [];
  let trouble = '';
  deps.database.changes.onChange(() => {
    upkeep.hasNews();
    wake.resolve();
  });

  /** Whether it succeeded; says so when that changes. */
  const attempt = async (): Promise<boolean> => {
    try {
      await upkeep.work(trouble !== '');
      if (trouble) deps.log.info({}, 'Indexing works again');
      trouble = '';
      return true;
    } catch (error) {
      upkeep.mustCompare();
      const reason = reasonOf(error);
      const isNews = reason !== trouble && !stopping.signal.aborted;
      if (isNews) deps.log.warn({ reason }, 'Indexing failed; it is tried again');
      trouble = reason;
      return false;
    }
  };
  const run = async () => {
    let pause = FIRST_RETRY_MS;
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const served = waiting;
      waiting = [];
      const isDone = await attempt();
      if (isDone) for (const resolve of served) resolve();
      else waiting.push(...served);
      if (isDone && waiting.length) continue;
      await pauseUntil(wake.promise, isDone ? PULSE_MS : pause);
      pause = isDone ? FIRST_RETRY_MS : Math.min(pause * 2, LONGEST_RETRY_MS);
    }
    for (const resolve of waiting) resolve();
  };
  const finished = run();

  return {
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        wake.resolve();
      }),
    wake: () => {
      upkeep.mustCompare();
      wake.resolve();
    },
    drift: upkeep.drift,
    stop: async () => {
      stopping.abort();
      wake.resolve();
      await pauseUntil(finished, STOP_MS);
    },
  };
}

async function pauseUntil(promise: Promise<void>, milliseconds: number): Promise<void> {
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([promise, isOver]);
  clearTimeout(timer);
}
