import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, plainText } from '#content/markdown.ts';
import { texts } from '../support/arbitraries.ts';
import { hostile } from '../support/attacks.ts';

describe('the plain text of Markdown', () => {
  test('is its words alone', () => {
    const markdown = '# Metode\n\n**Vi** gik _ud_ til [Vejle](https://vejle.dk) & andre:\n\n- "en"\n- to < tre';
    expect(plainText(markdown)).toBe('Metode Vi gik ud til Vejle & andre: "en" to < tre');
  });

  test('keeps the words of neighbouring blocks and cells apart', () => {
    expect(plainText('# Et\n\nto\n\n| tre | fire |\n|---|---|\n| fem | seks |\n\n- syv\n- otte')).toBe(
      'Et to tre fire fem seks syv otte',
    );
  });

  test('holds neither scripts nor addresses', () => {
    expect(plainText('før <script>alert(1)</script><style>p{}</style><a href="/x" title="t">efter</a>')).toBe(
      'før efter',
    );
  });

  test('holds the words of any element but not its tags, and nothing of scripts and styles', () => {
    const shown = fc.constantFrom('b', 'div', 'p', 'a', 'h1', 'table', 'form', 'x-y', 'section', 'button', 'INPUT');
    const hidden = fc.constantFrom('script', 'style', 'textarea', 'noscript', 'svg', 'Script');
    const word = fc.constantFrom('job', 'æøå', '2 < 3', 'R&D');
    const element = (name: string, text: string) => `<${name} class="x" onclick=alert(1)>${text}</${name}>`;
    const part = fc.oneof(
      fc.tuple(shown, word).map(([name, text]) => ({ markdown: element(name, escapeHtml(text)), text })),
      hidden.map((name) => ({ markdown: element(name, 'skjult'), text: '' })),
      word.map((text) => ({ markdown: text, text })),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const words = ['ord', ...parts.map(({ text }) => text), 'ord'].filter(Boolean);
        expect(plainText(['ord', ...parts.map(({ markdown }) => markdown), 'ord'].join(' '))).toBe(words.join(' '));
      }),
      { numRuns: 500 },
    );
  });

  test('is the same for a text without HTML as it would be beside some', () => {
    const plain = fc.constantFrom(
      ...['# Overskrift', '**fed**', '*kursiv*', '- punkt', '1. punkt', '> citat', '| a | b |\n|---|--:|\n| 1 | 2 |'],
      ...[
        '[Vejle](https://vejle.dk/?a=1 "a > b")',
        '![billede](x.png "2 > 1")',
        'https://vejle.dk/?q="x"',
        'post@vejle.dk',
      ],
      ...[
        '2 > 1',
        '"citat"',
        "it's",
        '\\*',
        '[ref]\n\n[ref]: https://vejle.dk',
        '***',
        '[ ] opgave',
        '\n',
        '\n\n',
        'æøå',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, texts(40)), { maxLength: 8 }), (parts) => {
        const markdown = parts.join(' ').replace(/[<&`~\t]| {3,}/g, '');
        expect(plainText(markdown)).toBe(plainText(`${markdown}\n\n<!-- -->`));
      }),
      { numRuns: 500 },
    );
  });

  test('is one line without spaces around', () => {
    fc.assert(
      fc.property(hostile, (markdown) => {
        expect(plainText(markdown)).toMatch(/^(\S+( \S+)*)?$/);
      }),
    );
  });
});
