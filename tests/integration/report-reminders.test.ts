import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listLateReports } from '#content/partnerships/late-reports.ts';
import { remindOfReports } from '#content/partnerships/remind-reports.ts';
import type { User } from '#content/users/user.ts';
import { createReportReminders } from '#server/jobs/report-reminders.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readAction, readMails } from '../support/mail.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { createUser } from '../support/session.ts';

let site: TestSite;
let writer: User;
let editor: User;
let made: MadePartnership;
let contractId: number;
beforeAll(async () => {
  site = await startTestSite();
});
afterAll(() => site.close());
// People of its own for each test, whose mails are then known from all others.
beforeEach(() => make('active'));

/** Its first half year ends with June 2006 and is due on 30 July; the one before was reported. */
async function make(state: PartnershipStateName): Promise<void> {
  await site.deps.db.updateTable('partnerships').set({ state: 'draft' }).where('state', '=', 'active').execute();
  await site.deps.db.updateTable('users').set({ suspended_at: new Date() }).execute();
  writer = await createUser(site, 'partner');
  editor = await createUser(site, 'editor');
  made = await makePartnership(site.deps, state, { writer, editor });
  const contract = await site.deps.db
    .selectFrom('result_contracts')
    .select('id')
    .where('partnership_id', '=', made.id)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow();
  contractId = contract.id;
  const period = {
    partnership_id: made.id,
    contract_id: contractId,
    period_start: '2005-07-01',
    period_end: '2005-12-31',
  };
  await site.deps.db
    .insertInto('reports')
    .values({ ...period, state: 'approved' })
    .execute();
}

const remind = (today: string) => remindOfReports(site.deps.db, today);
async function setReport(state: 'draft' | 'submitted' | 'returned' | 'approved'): Promise<void> {
  const period = { period_start: made.period, period_end: '2006-06-30' };
  const values = { partnership_id: made.id, contract_id: contractId, state, ...period };
  await site.deps.db.insertInto('reports').values(values).execute();
}
/** About reports alone: to make a partnership sends mails as well. */
const mailsTo = async ({ email }: User) =>
  (await readMails(site)).filter(
    ({ to, subject }) => subject?.startsWith('Rapport') && to?.some(({ address }) => address === email),
  );
const subjectsTo = async (user: User) => (await mailsTo(user)).map(({ subject }) => subject);

describe('those who write for a partnership', () => {
  test('are reminded a week before a report is due, the day after and two weeks after, each once', async () => {
    const days = ['07-22', '07-23', '07-24', '07-30', '07-31', '08-01', '08-12', '08-13', '08-14', '09-30'];
    const sent: [string, number][] = [];
    for (const day of days) {
      sent.push([day, await remind(`2006-${day}`)]);
      expect(await remind(`2006-${day}`)).toBe(0);
    }
    // The last time the editor is told as well.
    expect(sent.filter(([, mails]) => mails)).toEqual([
      ['07-23', 1],
      ['07-31', 1],
      ['08-13', 2],
    ]);
    expect(await subjectsTo(writer)).toEqual([
      'Rapport senest 30. juli 2006: Partnerskabet på havnen',
      'Rapporten mangler: Partnerskabet på havnen',
      'Rapporten mangler: Partnerskabet på havnen',
    ]);
    const [mail] = await mailsTo(writer);
    expect(mail?.text).toContain('perioden 1. januar 2006 til 30. juni 2006 skal indsendes senest 30. juli 2006');
    expect(mail && readAction(mail)).toBe(`/mit/partnerskaber/${made.id}/rapporter/2006-01-01`);
  });

  test('are reminded late when the site was away on the day itself', async () => {
    expect(await remind('2006-07-27')).toBe(1);
    expect(await remind('2006-08-20')).toBe(2);
  });

  test('are not told of what has been late for long, as when a site is filled with old partnerships', async () => {
    expect(await remind('2006-09-15')).toBe(0);
  });

  test.each([
    ['draft', 1],
    ['returned', 1],
    ['submitted', 0],
    ['approved', 0],
  ] as const)('whose report is %s get %d mails on the day after it was due', async (state, mails) => {
    await setReport(state);
    expect(await remind('2006-07-31')).toBe(mails);
    if (state === 'returned') expect((await mailsTo(writer))[0]?.text).toContain('sendt den tilbage');
  });

  test('are reminded once when several processes do it at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => remind('2006-07-31')));
    expect(await subjectsTo(writer)).toHaveLength(1);
    const audited = site.deps.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'after'])
      .where('object_id', '=', String(made.id))
      .where('action', '=', 'report.remind');
    expect(await audited.execute()).toEqual([
      { action: 'report.remind', actor_id: null, after: { period: '2006-01-01', occasion: 'late', mails: 1 } },
    ]);
  });

  test('are left alone when they may not sign in or write any more', async () => {
    await site.deps.db.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', writer.id).execute();
    expect(await remind('2006-07-31')).toBe(0);
  });

  test.each(['closed', 'with the ministry'] as const)('for a partnership that is %s owe nothing', async (state) => {
    await make(state);
    expect(await remind('2006-07-31')).toBe(0);
    expect(await listLateReports(site.deps.db, '2006-09-01')).toEqual([]);
  });
});

test('editors are told once of a report that is two weeks late, and where', async () => {
  for (const day of ['2006-08-13', '2006-08-14', '2006-08-15']) await remind(day);
  expect(await subjectsTo(editor)).toEqual(['Rapport mangler efter 14 dage: Partnerskabet på havnen']);
  const [mail] = await mailsTo(editor);
  expect(mail && readAction(mail)).toBe(`/mit/partnerskaber/${made.id}`);
});

test('late reports are listed from the day after they were due, the one due for longest first', async () => {
  const late = async (today: string) =>
    (await listLateReports(site.deps.db, today)).map(({ partnershipId, start, due, state }) => [
      partnershipId,
      start,
      due,
      state,
    ]);
  expect(await late('2006-07-30')).toEqual([]);
  expect(await late('2006-07-31')).toEqual([[made.id, '2006-01-01', '2006-07-30', 'not_begun']]);
  await setReport('returned');
  expect(await late('2007-02-01')).toEqual([
    [made.id, '2006-01-01', '2006-07-30', 'returned'],
    [made.id, '2006-07-01', '2007-01-30', 'not_begun'],
  ]);
});

test('the job looks once an hour, by the calendar in Denmark', async () => {
  const job = createReportReminders(site.deps);
  const { signal } = new AbortController();
  // In Denmark it is the day after already.
  await job.run(new Date('2006-07-22T22:30:00Z'), signal);
  expect(await subjectsTo(writer)).toHaveLength(1);
  await job.run(new Date('2006-07-22T22:45:00Z'), signal);
  await job.run(new Date('2006-07-30T22:30:00Z'), signal);
  expect(await subjectsTo(writer)).toHaveLength(2);
});
