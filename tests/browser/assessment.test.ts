import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { readForm } from '../support/forms.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
import { expectWellMade } from './well-made.ts';

let browsed: BrowsedSite;
let writer: SignedIn;
let editor: SignedIn;
let consultant: SignedIn;
let made: Record<'approved' | 'hearing' | 'sealed', MadePartnership>;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  [writer, editor, consultant] = await Promise.all([
    signIn(browsed.site, 'partner'),
    signIn(browsed.site, 'editor'),
    signIn(browsed.site, 'consultant'),
  ]);
  made = { approved: await make('approved'), hearing: await make('hearing'), sealed: await make('hearing') };
  await press(writer, made.sealed, '/svar', { answer: 'Vi er enige i det meste.' });
  await press(editor, made.sealed, '/forsegling', { confirmed: 'yes' });
});
afterAll(() => browsed?.close());

const make = (state: PartnershipStateName) =>
  makePartnership(browsed.site.deps, state, { writer: writer.user, editor: editor.user });
const work = ({ id }: MadePartnership, rest = '') => `/mit/partnerskaber/${id}/bedoemmelser/2006${rest}`;
const publicPage = ({ slug }: MadePartnership) => `/partnerskaber/${slug}/bedoemmelser/2006`;
const press = async (who: SignedIn, one: MadePartnership, rest: string, changes: Record<string, string>) => {
  const form = readForm((await who.get(work(one))).body, work(one, rest));
  const { statusCode } = await who.post(work(one, rest), { ...Object.fromEntries(form), ...changes });
  expect(statusCode).toBe(303);
};

describe.for<[kind: string, who: () => SignedIn, path: () => string]>([
  ['a draft, for the editor', () => editor, () => work(made.approved)],
  ['a hearing, for the editor', () => editor, () => work(made.hearing)],
  ['a hearing, for the partnership', () => writer, () => work(made.hearing)],
  ['a hearing, for a consultant', () => consultant, () => work(made.hearing)],
  ['sealed, for the partnership', () => writer, () => work(made.sealed)],
  ['sealed, for readers', () => consultant, () => publicPage(made.sealed)],
])('an assessment that is %s', ([, who, path]) => {
  test('is accessible wide and narrow, fits a width of 320, and gives the browser no cause to complain', async () => {
    await expectWellMade(browsed, await visitAs(browsed, who(), path()));
  });
});

test('two editors who judge at once see both texts, and the second decides which is kept', async () => {
  const one = await make('approved');
  const [{ page: first }, { page: second }] = await Promise.all([
    visitAs(browsed, editor, work(one)),
    visitAs(browsed, editor, work(one)),
  ]);
  await first.getByLabel('Begrundelse').first().fill('Den første tekst.\n\nMed to afsnit.');
  await first.getByRole('button', { name: 'Gem kladde' }).click();
  await first.getByText('Kladden er gemt.').waitFor();
  await second.getByLabel('Begrundelse').first().fill('Den anden tekst.\n\nMed to afsnit.');
  await second.getByRole('button', { name: 'Gem og send i høring' }).click();
  await second.getByRole('heading', { name: 'Teksten er gemt et andet sted imens' }).waitFor();
  await second.getByText('Bedømmelsen er ikke sendt i høring.').waitFor();
  // Nothing else differs, whatever line ends the browser sends.
  expect(await second.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    'Mål 1: Flere kommer i ordinært arbejde',
  ]);
  expect(await accessibilityIssues(second)).toEqual([]);
  await second.getByRole('button', { name: 'Gem min udgave' }).click();
  await second.getByText('Kladden er gemt.').waitFor();
  expect(await second.getByLabel('Begrundelse').first().inputValue()).toBe('Den anden tekst.\n\nMed to afsnit.');
});

test('a sealed assessment goes on paper with all goals and figures, and nothing to press', async () => {
  const { page } = await browsed.visit(publicPage(made.sealed));
  const document = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  const paper = text.replace(/\s+/g, ' ');
  const { goals } = contractContent();
  for (const goal of goals)
    for (const words of [goal.text, goal.indicator, goal.measurement.source]) expect(paper).toContain(words);
  for (const words of [
    ...['Bedømmelse 2006', 'Partnerskabet på havnen', 'Kontrakten som helhed: delvist nået', 'version 1'],
    ...['1. halvår 2006 21 personer Flest i rengøring.', '1. halvår 2006 31,5 %', '1. halvår 2006 60'],
    ...['60 personer senest 30. juni 2008', '40 % senest 31. december 2007', '30 senest 31. december 2006'],
    ...['Vi er enige i det meste.', '18-24 år: 8, 25-29 år: 6, 30-49 år: 7'],
  ])
    expect(paper).toContain(words);
  // Nobody of unknown sex: that split is withheld, and none of its groups may be told.
  expect(paper).toContain('Fordelt på køn Vises ikke: færre end fem personer i en gruppe');
  expect(paper).not.toMatch(/Kvinder|Mænd|Udskriv|Word|Log ind|Hovedmenu|Forside/);
  expect(totalPages).toBeLessThanOrEqual(3);
});
