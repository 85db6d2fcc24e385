import { carryOutOrders } from './carry-out-orders.ts';
import { repairDocumentDrift } from './document-drift.ts';
import { giveSynonyms } from './give-synonyms.ts';
import type { IndexWorker, IndexWorkerDeps } from './index-worker.ts';
import { countIndexed, lookAfterIndex } from './look-after-index.ts';

/** How often index and database are compared. */
const COMPARE_MS = 5 * 60_000;

interface Upkeep {
  /** Does all that is to be done now; `isInTrouble` when it failed the last time. */
  work(isInTrouble: boolean): Promise<void>;
  /** Something in the database has changed. */
  hasNews(): void;
  /** The index may not be what it was. */
  mustCompare(): void;
  drift: IndexWorker['drift'];
}

/** Knows what the index needs and when: orders as they come, a look at the index now and then, a comparison at times. */
export function createUpkeep(deps: IndexWorkerDeps, pulseEvery: number, signal: AbortSignal): Upkeep {
  const { compareEvery = COMPARE_MS, database, engine, getTaxonomy } = deps;
  let mustCompare = true;
  let hasNews = true;
  let comparedAt: Date | undefined;
  let repaired = 0;
  let pulse = { at: 0, documents: 0 };

  const mendDatabase = () => repairDocumentDrift(database, getTaxonomy, signal);
  const compare = async () => {
    mustCompare = false; // a demand meanwhile is for another
    hasNews = true; // an index made anew has no synonyms
    repaired += await lookAfterIndex(deps, signal);
    await carryOutOrders(deps, signal);
    repaired += await mendDatabase();
    comparedAt = new Date();
  };
  const giveThesaurus = async () => {
    hasNews = false; // a change meanwhile is news again
    await giveSynonyms(database.db, engine, engine.indexUid);
  };
  const feelPulse = async () => {
    const documents = await countIndexed(deps);
    if (documents < pulse.documents / 2) mustCompare = true;
    pulse = { at: Date.now(), documents };
  };

  return {
    work: async (isInTrouble) => {
      // Whatever the engine takes, the database's own search must be up to date.
      if (isInTrouble) await mendDatabase();
      if (Date.now() - pulse.at >= pulseEvery && !mustCompare) await feelPulse();
      if (Date.now() - (comparedAt?.getTime() ?? 0) >= compareEvery) mustCompare = true;
      if (mustCompare) await compare();
      await carryOutOrders(deps, signal);
      if (hasNews) await giveThesaurus(); // entries are waited for, synonyms are not
    },
    hasNews: () => {
      hasNews = true;
    },
    mustCompare: () => {
      mustCompare = true;
      hasNews = true;
    },
    drift: () => ({ comparedAt, repaired }),
  };
}
