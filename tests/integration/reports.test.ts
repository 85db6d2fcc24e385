import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ReportingInterval } from '#content/partnerships/contract.ts';
import { contractInForce, listContracts } from '#content/partnerships/contracts.ts';
import { addDays } from '#content/partnerships/periods.ts';
import { listPeriods } from '#content/partnerships/report-periods.ts';
import { listApprovedReports, listReports } from '#content/partnerships/reports.ts';
import { saveReport } from '#content/partnerships/save-report.ts';
import { submitReport } from '#content/partnerships/submit-report.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm, saveForm } from '../support/forms.ts';
import { readText } from '../support/html.ts';
import { readMailTo } from '../support/mail.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, END, makePartnership, START } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { openBrowser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let consultant: SignedIn;
let editor: SignedIn;
let stranger: SignedIn;
let made: MadePartnership;
/** Where its report is written. */
let path: string;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  consultant = await signIn(site, 'consultant');
  editor = await signIn(site, 'editor');
  stranger = await signIn(site, 'partner');
});
afterAll(() => site.close());
beforeEach(() => make('active'));

async function make(state: PartnershipStateName): Promise<void> {
  made = await makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
  path = `/mit/partnerskaber/${made.id}/rapporter/${made.period}`;
}

const figures = {
  ...{ actual_1: '21', note_1: 'Flest i rengøring.', evidence_url_1: 'https://vejle.dk/tal' },
  ...{ split_1_sex_women: '12', split_1_sex_men: '9', 'split_1_age_18-24': '20', 'split_1_age_25-29': '1' },
  ...{ actual_2: '31,5', actual_3: '60' },
};
const submit = (changes: Record<string, string> = {}, version = '0') =>
  writer.post(`${path}/indsendelse`, { version, ...figures, ...changes });
const decide = (fields: Record<string, string>, who = consultant) => who.post(`${path}/afgoerelse`, fields);
const report = async () => (await listReports(site.deps.db, made.id)).find((one) => one.periodStart === made.period);
const publicPage = async () => (await openBrowser(site).get(`/partnerskaber/${made.slug}`)).body;
const lastAudit = async () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'actor_id', 'before', 'after', 'reason'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
const fieldIn = (body: string, name: string) => readForm(body, path).find(([field]) => field === name)?.[1];

describe('a report', () => {
  test('is drafted, refused until it is right, submitted, returned, mended, approved, and shown to readers', async () => {
    const draft = await writer.post(path, { version: '0', actual_1: 'mange', note_1: 'Vi tæller endnu.' });
    expect([draft.statusCode, draft.headers.location]).toEqual([303, path]);
    expect(fieldIn((await writer.get(path)).body, 'actual_1')).toBe('mange');
    expect(await lastAudit()).toMatchObject({ action: 'report.save', object_type: 'report', actor_id: writer.user.id });

    const refused = await submit({ actual_1: 'mange', actual_2: '120', split_1_sex_men: '8' }, '1');
    expect(refused.statusCode).toBe(422);
    for (const text of ['Mål 1: »mange« er ikke et tal', 'Mål 2: Procent er et tal fra 0 til 100.'])
      expect(readText(refused.body)).toContain(text);
    const wrongSum = await submit({ split_1_sex_men: '8' }, '2');
    expect([wrongSum.statusCode, readText(wrongSum.body)]).toEqual([
      ...[422, expect.stringContaining('Mål 1: Grupperne giver 20 personer, men tallet er 21.')],
    ]);
    expect(fieldIn(wrongSum.body, 'split_1_sex_men')).toBe('8');
    expect((await report())?.state).toBe('draft');

    expect((await submit({}, '3')).headers.location).toBe(path);
    expect(await lastAudit()).toMatchObject({ action: 'report.submit', after: { state: 'submitted', contract: 1 } });
    expect(await publicPage()).not.toContain('Flest i rengøring');

    const returned = await decide({ decision: 'return', reason: 'Er alle talt med?', version: '5' });
    expect(returned.statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({ action: 'report.return', reason: 'Er alle talt med?' });
    expect((await readMailTo(site, writer.user.email)).text).toContain('Er alle talt med?');
    const again = (await writer.get(path)).body;
    expect(readText(again)).toContain('Er alle talt med?');
    expect([fieldIn(again, 'actual_2'), fieldIn(again, 'split_1_sex_women')]).toEqual(['31,5', '12']);

    expect((await submit({ actual_1: '22', split_1_sex_men: '10', 'split_1_age_18-24': '21' }, '6')).statusCode).toBe(
      303,
    );
    expect((await decide({ decision: 'approve', version: '8' })).statusCode).toBe(303);
    expect(await lastAudit()).toMatchObject({ action: 'report.approve', after: { state: 'approved' } });
    expect((await readMailTo(site, writer.user.email)).subject).toContain('Rapporten er godkendt');
    const page = readText(await publicPage());
    for (const text of ['22 personer', 'Flest i rengøring.', '36 % af vejen', '1. halvår 2006'])
      expect(page).toContain(text);
    expect(page).toContain('Vises ikke: færre end fem personer');
    expect(await listApprovedReports(site.deps.db, made.id)).toEqual([
      {
        ...{ periodStart: '2006-01-01', periodEnd: '2006-06-30', contractId: (await report())?.contractId },
        figures: [
          {
            ...{ goalKey: 1, actual: 22, note: 'Flest i rengøring.', evidenceUrl: 'https://vejle.dk/tal' },
            split: { sex: { women: 12, men: 10 }, age: { '18-24': 21, '25-29': 1 } },
          },
          { goalKey: 2, actual: 31.5, note: '', evidenceUrl: '', split: {} },
          { goalKey: 3, actual: 60, note: '', evidenceUrl: '', split: {} },
        ],
      },
    ]);
  });

  test('that is refused loses nothing that was typed, and can be mended where it stands', async () => {
    const { body } = await submit({ actual_2: 'x', note_3: 'En note', evidence_url_1: 'vejle.dk' });
    expect(readText(body)).toContain('Der er 2 fejl');
    for (const [name, value] of Object.entries({
      ...figures,
      actual_2: 'x',
      note_3: 'En note',
      evidence_url_1: 'vejle.dk',
    }))
      expect(fieldIn(body, name), name).toBe(value);
    expect(body).toMatch(/<a href="#actual_2">/);
    const version = fieldIn(body, 'version');
    expect((await submit({ note_3: 'En note' }, version)).statusCode).toBe(303);
  });

  test('begins empty, with what it is held against', async () => {
    await make('approved');
    const next = `/mit/partnerskaber/${made.id}/rapporter/2006-07-01`;
    const { body } = await writer.get(next);
    const text = readText(body);
    expect(text).toContain('Rapport for 2. halvår 2006');
    expect(text).toContain('Perioden før 21 personer');
    expect(text).toContain('Mål 60 personer senest 30. juni 2008');
    expect(readForm(body, next).filter(([name, value]) => value && !['_csrf', 'version'].includes(name))).toEqual([]);
  });

  test('too long to be kept is refused with all of it', async () => {
    const note = 'x'.repeat(2001);
    const { statusCode, body } = await writer.post(path, { version: '0', actual_1: '21', note_1: note });
    expect([statusCode, fieldIn(body, 'note_1'), fieldIn(body, 'actual_1')]).toEqual([422, note, '21']);
    expect(await report()).toBeUndefined();
  });
});

describe('a period', () => {
  test.each(['2006-02-03', '2004-07-01', '2009-01-01'])(
    'that there is not (%s) is answered in words',
    async (period) => {
      path = `/mit/partnerskaber/${made.id}/rapporter/${period}`;
      const page = await writer.get(path);
      expect([page.statusCode, readText(page.body)]).toEqual([404, expect.stringContaining('Perioden findes ikke')]);
      for (const response of [await writer.post(path, { version: '0', ...figures }), await submit()])
        expect([response.statusCode, readText(response.body)]).toEqual([
          422,
          expect.stringContaining('Perioden findes ikke'),
        ]);
    },
  );

  test('that is no day is not found', async () => {
    expect((await writer.get(`/mit/partnerskaber/${made.id}/rapporter/2006-02-30`)).statusCode).toBe(404);
  });

  test('that has not ended cannot be reported, and it is said when it can', async () => {
    await site.deps.db.updateTable('partnerships').set({ end_date: '2099-12-31' }).where('id', '=', made.id).execute();
    const contracts = await listContracts(site.deps.db, made.id);
    const today = new Date().toISOString().slice(0, 10);
    const running = listPeriods({ startDate: START, endDate: '2099-12-31' }, contracts, []).find(
      ({ end }) => end > today,
    );
    path = `/mit/partnerskaber/${made.id}/rapporter/${running?.start}`;
    expect(readText((await writer.get(path)).body)).toContain('Perioden er ikke slut endnu');
    expect((await writer.post(path, { version: '0', ...figures })).statusCode).toBe(422);
    expect(await listReports(site.deps.db, made.id)).toEqual([]);
  });

  test('ends with its last day: it can be reported the day after', async () => {
    const acting = { actor: writer.user, requestId: 'test' };
    const save = (today: string) =>
      saveReport(site.deps.db, acting, made.id, made.period, { typed: {}, basedOn: 0 }, today);
    await expect(save('2006-06-30')).rejects.toThrow('Perioden er ikke slut endnu');
    expect(await save('2006-07-01')).toBe(1);
  });

  test.each(['submitted', 'approved'] as const)('is not reported twice: it is %s', async (state) => {
    await make(state);
    const before = await report();
    for (const url of [path, `${path}/indsendelse`]) {
      const { statusCode, body } = await writer.post(url, { version: '0', ...figures, note_1: 'For sent skrevet' });
      expect(statusCode).toBe(422);
      expect(readText(body)).toContain(
        `Rapporten for perioden er allerede ${state === 'submitted' ? 'indsendt' : 'godkendt'}.`,
      );
      // Who wrote it can take it from here.
      expect(body).toContain('For sent skrevet');
      expect(body).not.toContain('Indsend rapporten</button>');
    }
    expect(await report()).toEqual(before);
  });
});

describe('who writes and who decides', () => {
  test('another partnership cannot know of it', async () => {
    for (const response of [
      ...[await stranger.get(path), await stranger.post(path, { version: '0' })],
      ...[await stranger.post(`${path}/indsendelse`, { version: '0', ...figures }), await decide({}, stranger)],
    ])
      expect(response.statusCode).toBe(404);
    expect(await listReports(site.deps.db, made.id)).toEqual([]);
  });

  test('the ministry reads what is handed in, and not what is being written', async () => {
    await writer.post(path, { version: '0', actual_1: '7', note_1: 'Ikke færdig' });
    const draft = await consultant.get(path);
    expect([draft.statusCode, draft.body.includes('Ikke færdig')]).toEqual([200, false]);
    await submit({}, '1');
    const { body } = await consultant.get(path);
    expect(readText(body)).toContain('Fordelt på alder 18-24 år: 20, 25-29 år: 1');
  });

  test('the consultant is shown what looks odd', async () => {
    await make('approved');
    path = `/mit/partnerskaber/${made.id}/rapporter/2006-07-01`;
    const typed = { version: '0', actual_1: '10', actual_2: '95', actual_3: '60' };
    expect((await writer.post(`${path}/indsendelse`, typed)).statusCode).toBe(303);
    const text = readText((await consultant.get(path)).body);
    expect(text).toContain('Perioden før 21 personer');
    expect(text.match(/faldet med mere end halvdelen/g)).toHaveLength(1);
    expect(text.match(/dobbelt så godt som målet/g)).toHaveLength(1);
  });

  test('a return without a reason is refused, and so is a decision on what has changed since it was read', async () => {
    await make('submitted');
    const empty = await decide({ decision: 'return', reason: ' ', version: '1' });
    expect([empty.statusCode, readText(empty.body)]).toEqual([
      422,
      expect.stringContaining('Skriv, hvad der skal ændres.'),
    ]);
    const stale = await decide({ decision: 'approve', version: '0', reason: 'Jeg skrev noget' });
    expect([stale.statusCode, readText(stale.body)]).toEqual([422, expect.stringContaining('indsendt på ny')]);
    expect(stale.body).toContain('Jeg skrev noget');
    expect((await report())?.state).toBe('submitted');
  });

  test.each([
    ['approved', 'Rapporten er allerede godkendt.'],
    ['returned', 'Rapporten er allerede sendt tilbage.'],
    ['active', 'Partnerskabet har ikke indsendt rapporten.'],
  ] as const)('a decision that comes too late is answered in words: %s', async (state, words) => {
    await make(state);
    const before = await report();
    for (const decision of ['approve', 'return']) {
      const { statusCode, body } = await decide({ decision, reason: 'Er alle talt med?', version: '1' });
      expect([decision, statusCode, readText(body)]).toEqual([decision, 422, expect.stringContaining(words)]);
      expect(body).toContain('Er alle talt med?');
    }
    expect(await report()).toEqual(before);
  });

  test('a report is not approved under a contract that no longer holds for its period', async () => {
    await make('submitted');
    await sign(2, '2006-05-01', contractContent());
    const { statusCode, body } = await decide({ decision: 'approve', version: '1' });
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('Version 2 af kontrakten gælder nu')]);
    expect((await decide({ decision: 'return', reason: 'Efter den nye version.', version: '1' })).statusCode).toBe(303);
    expect((await submit({}, '2')).statusCode).toBe(303);
    expect((await decide({ decision: 'approve', version: '4' })).statusCode).toBe(303);
    const contracts = await listContracts(site.deps.db, made.id);
    expect((await report())?.contractId).toBe(contracts[1]?.id);
  });

  test('the figures of an approved report cannot be changed in the database either', async () => {
    await make('approved');
    const id = (await report())?.id ?? 0;
    const change = site.deps.db.updateTable('report_figures').set({ actual: 99 }).where('report_id', '=', id);
    await expect(change.execute()).rejects.toThrow('is approved');
  });
});

describe('two who write at once', () => {
  test('are shown both versions, and nothing is lost', async () => {
    await writer.post(path, { version: '0', actual_1: '7' });
    const second = await writer.post(path, { version: '0', actual_1: '8', note_1: 'Min bemærkning' });
    expect(second.statusCode).toBe(409);
    const text = readText(second.body);
    expect(text).toContain('Teksten er gemt et andet sted imens');
    expect(text).toContain('Min bemærkning');
    const fields = Object.fromEntries(readForm(second.body, path));
    expect(fields).toMatchObject({ actual_1: '8', note_1: 'Min bemærkning', version: '1' });
    expect((await writer.post(path, fields)).statusCode).toBe(303);
    expect((await report())?.typed?.[1]?.actual).toBe('8');
  });

  test('and say the same are not disturbed', async () => {
    await writer.post(path, { version: '0', actual_1: '7' });
    expect((await writer.post(path, { version: '0', actual_1: '7' })).statusCode).toBe(303);
    expect((await report())?.version).toBe(1);
  });

  test('hand in once', async () => {
    const typed = { version: '0', ...figures };
    const answers = await Promise.all([1, 2, 3].map(() => writer.post(`${path}/indsendelse`, typed)));
    expect(answers.map(({ statusCode }) => statusCode).filter((code) => code === 303)).toHaveLength(1);
    expect((await report())?.figures).toHaveLength(3);
  });

  test('a form sent as it stands on the page is a save', async () => {
    await saveForm(writer, path, { actual_3: '55' });
    expect((await report())?.typed?.[3]?.actual).toBe('55');
  });
});

/** Makes a further version that both sides have signed. */
async function sign(number: number, effectiveFrom: string, content: ReturnType<typeof contractContent>): Promise<void> {
  const at = new Date('2006-06-01T10:00:00Z');
  await site.deps.db
    .insertInto('result_contracts')
    .values({
      ...{ partnership_id: made.id, number, state: 'signed', turn: 'ministry', effective_from: effectiveFrom },
      ...{ reason: 'Noget er ændret.', content: JSON.stringify(content), created_by: writer.user.id },
      ...{ partnership_signed_at: at, partnership_signed_by: writer.user.id },
      ...{ ministry_signed_at: at, ministry_signed_by: editor.user.id },
    })
    .execute();
}

/** The same numbers each time, so that what fails can be done again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test.for([1, 2, 3, 4])(
  'every report rests on the version in force at the end of its period, whatever was agreed (%i)',
  async (seed) => {
    const random = randomNumbers(seed);
    const intervals: ReportingInterval[] = ['month', 'quarter', 'half_year', 'year'];
    let day = START;
    for (let number = 2; number <= 4; number += 1) {
      day = addDays(day, 30 + random(300));
      const reporting = intervals[random(4)] as ReportingInterval;
      const goals = contractContent().goals.slice(0, 1 + random(3));
      await sign(number, day, contractContent({ reporting, goals }));
    }
    const { db } = site.deps;
    const contracts = await listContracts(db, made.id);
    const acting = { actor: writer.user, requestId: 'test' };
    const figure = { note: '', evidence_url: '', split: {} };
    const typed = Object.fromEntries([1, 2, 3].map((key) => [key, { ...figure, actual: '30' }]));
    for (const { start } of listPeriods({ startDate: START, endDate: END }, contracts, [])) {
      const version = await saveReport(db, acting, made.id, start, { typed, basedOn: 0 }, '2010-01-01');
      await submitReport(db, acting, made.id, start, version, '2010-01-01');
    }
    const reports = await listReports(db, made.id);
    expect(reports.length).toBeGreaterThan(3);
    for (const { periodEnd, contractId, figures } of reports) {
      const version = contracts.findLast(({ effectiveFrom }) => effectiveFrom <= periodEnd);
      expect(contractId).toBe(version?.id);
      expect(contractInForce(contracts, periodEnd)?.id).toBe(version?.id);
      expect(figures.map(({ goalKey }) => goalKey)).toEqual(version?.content.goals.map(({ key }) => key));
    }
  },
);
