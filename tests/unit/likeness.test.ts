import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '#content/front-matter.ts';
import { plainText } from '#content/markdown.ts';
import { ALIKE, type ComparedText, likeness, tellingWords } from '#search/likeness.ts';

const folder = join(import.meta.dirname, '../../content/starter');
const starterContent = readdirSync(folder).map((name): ComparedText => {
  const { values, body } = readFrontMatter(readFileSync(join(folder, name), 'utf8'));
  const summary = /# Sammenfatning\n(.*?)\n# /s.exec(body)?.[1] ?? '';
  return { title: String((values as { title: string }).title), summary: plainText(summary) };
});

/** As somebody might who writes an entry again: some words other, some left out. */
function editLightly({ title, summary }: ComparedText, every: number): ComparedText {
  const words = summary.split(' ').map((word, index) => (index % every === 0 ? 'omskrevet' : word));
  return { title: `${title} 2`, summary: words.slice(0, words.length * 0.85).join(' ') };
}

describe('entries of the starter content', () => {
  test('are there to compare', () => {
    expect(starterContent.length).toBeGreaterThan(10);
    expect(starterContent.every(({ summary }) => summary.length > 200)).toBe(true);
  });

  test('are not alike', () => {
    const alike = starterContent.flatMap((one, index) =>
      starterContent.slice(index + 1).filter((other) => likeness(one, other) >= ALIKE * 0.8),
    );
    expect(alike).toEqual([]);
  });

  test.each([3, 4, 7])('are like their own copy with every %ith word changed and an end cut off', (every) => {
    for (const entry of starterContent) expect(likeness(entry, editLightly(entry, every))).toBeGreaterThan(ALIKE);
  });
});

const entries = fc.record({ title: fc.string({ unit: 'grapheme' }), summary: fc.lorem({ maxCount: 30 }) });

describe('likeness', () => {
  test('is between 0 and 1, and the same both ways', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const value = likeness(a, b);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(likeness(b, a)).toBe(value);
      }),
    );
  });

  test('of a text to itself is whole', () => {
    fc.assert(
      fc.property(entries, ({ title, summary }) => {
        const entry = { title, summary: `Mentorer ${summary}` };
        expect(likeness(entry, entry)).toBe(1);
      }),
    );
  });

  test('minds neither case nor the order of words', () => {
    const text = { title: 'Mentorer på Ærø', summary: 'Frivillige hjalp unge' };
    expect(likeness(text, { title: 'ÆRØ: mentorer', summary: 'unge FRIVILLIGE, hjalp' })).toBeGreaterThan(0.7);
  });

  test('of texts without words is none', () => {
    expect(likeness({ title: '', summary: '' }, { title: '', summary: '' })).toBe(0);
  });
});

test('the longest words tell most', () => {
  expect(tellingWords('Kort om virksomhedsrettet indsats, Kort')).toEqual(['virksomhedsrettet', 'indsats', 'kort']);
});
