import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officeText } from '#content/attachments/office-text.ts';
import { setActivityStatus } from '#content/partnerships/activities.ts';
import { addEvent } from '#content/partnerships/events.ts';
import type { Split } from '#content/partnerships/report.ts';
import { partnershipList, partnershipResponse } from '#server/routes/api-partnership-schemas.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import { openBrowser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

const get = (path: string) => openBrowser(site).get(path);
const make = (state: 'active' | 'approved' | 'hearing' | 'sealed', name?: string) =>
  makePartnership(site.deps, state, { writer: writer.user, editor: editor.user }, name ? { name } : {});
const csvLines = async () => {
  const { body } = await get('/partnerskaber/maal.csv');
  return body.split('\r\n').filter(Boolean);
};

describe('all goals and figures', () => {
  test('come as CSV for a Danish spreadsheet: semicolons, decimal commas, and the mark of UTF-8', async () => {
    await make('sealed', 'Havnen');
    const { statusCode, headers, body } = await get('/partnerskaber/maal.csv');
    expect([statusCode, headers['content-type'], headers['content-disposition']]).toEqual([
      ...[200, 'text/csv; charset=utf-8', 'attachment; filename="maal.csv"'],
    ]);
    expect(body.startsWith('\uFEFFOrdning;Partnerskab;')).toBe(true);
    const line = (await csvLines()).find((each) => each.includes(';Havnen;') && each.includes(';Procent;'));
    expect(line).toContain(';22,5;2005-06-30;40;2007-12-31;2006-01-01;2006-06-30;31,5;');
    expect(line).toMatch(/;2006;Delvist nået$/);
  });

  test('stand there before any figure does', async () => {
    await make('active', 'Endnu uden tal');
    const lines = (await csvLines()).filter((line) => line.includes(';Endnu uden tal;'));
    expect(lines).toHaveLength(contractContent().goals.length);
    expect(lines[0]).toMatch(/;Endnu uden tal;1;Flere kommer i ordinært arbejde;.*;2008-06-30;;;/);
  });

  test('have as many cells in each line as there are headings', async () => {
    const [head = '', ...lines] = await csvLines();
    for (const line of lines) expect(line.split(';')).toHaveLength(head.split(';').length);
  });

  test('never run as a formula', async () => {
    for (const name of ['=1+1', '+45', '-2', '@sum', '\tx']) await make('approved', name);
    const names = (await csvLines()).slice(1).map((line) => line.split(';')[1] ?? '');
    for (const name of names) expect(name).not.toMatch(/^[=+\-@\t]/);
    expect(names).toContain("'=1+1");
  });

  test('come as a workbook with numbers as numbers and texts as texts', async () => {
    const { statusCode, rawPayload } = await get('/partnerskaber/maal.xlsx');
    expect(statusCode).toBe(200);
    const text = officeText(new Uint8Array(rawPayload));
    for (const expected of ['Kontraktversion', 'Havnen', 'Andel med virksomhedsrettet aktivt tilbud', '31.5'])
      expect(text).toContain(expected);
    expect(text).not.toMatch(/<f>/);
  });

  test('come as a workbook with days as dates, and what only looks like one as it stands', async () => {
    const names = ['2006-99-99', '1066-10-14'];
    for (const name of names) await make('approved', name);
    const { statusCode, rawPayload } = await get('/partnerskaber/maal.xlsx');
    expect(statusCode).toBe(200);
    const text = officeText(new Uint8Array(rawPayload));
    for (const name of names) expect(text).toContain(name);
    // The end of June 2008, counted from 1900.
    expect(text).toContain('39629');
    expect(text).not.toContain('2008-06-30');
  });

  test.each(['/partnerskaber/maal.csv?ordning=findes-ikke', '/partnerskaber/maal.csv?ordning=%00'])(
    'of %s are none or all, never an error',
    async (path) => {
      expect((await get(path)).statusCode).toBe(200);
    },
  );

  test('leave out invented partnerships', async () => {
    const { id } = await make('approved', 'Opfundet partnerskab');
    await site.deps.db.updateTable('partnerships').set({ demonstration: true }).where('id', '=', id).execute();
    expect((await get('/partnerskaber/maal.csv')).body).not.toContain('Opfundet partnerskab');
  });
});

describe('documents', () => {
  test('hold what the page of the assessment says', async () => {
    const { slug } = await make('sealed');
    const { statusCode, headers, rawPayload } = await get(`/partnerskaber/${slug}/bedoemmelser/2006.docx`);
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toBe(`attachment; filename="bedoemmelse-2006-${slug}.docx"`);
    const text = officeText(new Uint8Array(rawPayload));
    for (const expected of ['Bedømmelse 2006', 'delvist nået', 'Flere kommer i ordinært arbejde', '21 personer'])
      expect(text).toContain(expected);
    for (const expected of ['Skal nås', '1. halvår 2006', 'Side']) expect(text).toContain(expected);
    // Nobody noted anything: columns that would be empty are left out.
    for (const missing of ['Bemærkning', 'Dokumentation']) expect(text).not.toContain(missing);
  });

  test('hold what the page of the contract says', async () => {
    const { slug } = await make('approved');
    const { statusCode, rawPayload } = await get(`/partnerskaber/${slug}/kontrakt/1.docx`);
    expect(statusCode).toBe(200);
    const text = officeText(new Uint8Array(rawPayload));
    for (const expected of [
      'Resultatkontrakt',
      'Jobcentrets register',
      'Sprogmentorer på havnen',
      'En artikel i fagbladet',
    ])
      expect(text).toContain(expected);
  });

  test.each(['bedoemmelser/2007.docx', 'kontrakt/2.docx', 'kontrakt/0.docx', 'kontrakt/x.docx'])(
    'of what is not there are not there: %s',
    async (rest) => {
      const { slug } = await make('sealed');
      expect((await get(`/partnerskaber/${slug}/${rest}`)).statusCode).toBe(404);
    },
  );
});

describe('the JSON API', () => {
  test('lists the partnerships that readers may see, as it says it does', async () => {
    const { slug } = await make('sealed');
    const answer = partnershipList.parse((await get('/api/v1/partnerships')).json());
    expect(answer.total).toBe(answer.partnerships.length);
    expect(answer.partnerships.find((each) => each.slug === slug)).toMatchObject({
      ...{ municipalities: ['0630'], closed: false, judged: { year: 2006, goals: 3, reached: 0 } },
    });
  });

  test('gives a whole partnership, as it says it does', async () => {
    const { slug } = await make('sealed');
    const answer = partnershipResponse.parse((await get(`/api/v1/partnerships/${slug}`)).json());
    expect(answer.contracts).toMatchObject([{ number: 1, goals: [{ baseline_date: '2005-06-30' }, {}, {}] }]);
    expect(answer.reports).toMatchObject([
      { contract: 1, figures: [{ actual: 21 }, { actual: 31.5 }, { actual: 60 }] },
    ]);
    expect(answer.assessments).toMatchObject([{ year: 2006, verdict: 'partly' }]);
  });

  test('tells what has become of the plans', async () => {
    const { id, slug } = await make('sealed');
    const acting = { actor: writer.user, requestId: '' };
    await setActivityStatus(site.deps.db, acting, id, { activityKey: 1, status: 'running', note: 'Begyndt i maj.' });
    await addEvent(site.deps.db, acting, id, {
      ...{ stepKey: 2, title: 'Åbent hus', heldOn: '2006-09-01', participants: 40 },
    });
    const answer = partnershipResponse.parse((await get(`/api/v1/partnerships/${slug}`)).json());
    const [contract] = answer.contracts;
    expect(contract?.activities.map(({ key, status, note }) => [key, status, note])).toEqual([
      [1, 'running', 'Begyndt i maj.'],
      ...contractContent()
        .activities.slice(1)
        .map(({ key }) => [key, 'planned', '']),
    ]);
    expect(contract?.dissemination.find(({ key }) => key === 2)?.done).toBe(1);
    expect(answer.events).toEqual([{ title: 'Åbent hus', held_on: '2006-09-01', participants: 40, step: 2 }]);
  });

  test('knows nothing of drafts, and says so in the form of all its errors', async () => {
    const { slug } = await makePartnership(site.deps, 'drafting', { writer: writer.user, editor: editor.user });
    const { statusCode, body } = await get(`/api/v1/partnerships/${slug}`);
    expect([statusCode, JSON.parse(body).error.code]).toEqual([404, 'not_found']);
  });
});

test.each([
  ['a small group', { sex: { women: 3, men: 7041 } }, 7044],
  ['an empty group', { sex: { women: 7043, men: 0, sex_unknown: 9 } }, 7052],
  ['a small age group', { age: { '18-24': 7047, '25-29': 1, '30-49': 7049 } }, 14097],
] as [string, Split, number][])('%s is withheld on every page, chart, file and answer', async (_, split, actual) => {
  const made = await withSplit(split, actual);
  const { slug } = made;
  for (const path of [
    ...['', '/bedoemmelser/2006', '/kontrakt'].map((rest) => `/partnerskaber/${slug}${rest}`),
    ...[`/api/v1/partnerships/${slug}`, '/partnerskaber/maal.csv'],
  ])
    expect([path, revealed((await get(path)).body, split, actual)]).toEqual([path, []]);
  for (const path of ['/partnerskaber/maal.xlsx', `/partnerskaber/${slug}/bedoemmelser/2006.docx`]) {
    const text = officeText(new Uint8Array((await get(path)).rawPayload));
    expect([path, revealed(text, split, actual)]).toEqual([path, []]);
  }
  // Who writes for the partnership sees its own figures.
  const own = await writer.get(`/mit/partnerskaber/${made.id}/rapporter/${made.period}`);
  expect(revealed(own.body, split, actual)).not.toEqual([]);
});

/** The large groups of a withheld split that a text gives away; the total may be told. */
function revealed(text: string, split: Split, total: number): number[] {
  const groups = Object.values(split).flatMap((each) => Object.values(each));
  const large = groups.filter((persons) => persons > 1000 && persons !== total);
  return large.filter((persons) => text.includes(String(persons)) || text.includes(persons.toLocaleString('da')));
}

async function withSplit(split: Split, actual: number): Promise<MadePartnership> {
  const made = await make('hearing');
  const { db } = site.deps;
  const reports = db.selectFrom('reports').select('id').where('partnership_id', '=', made.id);
  await db.updateTable('reports').set({ state: 'submitted' }).where('id', 'in', reports).execute();
  await db
    .updateTable('report_figures')
    .set({ actual, split: JSON.stringify(split) })
    .where('report_id', 'in', reports)
    .where('goal_key', '=', 1)
    .execute();
  await db.updateTable('reports').set({ state: 'approved' }).where('id', 'in', reports).execute();
  const seal = { confirmed: 'yes', seen: '1' };
  const { statusCode } = await editor.post(`/mit/partnerskaber/${made.id}/bedoemmelser/2006/forsegling`, seal);
  expect(statusCode).toBe(303);
  return made;
}
