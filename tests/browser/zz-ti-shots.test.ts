import { test } from 'vitest';
import { startBrowsedSite } from '../support/browser.ts';
import { signIn } from '../support/session.ts';
import { visitAs } from './signed-in.ts';
test('shots', async () => {
  const browsed = await startBrowsedSite();
  try {
    const editor = await signIn(browsed.site, 'editor');
    const { db } = browsed.site.deps;
    const day = new Date().toISOString().slice(0, 10);
    await db.deleteFrom('search_counts').execute();
    await db.insertInto('search_counts').values([
      { day, query: 'fædregruppe i almene boligområder', searches: 12, hits: 0, clicks: 0 },
      { day, query: 'kvinder uden for arbejdsmarkedet', searches: 7, hits: 0, clicks: 0 },
      { day, query: 'sport', searches: 20, hits: 8, clicks: 1 },
      { day, query: 'mentor', searches: 1240, hits: 18, clicks: 702 },
      { day, query: '"åben rådgivning"', searches: 31, hits: 4, clicks: 20 },
    ]).execute();
    await editor.post('/redaktion/oensker', { title: 'Fædregrupper i almene boligområder', note: 'Vejle har en.', query: 'fædregruppe' });
    await editor.post('/redaktion/oensker', { title: 'Praktik i små virksomheder' });
    await editor.post('/redaktion/oensker/2', { outcome: 'fulfilled', entry: 'statusskema-for-en-indsats' });
    for (const [name, path] of [['list', '/redaktion/synonymer?q=bolig'], ['line', '/redaktion/synonymer/1'], ['insight', '/redaktion/soegninger'], ['wishes', '/redaktion/oensker'], ['wish', '/redaktion/oensker/1']] as const)
      for (const width of [1280, 375]) {
        const { page } = await visitAs(browsed, editor, path, { viewport: { width, height: 900 } });
        await page.screenshot({ path: `/tmp/ti/${name}-${width}.png`, fullPage: true });
        await page.context().close();
      }
    if (process.env.TRY) for (const width of [1280, 375]) {
      const { page } = await visitAs(browsed, editor, '/redaktion/synonymer/ny', { viewport: { width, height: 900 } });
      await page.getByLabel('Ord, der betyder det samme').fill('kvittering, resultatkontrakt, sport');
      await page.getByRole('button', { name: 'Vis virkningen' }).click();
      await page.getByRole('heading', { name: 'Virkning' }).waitFor();
      await page.screenshot({ path: `/tmp/ti/try-${width}.png`, fullPage: true });
      await page.getByRole('button', { name: 'Gem linjen' }).click();
      await page.getByRole('heading', { name: /fejl/ }).waitFor();
      await page.screenshot({ path: `/tmp/ti/taken-${width}.png`, fullPage: true });
      await page.context().close();
    }
  } finally { await browsed.close(); }
}, 120000);
