import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readLinks, readText } from '../support/html.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());

async function make(state: PartnershipStateName, content: ContractContent): Promise<string> {
  const { id } = await makePartnership(site.deps, state, { writer: writer.user, editor: editor.user }, { content });
  return `/mit/partnerskaber/${id}`;
}

/** The second goal by its key stands first, as when a first one was taken out and put back. */
function reordered(): ContractContent {
  const [first, second, third] = contractContent().goals as [never, never, never];
  return contractContent({ goals: [second, third, first] });
}

test.each(['submitted', 'returned'] as const)(
  'a figure without evidence in a report that is %s is named as the page of the report names it',
  async (state) => {
    const path = await make(state, reordered());
    const links = readLinks((await writer.get(path)).body);
    const report = `${path}/rapporter/2006-01-01`;
    const bare = links.filter(({ href, text }) => href === report && text.includes('mål'));
    expect(bare.map(({ text }) => text)).toEqual([
      '1. halvår 2006, mål 3: Flere kommer i ordinært arbejde',
      '1. halvår 2006, mål 1: Flere får et virksomhedsrettet tilbud',
      '1. halvår 2006, mål 2: Ventetiden på sprogundervisning bliver kortere',
    ]);
    const page = readText((await editor.get(report)).body);
    for (const { text } of bare) expect(page).toContain(text.replace('1. halvår 2006, mål', 'Mål'));
  },
);

test('a period that is a month begins its line in upper case', async () => {
  const path = await make('active', contractContent({ reporting: 'month' }));
  const links = readLinks((await writer.get(path)).body);
  expect(links).toContainEqual({ text: 'August 2005', href: `${path}/rapporter/2005-08-01` });
});

test.each([
  ['persons', 'Personer'],
  ['percent', 'Procent'],
  ['dkk', 'Kroner'],
  ['number', 'Antal'],
] as const)('a unit has one name in form, report and export: %s is %s', async (unit, name) => {
  const [goal] = contractContent().goals as [ContractContent['goals'][0]];
  const goals = [{ ...goal, unit, aggregation: 'latest' as const, splits: [], text: `Målt i ${unit}` }];
  const report = `${await make('active', contractContent({ goals }))}/rapporter/2006-01-01`;
  expect(readText((await writer.get(report)).body)).toContain(`${name} i perioden`);
  const draft = `${await make('drafting', contractContent({ goals }))}/kontrakt`;
  expect((await writer.get(`${draft}?skriv`)).body).toMatch(new RegExp(`<option [^>]*selected[^>]*>\\s*${name}\\s*<`));
  const version = { version: '0', actual_1: '10' };
  expect((await writer.post(`${report}/indsendelse`, version)).statusCode).toBe(303);
  expect((await editor.post(`${report}/afgoerelse`, { decision: 'approve', version: '2' })).statusCode).toBe(303);
  const { body } = await writer.get('/partnerskaber/maal.csv');
  expect(body.split('\r\n').find((line) => line.includes(`;Målt i ${unit};`))).toContain(`;${name};`);
});

test('the own page says what each partnership asks for, and nothing where it is the ministry’s turn', async () => {
  await make('returned', contractContent());
  await make('with the ministry', contractContent());
  const { body } = await writer.get('/mit');
  const items = body.split('<li>').map(readText);
  const of = (words: string) => items.filter((item) => item.includes(words));
  expect(of('Rapporten for 1. halvår 2006 er sendt tilbage.').length).toBeGreaterThan(0);
  for (const item of of('ligger hos ministeriet')) expect(item).toMatch(/ligger hos ministeriet Under forberedelse/);
  expect(of('ligger hos ministeriet').length).toBeGreaterThan(0);
});

test('a consultant comes to the workbench from the list of all, and who writes from her own page', async () => {
  const path = await make('active', contractContent());
  const crumbs = async (who: SignedIn) => readLinks((await who.get(path)).body).map(({ href }) => href);
  expect(await crumbs(editor)).toContain('/redaktion/partnerskaber');
  expect(await crumbs(writer)).not.toContain('/redaktion/partnerskaber');
});

test('those who decide are told on their own page how many reports wait', async () => {
  await site.deps.db.updateTable('reports').set({ state: 'returned' }).where('state', '=', 'submitted').execute();
  const link = async () =>
    readLinks((await editor.get('/redaktion')).body).filter(({ href }) => href === '/redaktion/partnerskaber');
  expect(await link()).toEqual([{ text: 'Partnerskaber', href: '/redaktion/partnerskaber' }]);
  await make('submitted', contractContent());
  expect(await link()).toEqual([{ text: 'Partnerskaber: 1 rapport venter', href: '/redaktion/partnerskaber' }]);
});
