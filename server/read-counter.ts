import type { Db } from '#content/db/schema.ts';
import { addEntryReads, listCountedEntries } from '#content/entries/count-reads.ts';
import { createVersionedCache } from './versioned-cache.ts';

/** Programs that say what they are. */
const PROGRAM = /bot|crawl|spider|slurp|archiver|monitor|preview|curl|wget|python|java\/|httpclient|headless/i;

/** Counts how often entries that came out of a partnership are read, by nobody in particular. */
export interface ReadCounter {
  /** Counts that the entry's page was read, by a browser that calls itself so. */
  count(slug: string, userAgent: string | undefined): Promise<void>;
  /** Writes what was counted; it is kept for the next time when that fails. */
  flush(): Promise<void>;
}

export function createReadCounter(db: Db, contentVersion: () => string | undefined): ReadCounter {
  const counted = createVersionedCache<Map<string, number>>(contentVersion);
  let waiting = new Map<number, number>();

  const add = (id: number, reads: number) => void waiting.set(id, (waiting.get(id) ?? 0) + reads);
  return {
    count: async (slug, userAgent = '') => {
      const id = (await counted.get('', () => listCountedEntries(db))).get(slug);
      if (id !== undefined && !PROGRAM.test(userAgent)) add(id, 1);
    },
    flush: async () => {
      const batch = waiting;
      if (!batch.size) return;
      waiting = new Map();
      try {
        await addEntryReads(db, batch);
      } catch (error) {
        for (const [id, reads] of batch) add(id, reads);
        throw error;
      }
    },
  };
}
