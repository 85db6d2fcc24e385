import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '#content/markdown.ts';
import { keysOf } from '#search/danish/analyse.ts';
import { createHighlighter } from '#search/highlight.ts';
import type { Understood } from '#search/understand.ts';
import { odd, strings } from '../support/strings.ts';

const concept = (word: string, ...synonyms: string[]) => ({
  ...{ word, keys: word.split(' ').flatMap(keysOf), synonyms: synonyms.map((each) => each.split(' ').flatMap(keysOf)) },
  minor: false,
});

function highlighter(words: string[], changes: Partial<Understood> = {}) {
  const concepts = words.map((word) => concept(word));
  return createHighlighter({
    phrases: [],
    excluded: [],
    concepts,
    prefix: '',
    completions: [],
    corrections: [],
    ...changes,
  });
}

const marked = (html: string) => [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word);

describe('the words that are marked', () => {
  test.each([
    ['kommune', 'Kommunernes møder i kommunen', ['Kommunernes', 'kommunen']],
    ['barn', 'Børnene og barnet i bilen', ['Børnene', 'barnet']],
    ['praktik', 'Virksomhedspraktikken for praktikanter', ['Virksomhedspraktikken', 'praktikanter']],
    ['virksomhedspraktik', 'En virksomhed gav praktik', ['virksomhed', 'praktik']],
    ['aarhus', 'Århus og Aarhus', ['Århus', 'Aarhus']],
    ['skrive', 'Hun skrev', ['skrev']],
    ['mor', 'Mødre mordet', ['Mødre']],
    ['mentor', 'Ingen her', []],
  ])('for %s in "%s"', (word, text, words) => {
    expect(marked(highlighter([word]).mark(text))).toEqual(words);
  });

  test('are those of the thesaurus too', () => {
    const { mark } = highlighter([], { concepts: [concept('sfi', 'dansk andetsprog')] });
    expect(marked(mark('Sfi eller dansk som andetsprog'))).toEqual(['Sfi', 'dansk', 'andetsprog']);
  });

  test('are those of a phrase just as they are spelt', () => {
    const { mark } = highlighter([], { phrases: [['på', 'vej']] });
    expect(mark('På vej, og på vejen')).toBe('<mark>På</mark> <mark>vej</mark>, og <mark>på</mark> vejen');
  });

  test('are those that begin as the last word does', () => {
    expect(marked(highlighter([], { prefix: 'prak' }).mark('Praktik og prakker'))).toEqual(['Praktik', 'prakker']);
  });

  test('are never those that are excluded, nor any without a query', () => {
    expect(highlighter([], { excluded: [concept('job')] }).mark('Job')).toBe('Job');
    expect(highlighter([]).mark('Job & <b>')).toBe('Job &amp; &lt;b&gt;');
  });
});

describe('a snippet', () => {
  const filler = (words: number) => Array.from({ length: words }, (_, index) => `fyld${index}`).join(' ');

  test('is the whole of a short text', () => {
    expect(highlighter(['job']).snippet('Et job, tak.')).toBe('Et <mark>job</mark>, tak.');
    expect(highlighter(['job']).snippet('')).toBe('');
  });

  test('is the beginning of a text that has none of the words', () => {
    expect(highlighter(['job']).snippet(filler(40))).toMatch(/^fyld0 .*fyld29 …$/);
  });

  test('shows the part with the most of the words asked for, not the first with one of them', () => {
    const text = `job ${filler(100)} job og bolig til flygtninge ${filler(100)}`;
    const snippet = highlighter(['job', 'bolig', 'flygtning']).snippet(text);
    expect(marked(snippet)).toEqual(['job', 'bolig', 'flygtninge']);
    expect(snippet).toMatch(/^… fyld94 .* …$/);
  });

  test('has thirty words also at the end of a text', () => {
    const snippet = highlighter(['job']).snippet(`${filler(100)} job`);
    expect(snippet).toMatch(/^… fyld71 .* <mark>job<\/mark>$/);
    expect(snippet.split(' ')).toHaveLength(31);
  });

  test('looks no further than the beginning of a very long text', () => {
    expect(highlighter(['job']).snippet(`${filler(5000)} job`)).toMatch(/^fyld0 .* …$/);
  });
});

describe('HTML in a text', () => {
  test('stays text', () => {
    const { mark, snippet } = highlighter(['script', 'mark', 'job']);
    for (const text of ['<script>alert(1)</script> & job', '</mark><mark>x', '"><img src=x onerror=job>'])
      for (const html of [mark(text), snippet(text)]) expect(html.replace(/<\/?mark>/g, '')).toBe(escapeHtml(text));
  });

  test('stays text in any text, and nothing is added but marks', () => {
    const words = ['job', 'kommune', 'praktik', 'virksomhed'];
    const prefixes = fc.constantFrom('', 'a', 'prak');
    fc.assert(
      fc.property(strings, prefixes, (text, prefix) => {
        const { mark, snippet } = highlighter(words, { prefix });
        // The signs that marks are made of, and halves of characters, cannot be in a text that was saved.
        const clean = text.replace(/[\uE000-\uF8FF]/g, '').toWellFormed();
        const plain = mark(clean).replace(/<\/?mark>/g, '');
        expect(plain).toBe(escapeHtml(clean));
        const shown = snippet(clean).replace(/<\/?mark>/g, '');
        expect(plain).toContain(shown.replace(/^… | …$/g, ''));
      }),
      { numRuns: 300 },
    );
  });

  test.each(odd)('does no harm in %o', (text) => {
    const { mark, snippet } = highlighter(['job', 'børnehave']);
    expect(mark(text)).not.toMatch(/<(?!\/?mark>)/);
    expect(snippet(text)).not.toMatch(/<(?!\/?mark>)/);
  });
});
