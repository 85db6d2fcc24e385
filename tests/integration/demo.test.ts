import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDemo } from '#content/demo/fill-demo.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readText } from '../support/html.ts';
import { openBrowser } from '../support/session.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
});
afterAll(() => site.close());

const fill = async (at = site) => fillDemo(at.deps.db, await at.deps.getTaxonomy());
const get = async (path: string) => {
  const { statusCode, body } = await openBrowser(site).get(path);
  return { statusCode, text: body.startsWith('<') ? readText(body) : body };
};

describe('the demonstration', () => {
  test('has three partnerships, each marked on every page of it', async () => {
    expect(await fill()).toBe(3);
    await site.deps.database.changes.caughtUp();
    const { text } = await get('/partnerskaber');
    for (const name of ['Havnen åbner døre', 'Fælles fodfæste', 'Unge på vej']) expect(text).toContain(name);
    for (const slug of ['havnen-aabner-doere', 'faelles-fodfaeste', 'unge-paa-vej'])
      for (const rest of ['', '/kontrakt', '/bedoemmelser/2006', '/bedoemmelser/2007']) {
        const page = await get(`/partnerskaber/eksempel-${slug}${rest}`);
        expect([slug, rest, page.statusCode, page.text.includes('opfundet')]).toEqual([slug, rest, 200, true]);
      }
  });

  test('has one whose contract was renegotiated, whose old figures keep their old goal', async () => {
    const before = await get('/partnerskaber/eksempel-faelles-fodfaeste/bedoemmelser/2006');
    const after = await get('/partnerskaber/eksempel-faelles-fodfaeste/bedoemmelser/2007');
    expect(before.text).toContain('50 % senest');
    expect(after.text).toContain('40 % senest');
  });

  test('has one that missed a goal, and adds up what was reached since the beginning', async () => {
    const { text } = await get('/partnerskaber/eksempel-unge-paa-vej/bedoemmelser/2007');
    expect(text).toContain('Ikke nået');
    expect(text).toContain('35 personer');
  });

  test('withholds a split with fewer than five persons', async () => {
    const { text } = await get('/partnerskaber/eksempel-unge-paa-vej/bedoemmelser/2007');
    expect(text).toContain('Vises ikke: færre end fem personer');
  });

  test('has entries that carry the verdict and the figures of the assessment', async () => {
    const { text } = await get('/erfaringer/eksempel-pladser-over-kommunegraensen');
    expect(text).toContain('Resultat bedømt: delvist nået, 2007');
    expect(text).toContain('Udgangspunkt 60 (31. december 2005) Nået 23 Skal nås 21 senest 31. december 2007');
  });

  test('is refused a second time', async () => {
    await expect(fill()).rejects.toThrow('holds content of its own');
  });
});

test('the demonstration is refused beside a real entry, and leaves nothing behind', async () => {
  const own = await startTestSite();
  await publish(own.deps, exchangeEntry({ slug: 'rigtig', title: 'En rigtig erfaring' }));
  await expect(fill(own)).rejects.toThrow('rigtig');
  expect(await own.deps.db.selectFrom('partnerships').select('id').execute()).toEqual([]);
  await own.close();
});
