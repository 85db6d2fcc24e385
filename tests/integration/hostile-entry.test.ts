import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readTags, readText } from '../support/html.ts';

const nasty = '</script><script>alert(1)</script>"\'><img src=x onerror=alert(1)> giraf';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  const texts = { title: nasty, one_liner: nasty, summary: nasty, method: `[x](javascript:alert(1)) ${nasty}` };
  const contact = { name: nasty, phone: nasty, email: nasty, organisation: nasty };
  const links = [{ title: nasty, url: 'https://ond.dk/"onclick="alert(1)' }];
  const organisation = { name: nasty, type: 'kommune' };
  await publish(site.deps, exchangeEntry({ slug: 'ond', ...texts, contact, links, organisation }));
});
afterAll(() => site.close());

async function open(path: string): Promise<string> {
  const { statusCode, body } = await site.app.inject(path);
  expect(statusCode).toBe(200);
  return body;
}

test.each([
  ['/erfaringer/ond', [/^\/assets\/.*\.js$/, /^application\/ld\+json$/]],
  ['/erfaringer?q=giraf', [/^\/assets\/.*\.js$/]],
  ['/', [/^\/assets\/.*\.js$/]],
])('an entry that tries to break out is only text on %s', async (path, scripts) => {
  const html = await open(path);
  expect(readText(html)).toContain('</script><script>alert(1)</script>');
  const found = readTags(html).filter(({ name }) => name === 'script');
  expect(found.map(({ attributes }) => attributes.src ?? attributes.type)).toEqual(
    scripts.map((pattern) => expect.stringMatching(pattern)),
  );
  for (const { attributes } of readTags(html)) {
    expect(Object.keys(attributes).filter((name) => name.startsWith('on'))).toEqual([]);
    expect(attributes.href ?? '').not.toMatch(/^javascript:/);
  }
});

test('an entry that tries to break out is whole in its JSON-LD', async () => {
  const html = await open('/erfaringer/ond');
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  expect(JSON.parse(json)).toMatchObject({ headline: nasty, description: nasty });
});
