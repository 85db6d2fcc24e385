import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedEntry } from '#content/entries/feed.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { emptySearch } from '#search/params.ts';
import { presentFeed } from '#server/presenters/feed.ts';
import { xml } from '#server/presenters/xml.ts';
import { texts } from '../support/arbitraries.ts';
import { attacks, hostile } from '../support/attacks.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';

const FEEDS = 300;

let browsed: BrowsedSite;
let taxonomy: Taxonomy;
beforeAll(async () => {
  browsed = await startBrowsedSite();
  taxonomy = await browsed.site.deps.getTaxonomy();
});
afterAll(() => browsed?.close());

/** Text of every kind: Danish, hostile, with characters that XML does not know and halves of others. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  texts(100),
  hostile,
  fc.constantFrom(...attacks, ']]>', '\0', '\u0008', '\u{b}', '\ufffe', '\ud800', 'a\udc00b', '\r\n', '\u0085', '&#0;'),
);
const moment = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const anyEntry: fc.Arbitrary<FeedEntry> = fc.record({
  slug: fc.constantFrom('mentorer', 'en-2'),
  title: anyText,
  one_liner: anyText,
  summary: anyText,
  organisation: fc.option(anyText),
  published_at: moment,
  updated_at: moment,
  change_note: anyText,
});
const anyFeed = fc.record({ q: anyText, entries: fc.array(anyEntry, { maxLength: 3 }) });

/** What a strict parser, the browser's own, makes of XML: a complaint, or the words of each element of the name. */
async function parse(documents: string[], name: string): Promise<{ error: string | null; words: string[] }[]> {
  const { page } = await browsed.visit('/om');
  // As text, since these types are not the browser's.
  const script = `(([documents, name]) => documents.map((text) => {
    const parsed = new DOMParser().parseFromString(text, 'application/xml');
    const error = parsed.querySelector('parsererror');
    return { error: error && error.textContent, words: Array.from(parsed.querySelectorAll(name), (e) => e.textContent) };
  }))(${JSON.stringify([documents, name])})`;
  return page.evaluate(script);
}

/** Text as XML can carry it. */
const carried = (text: string) =>
  [...text]
    .filter((character) => /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(character))
    .join('')
    .replace(/\r\n?/g, '\n');

describe('a feed of any texts', () => {
  test('is XML that a strict parser reads, and says just what they say', async () => {
    const feeds = fc.sample(anyFeed, FEEDS);
    const documents = feeds.map(({ q, entries }) =>
      presentFeed(entries, { ...emptySearch(), q }, taxonomy, 'https://eksempel.dk'),
    );
    const parsed = await parse(documents, 'entry > summary');
    expect(parsed.filter(({ error }) => error !== null)).toEqual([]);
    expect(parsed.map(({ words }) => words)).toEqual(
      feeds.map(({ entries }) => entries.map(({ one_liner }) => carried(one_liner))),
    );
  });

  test('has a content without scripts', async () => {
    const entries = attacks.map((attack) => ({
      ...(fc.sample(anyEntry, 1)[0] as FeedEntry),
      change_note: attack,
      summary: attack,
    }));
    const [feed] = await parse([presentFeed(entries, emptySearch(), taxonomy, 'https://eksempel.dk')], 'content');
    expect(feed?.words).toHaveLength(attacks.length);
    for (const html of feed?.words ?? [])
      expect(html).not.toMatch(/<script|<img|<svg|<iframe|<[^>]*\son\w+=|href="javascript/i);
  });
});

test('the parser would complain about XML that is broken', async () => {
  const [good, bad] = await parse([xml`<a b="${'"'}">${'<&\0'}</a>`.text, '<a>\u0008</a>'], 'a');
  expect([good?.error, good?.words]).toEqual([null, ['<&']]);
  expect(bad?.error).not.toBeNull();
});

test('the sitemap, the feed and the search description of the site are read without complaint', async () => {
  const answers = await Promise.all(
    ['/sitemap.xml', '/feed.atom', '/feed.atom?q=mentor', '/opensearch.xml'].map((path) =>
      browsed.site.app.inject(path),
    ),
  );
  const parsed = await parse(
    answers.map(({ body }) => body),
    '*',
  );
  expect(parsed.map(({ error }) => error)).toEqual([null, null, null, null]);
  for (const { words } of parsed) expect(words.length).toBeGreaterThan(4);
});
