import type { Database } from '#content/db/client.ts';
import { publishDue } from '#content/entries/show-revision.ts';
import type { Job } from './jobs.ts';

/** Puts planned texts before readers when their time comes. */
export function createDuePublications({ db }: Pick<Database, 'db'>): Job {
  return {
    name: 'due publications',
    run: async (now) => {
      await publishDue(db, now);
    },
  };
}
