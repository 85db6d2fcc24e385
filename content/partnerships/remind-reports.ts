import type { Kysely } from 'kysely';
import { audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { enqueueMail, type QueuedMail } from '../mail-queue.ts';
import { type AwaitedReport, listAwaitedReports } from './late-reports.ts';
import { addDays } from './periods.ts';

/** When those who write are reminded, in days from the day on which the report is due. */
const occasions = [
  { name: 'soon', from: -7, until: 0 },
  { name: 'late', from: 1, until: 13 },
  // Nobody is told of what has been late for longer: a site that is filled with old partnerships writes no heap of mails.
  { name: 'very_late', from: 14, until: 28 },
] as const;
type Occasion = (typeof occasions)[number]['name'];

/**
 * Reminds those who write for a partnership of a report: a week before it is due, the day after and two weeks after; then
 * the editors are told too. Each is told once. Each report is a transaction of its own; returns how many mails were sent.
 */
export async function remindOfReports(db: Kysely<Schema>, today: string): Promise<number> {
  let sent = 0;
  for (const report of await listAwaitedReports(db, today)) {
    const occasion = occasions.find(
      ({ from, until }) => addDays(report.due, from) <= today && today <= addDays(report.due, until),
    );
    if (occasion) sent += await db.transaction().execute((tx) => remind(tx, report, occasion.name));
  }
  return sent;
}

async function remind(tx: Db, report: AwaitedReport, occasion: Occasion): Promise<number> {
  if (!(await isStillAwaited(tx, report))) return 0;
  const mails = await withoutSent(tx, [
    ...(await mailsToWriters(tx, report, occasion)),
    ...(occasion === 'very_late' ? await mailsToEditors(tx, report) : []),
  ]);
  if (!mails.length) return 0;
  await audit(
    tx,
    { actor: null, requestId: '' },
    {
      action: 'report.remind',
      objectType: 'partnership',
      objectId: report.partnershipId,
      after: { period: report.start, occasion, mails: mails.length },
    },
  );
  for (const mail of mails) await enqueueMail(tx, mail);
  return mails.length;
}

/** Locks the partnership: another process may be about to do the same, and its report may just have come. */
async function isStillAwaited(tx: Db, { partnershipId, start }: AwaitedReport): Promise<boolean> {
  const active = await tx
    .selectFrom('partnerships')
    .select('id')
    .where('id', '=', partnershipId)
    .where('state', '=', 'active')
    .forUpdate()
    .executeTakeFirst();
  const handedIn = await tx
    .selectFrom('reports')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('period_start', '=', start)
    .where('state', 'in', ['submitted', 'approved'])
    .executeTakeFirst();
  return !!active && !handedIn;
}

async function mailsToWriters(tx: Db, report: AwaitedReport, occasion: Occasion): Promise<QueuedMail[]> {
  const writers = await tx
    .selectFrom('partnership_users')
    .innerJoin('users', 'users.id', 'partnership_users.user_id')
    .select(['users.id', 'email'])
    .where('partnership_id', '=', report.partnershipId)
    .where('role', '<>', 'reader')
    .where('suspended_at', 'is', null)
    .orderBy('users.id')
    .execute();
  return writers.map(({ id, email }) => ({
    key: `report_${occasion}:${report.partnershipId}:${report.start}:${id}`,
    recipient: email,
    template: 'report_due',
    data: { ...mailData(report), isLate: occasion !== 'soon', isReturned: report.state === 'returned' },
  }));
}

async function mailsToEditors(tx: Db, report: AwaitedReport): Promise<QueuedMail[]> {
  const editors = await tx
    .selectFrom('users')
    .select(['id', 'email'])
    .where('role', '=', 'editor')
    .where('suspended_at', 'is', null)
    .orderBy('id')
    .execute();
  return editors.map(({ id, email }) => ({
    key: `report_missing:${report.partnershipId}:${report.start}:${id}`,
    recipient: email,
    template: 'report_missing',
    data: mailData(report),
  }));
}

function mailData({ partnershipId, name, start, end, due }: AwaitedReport) {
  return { partnershipId, partnership: name, periodStart: start, periodEnd: end, due };
}

async function withoutSent(tx: Db, mails: QueuedMail[]): Promise<QueuedMail[]> {
  if (!mails.length) return [];
  const keys = mails.map(({ key }) => key);
  const sent = await tx.selectFrom('mail_queue').select('key').where('key', 'in', keys).execute();
  const known = new Set(sent.map(({ key }) => key));
  return mails.filter(({ key }) => !known.has(key));
}
