import type { Db } from '#content/db/schema.ts';
import { forgetRareSearches } from '#content/search-insight/write-counts.ts';
import type { SearchCounter } from '../search-counter.ts';
import type { Job } from './jobs.ts';

const WRITE_EVERY_MS = 5000;
const FORGET_EVERY_MS = 60 * 60_000;

/** Writes what was searched for, and forgets what few search for. */
export function createSearchCountWriter(db: Db, counter: SearchCounter): Job {
  let nextWrite = 0;
  let nextForgetting = 0;
  return {
    name: 'search counts',
    run: async (now) => {
      if (now.getTime() >= nextWrite) {
        await counter.flush();
        nextWrite = now.getTime() + WRITE_EVERY_MS;
      }
      if (now.getTime() < nextForgetting) return;
      await forgetRareSearches(db);
      nextForgetting = now.getTime() + FORGET_EVERY_MS;
    },
  };
}
