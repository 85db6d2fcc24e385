import { firstOf, isSlowerThan } from './hedge.ts';
import { judge, type Outage } from './outage.ts';

/** A reader is not kept waiting longer for the search engine alone. */
const PATIENCE_MS = 400;
const FAILURES_IN_A_ROW = 3;
const FIRST_PROBE_MS = 500;
const LONGEST_PROBE_MS = 2000;

export interface BreakerOptions {
  /** Whether a real search is answered; asked while the breaker is open. */
  isWell: (signal: AbortSignal) => Promise<boolean>;
  onRecovered: () => void;
  log: { info(o: object, m: string): void; warn(o: object, m: string): void; error(o: object, m: string): void };
  now?: () => number;
  /** Milliseconds after which the database is asked too. */
  patience?: number;
}

export interface Breaker {
  /** Answers by `work`, or by `otherwise` when that fails, is slow, or is known to be away. */
  run<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<{ value: T; degraded: boolean }>;
  state(): 'ok' | 'degraded';
  /** How many searches were answered by what since the start. */
  answered(): { engine: number; database: number };
  close(): void;
}

/**
 * Keeps an ailing search engine from keeping readers waiting. While it is closed, a search that takes long is also
 * asked of the database, and the first answer counts. After three failures or slow answers in a row, or one that leaves
 * no doubt, it opens: then all goes to the database until a search in the background is answered in time again.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { isWell, onRecovered, log, now = () => performance.now(), patience = PATIENCE_MS } = options;
  const closing = new AbortController();
  const answered = { engine: 0, database: 0 };
  let openSince: number | undefined;
  let inARow = 0;
  let isAsking = false;

  const open = (reason: string) => {
    if (openSince !== undefined || closing.signal.aborted) return;
    openSince = now();
    log.warn({ reason }, 'Search is answered by the database until the search engine is well again');
    probeAfter(FIRST_PROBE_MS);
  };
  const probeAfter = (wait: number) => {
    const timer = setTimeout(async () => {
      if (await probe(isWell, patience, closing.signal)) recover();
      else if (!closing.signal.aborted) probeAfter(Math.min(wait * 1.5, LONGEST_PROBE_MS));
    }, wait).unref();
    closing.signal.addEventListener('abort', () => clearTimeout(timer));
  };
  const recover = () => {
    log.info({ afterMs: Math.round(now() - (openSince ?? now())) }, 'Search is answered by the search engine again');
    openSince = undefined;
    inARow = 0;
    onRecovered();
  };
  /** What refuses one search may refuse all: an index without our settings does. */
  const askWhetherWell = async () => {
    if (isAsking || openSince !== undefined) return;
    isAsking = true;
    if (!(await probe(isWell, patience, closing.signal))) open('the index does not answer a plain search');
    isAsking = false;
  };

  const note = ({ kind, reason }: Outage) => {
    if (kind === 'request') {
      log.error({ reason }, 'The search engine refuses a search');
      void askWhetherWell();
      return;
    }
    inARow += 1;
    if (kind === 'certain' || inARow >= FAILURES_IN_A_ROW) open(reason);
  };
  const noteLateFailure = (error: unknown) => {
    const outage = judge(error);
    if (outage.kind !== 'doubtful') note(outage); // that it is doubtful has been counted
  };
  const count = <T>(answer: { value: T; degraded: boolean }) => {
    answered[answer.degraded ? 'database' : 'engine'] += 1;
    return answer;
  };

  return {
    run: async (work, otherwise) => {
      const byDatabase = async () => ({ value: await otherwise(), degraded: true });
      if (openSince !== undefined) return count(await byDatabase());
      const byEngine = work().then((value) => ({ value, degraded: false }));
      if (await isSlowerThan(patience, byEngine)) {
        note({ kind: 'doubtful', reason: `no answer within ${patience} ms` });
        byEngine.catch(noteLateFailure);
        return count(await firstOf(byEngine, byDatabase()));
      }
      try {
        const answer = await byEngine;
        inARow = 0;
        return count(answer);
      } catch (error) {
        note(judge(error));
      }
      return count(await byDatabase());
    },
    state: () => (openSince === undefined ? 'ok' : 'degraded'),
    answered: () => ({ ...answered }),
    close: () => closing.abort(),
  };
}

/** Tries a search, no longer than a reader would wait. */
async function probe(isWell: BreakerOptions['isWell'], patience: number, closing: AbortSignal): Promise<boolean> {
  const giveUp = new AbortController();
  const answer = isWell(AbortSignal.any([giveUp.signal, closing])).catch(() => false);
  const isLate = await isSlowerThan(patience, answer);
  giveUp.abort();
  return !isLate && !closing.aborted && (await answer);
}
