import type { Db } from '#content/db/schema.ts';
import { removeExpiredSessions } from '#content/users/sessions.ts';
import type { Job } from './jobs.ts';

const EVERY_MS = 10 * 60_000;

/** Sessions that have ended are no longer of use, but they hold personal data. */
export function createSessionCleaner(db: Db): Job {
  let next = 0;
  return {
    name: 'expired sessions',
    run: async (now) => {
      if (now.getTime() < next) return;
      await removeExpiredSessions(db, now);
      next = now.getTime() + EVERY_MS;
    },
  };
}
