import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSearch } from '#search/client.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createPrivateEngine, type PrivateEngine } from '../support/engine.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readLinks } from '../support/html.ts';

let engine: PrivateEngine;
let site: TestSite;
beforeAll(async () => {
  engine = await createPrivateEngine();
  await engine.start();
  site = await startTestSite({}, connectSearch(engine));
  const areas = ['beskaeftigelse'];
  await publish(
    site.deps,
    exchangeEntry({
      slug: 'subject',
      title: 'Mentorer for kvinder i rengøring',
      summary: rengoering,
      areas,
      methods: ['mentor'],
    }),
    exchangeEntry({
      slug: 'same',
      title: 'En mentor til hver kvinde',
      summary: rengoering,
      areas,
      methods: ['mentor'],
    }),
    exchangeEntry({ slug: 'text-alone', title: 'Kvinder gør rent på hotel', summary: rengoering, areas: ['sundhed'] }),
    exchangeEntry({ slug: 'words', title: 'Rengøring med en mentor', summary: 'Kvinderne fik en mentor.', areas }),
    exchangeEntry({ slug: 'area-alone', title: 'Svejsekursus på værftet', summary: 'Mænd lærte at svejse.', areas }),
    exchangeEntry({ slug: 'draft', title: 'Mentorer for kvinder', summary: rengoering, areas, status: 'draft' }),
  );
});
afterAll(async () => {
  await site?.close();
  await engine?.remove();
});

const rengoering = 'Kvinder uden erfaring gjorde rent på hoteller med en mentor ved siden af og fik job bagefter.';

async function related(): Promise<string[]> {
  const { body } = await site.app.inject('/erfaringer/subject');
  return readLinks(body.slice(body.indexOf('id="beslaegtede"')))
    .map(({ href }) => href)
    .filter((href) => /^\/erfaringer\/[a-z-]+$/.test(href))
    .map((href) => href.slice('/erfaringer/'.length));
}

describe('related entries', () => {
  test('are those on the same subject: words and method in common come first, an area alone last', async () => {
    const found = await related();
    expect(found.slice(0, 2)).toEqual(['same', 'words']);
    expect(found.indexOf('area-alone')).not.toBe(0);
    expect(found).not.toContain('subject');
    expect(found).not.toContain('draft');
  });

  test('share an area, a method or a target group', async () => {
    expect(await related()).not.toContain('text-alone');
  });

  test('are found by the database while the search engine is away', async () => {
    await engine.stop();
    await publishNothingNew();
    expect((await related())[0]).toBe('same');
    await engine.start();
  });
});

/** What was kept of a page is forgotten when the content changes. */
async function publishNothingNew(): Promise<void> {
  await site.deps.db.updateTable('terms').set({ position: 1 }).where('position', '=', 1).execute();
  await site.deps.database.changes.caughtUp();
}
