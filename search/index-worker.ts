import type { Database } from '#content/db/client.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { carryOutOrders } from './carry-out-orders.ts';
import type { SearchEngine } from './client.ts';
import { repairDocumentDrift } from './document-drift.ts';
import { giveSynonyms } from './give-synonyms.ts';
import { countIndexed, lookAfterIndex } from './look-after-index.ts';
import { reasonOf } from './outage.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;
/** How often an idle worker sees whether the index is still there. */
const PULSE_MS = 2000;
/** How often index and database are compared. */
const COMPARE_MS = 5 * 60_000;
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
  const { compareEvery = COMPARE_MS, database, log } = deps;
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();
  let waiting: (() => void)[] = [];
  let mustCompare = true;
  let comparedAt: number | undefined;
  let repaired = 0;
  let pulse = { at: 0, documents: 0 };
  let trouble = '';
  let hasNews = true;
  database.changes.onChange(() => {
    hasNews = true;
    wake.resolve();
  });

  const mendDatabase = () => repairDocumentDrift(database, deps.getTaxonomy, stopping.signal);
  const compare = async () => {
    mustCompare = false; // a wake meanwhile asks for another
    repaired += await lookAfterIndex(deps, stopping.signal);
    await carryOutOrders(deps, stopping.signal);
    repaired += await mendDatabase();
    comparedAt = Date.now();
  };
  const giveThesaurus = async () => {
    hasNews = false; // a change meanwhile is news again
    await giveSynonyms(database.db, deps.engine, deps.engine.indexUid);
  };
  const feelPulse = async () => {
    const documents = await countIndexed(deps);
    if (documents < pulse.documents / 2) mustCompare = true;
    pulse = { at: Date.now(), documents };
  };
  const work = async () => {
    // Whatever the engine takes, the database's own search must be up to date.
    if (trouble) await mendDatabase();
    if (Date.now() - pulse.at >= PULSE_MS && !mustCompare) await feelPulse();
    if (Date.now() - (comparedAt ?? 0) >= compareEvery) mustCompare = true;
    if (mustCompare) await compare();
    if (hasNews) await giveThesaurus();
    await carryOutOrders(deps, stopping.signal);
  };
  /** Whether it succeeded; says so when that changes. */
  const attempt = async (): Promise<boolean> => {
    try {
      await work();
      if (trouble) log.info({}, 'Indexing works again');
      trouble = '';
      return true;
    } catch (error) {
      mustCompare = true;
      hasNews = true;
      const reason = reasonOf(error);
      if (reason !== trouble && !stopping.signal.aborted) log.warn({ reason }, 'Indexing failed; it is tried again');
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
      mustCompare = true;
      wake.resolve();
    },
    drift: () => ({ comparedAt: comparedAt === undefined ? undefined : new Date(comparedAt), repaired }),
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
