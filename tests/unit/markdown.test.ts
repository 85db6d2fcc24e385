import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  escapeHtml,
  MARK_END,
  MARK_START,
  plainText,
  renderJson,
  renderMarkdown,
  renderMarks,
} from '#content/markdown.ts';
import { texts } from '../support/arbitraries.ts';
import { decodeEntities, readTags } from '../support/html.ts';

const allowed: Record<string, string[]> = {
  ...Object.fromEntries(
    ['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'].map((t) => [t, []]),
  ),
  ...Object.fromEntries(['ul', 'li', 'strong', 'em', 'del', 'table', 'thead', 'tbody', 'tr'].map((t) => [t, []])),
  ...{ a: ['href', 'rel'], ol: ['start'], th: ['align'], td: ['align'] },
};

/** Fails unless the HTML holds nothing but what this list allows, written in the plainest way. */
function expectHarmless(html: string) {
  for (const { name, attributes } of readTags(html)) {
    expect(Object.keys(allowed)).toContain(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      expect(allowed[name]).toContain(attribute);
      if (attribute === 'href')
        expect(value.replace(/[\0-\x20]/g, '')).not.toMatch(/^(?!https?:|mailto:|tel:)[^/?#]*:/i);
      if (attribute === 'href') expect(value).not.toMatch(/^\s*[/\\]{2}/);
    }
  }
}

const attacks = [
  ...['<script>alert(1)</script>', '<scr<script>ipt>alert(1)</scr</script>ipt>', '<SCRIPT SRC=//ond.dk/x.js></SCRIPT>'],
  ...['<style>body{display:none}</style>', '<p style="position:fixed">', '<link rel=stylesheet href=//ond.dk>'],
  ...['<img src=x onerror=alert(1)>', '<img/src="x"/onerror=alert(1)//', '![x](javascript:alert(1))'],
  ...[
    '<svg onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mtext><table><mglyph><style><img src=x>',
  ],
  ...[
    '<iframe src="javascript:alert(1)">',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<object data=x>',
    '<embed>',
  ],
  ...[
    '<form action=//ond.dk><input name=q><button formaction="javascript:alert(1)">x</button></form>',
    '<base href=//ond.dk>',
  ],
  ...['<meta http-equiv=refresh content="0;url=//ond.dk">', '<template><script>alert(1)</script></template>'],
  ...[
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
  ],
  ...[
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](//ond.dk)',
    '[x](\\\\ond.dk)',
  ],
  ...[
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href=x onclick=alert(1)>x</a>',
  ],
  ...[
    '[x](https://a.dk "\\" onmouseover=alert(1)")',
    '<https://a.dk/"onclick=alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
  ],
  ...[
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea></textarea><script>',
    '<!--<img src="--><img src=x onerror=alert(1)>">',
  ],
  ...[
    '<![CDATA[<script>alert(1)</script>]]>',
    '<?php echo 1 ?>',
    '</p></div></main><h1>',
    '<details open ontoggle=alert(1)>',
    '<a id=q name=q>',
  ],
  ...[
    '`<script>`',
    '```html\n<script>alert(1)</script>\n```',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<x onclick=alert(1)>',
    '<',
    '</',
    '<a',
    '"',
    "'",
    '>',
  ],
];
const fragment = fc.oneof(
  fc.constantFrom(...attacks),
  texts(60),
  fc.constantFrom('\n\n', '\n', ' ', '> ', '- ', '| ', '# ', '\t'),
);
const hostile = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));

describe('Markdown', () => {
  test('becomes the HTML that people expect of it', () => {
    const markdown = '**Vi** *fik* ~~ikke~~ [hjælp](https://vejle.dk).\n\n- en\n- to\n\n3. tre\n\n> Citat\n\n`kode`';
    expect(renderMarkdown(markdown).replace(/\n/g, '')).toBe(
      '<p><strong>Vi</strong> <em>fik</em> <del>ikke</del> ' +
        '<a href="https://vejle.dk" rel="noopener noreferrer nofollow">hjælp</a>.</p>' +
        '<ul><li>en</li><li>to</li></ul><ol start="3"><li>tre</li></ol>' +
        '<blockquote><p>Citat</p></blockquote><p><code>kode</code></p>',
    );
  });

  test('may hold tables with aligned columns', () => {
    const html = renderMarkdown('| År | Beløb |\n|---|---:|\n| 2005 | 3,0 |');
    expect(html).toContain('<th align="right">Beløb</th>');
    expect(html).toContain('<td>2005</td>');
  });

  test.each([
    [3, ['h3', 'h3', 'h4', 'h5', 'h6', 'h6']],
    [2, ['h2', 'h2', 'h3', 'h4', 'h5', 'h6']],
  ] as const)('has its headings begin at level %d, below those of the page', (top, names) => {
    const headings = [1, 2, 3, 4, 5, 6].map((level) => `${'#'.repeat(level)} Overskrift\n\n`).join('');
    expect(readTags(renderMarkdown(headings, top)).map(({ name }) => name)).toEqual(names);
  });

  test.each(['https://vejle.dk', 'http://vejle.dk', 'HTTPS://vejle.dk', ' https://vejle.dk'])(
    'tells that %j leads outside',
    (address) => {
      const [link] = readTags(renderMarkdown(`<a href="${address}">Vejle</a>`)).filter(({ name }) => name === 'a');
      expect(link?.attributes.rel).toBe('noopener noreferrer nofollow');
    },
  );

  test.each(['/erfaringer/mentorer', '#metode', 'mailto:post@vejle.dk', 'tel:+4576810000'])(
    'leaves the link %s as it is',
    (address) => {
      expect(renderMarkdown(`[Vejle](${address})`)).toBe(`<p><a href="${address}">Vejle</a></p>\n`);
    },
  );

  test('cannot set a rel, target, class or id of its own', () => {
    const html = renderMarkdown('<a href="/om" rel="me" target="_blank" class="button" id="q">Om</a>');
    expect(html).toBe('<p><a href="/om">Om</a></p>\n');
  });

  test('keeps what is shown as code, as text', () => {
    expect(renderMarkdown('`<script>alert(1)</script>`')).toBe(
      '<p><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>\n',
    );
  });

  test.each(attacks)('makes %j harmless', (attack) => {
    expectHarmless(renderMarkdown(attack));
  });

  test('is harmless whatever people write', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom<2 | 3>(2, 3), (markdown, top) => {
        expectHarmless(renderMarkdown(markdown, top));
      }),
      { numRuns: 1500 },
    );
  });
});

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

describe('marked text', () => {
  test('has its marks and nothing else as HTML', () => {
    expect(renderMarks(`<b>${MARK_START}job${MARK_END}</b> & "uddannelse"`)).toBe(
      '&lt;b&gt;<mark>job</mark>&lt;/b&gt; &amp; &quot;uddannelse&quot;',
    );
  });

  test('yields <mark> alone and keeps every word, whatever the text', () => {
    const part = fc.oneof(hostile, fc.constantFrom(MARK_START, MARK_END, '<mark>', '</mark>', '&lt;'));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const html = renderMarks(text);
        for (const tag of readTags(html)) expect(tag).toEqual({ name: 'mark', attributes: {} });
        const words = decodeEntities(html.replace(/<\/?mark>/g, ''));
        expect(words).toBe(text.replaceAll(MARK_START, '').replaceAll(MARK_END, ''));
      }),
    );
  });
});

test('escaped text holds no character that means something in HTML', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;');
});

test('JSON inside a script cannot end it and stays the same JSON', () => {
  const value = { title: '</script><script>alert(1)</script><!--', list: ['<', '&', '"'] };
  const json = renderJson(value);
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toEqual(value);
});
