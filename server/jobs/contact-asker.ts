import { askContacts } from '#content/contacts/ask-contacts.ts';
import type { Database } from '#content/db/client.ts';
import type { Job } from './jobs.ts';

const EVERY_MS = 60 * 60_000;

/** Asks contacts once a year whether their entries still hold. */
export function createContactAsker({ db }: Pick<Database, 'db'>): Job {
  let next = 0;
  return {
    name: 'contact confirmations',
    run: async (now) => {
      if (now.getTime() < next) return;
      await askContacts(db, now);
      next = now.getTime() + EVERY_MS;
    },
  };
}
