import type { Database } from '#content/db/client.ts';
import { remindOfReports } from '#content/partnerships/remind-reports.ts';
import type { Job } from './jobs.ts';

const EVERY_MS = 60 * 60_000;
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });

/** Reminds partnerships of the reports that they owe. */
export function createReportReminders({ db }: Pick<Database, 'db'>): Job {
  let next = 0;
  return {
    name: 'report reminders',
    run: async (now) => {
      if (now.getTime() < next) return;
      await remindOfReports(db, isoDay.format(now));
      next = now.getTime() + EVERY_MS;
    },
  };
}
