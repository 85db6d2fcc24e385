import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, MARK_END, MARK_START, renderJson, renderMarkdown, renderMarks } from '#content/markdown.ts';
import { attacks, hostile } from '../support/attacks.ts';
import { decodeEntities, readTags } from '../support/html.ts';

const allowed: Record<string, string[]> = {
  ...Object.fromEntries(
    ['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'].map((t) => [t, []]),
  ),
  ...Object.fromEntries(['ul', 'li', 'strong', 'em', 'del', 'table', 'thead', 'tbody', 'tr'].map((t) => [t, []])),
  ...{ a: ['href', 'rel'], ol: ['start'], th: ['align'], td: ['align'], img: ['src', 'alt'] },
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
      if (attribute === 'src') expect(value).toMatch(/^\/filer\/[\w-]+\/[^/\\]+$/);
    }
  }
}

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

  test('may hold pictures of this site that say what they show', () => {
    expect(renderMarkdown('![En mentor](/filer/a-b_1/billede%20%281%29.jpg)')).toBe(
      '<p><img src="/filer/a-b_1/billede%20%281%29.jpg" alt="En mentor" /></p>\n',
    );
  });

  test.each([
    '![](/filer/a/b.jpg)',
    '![ ](/filer/a/b.jpg)',
    '<img src="/filer/a/b.jpg">',
    '![Kort](https://ond.dk/filer/a/b.jpg)',
    '![Kort](//ond.dk/filer/a/b.jpg)',
    '![Kort](/filer/a/../../log-ud)',
    '![Kort](filer/a/b.jpg)',
    '![Kort](data:image/png;base64,AAAA)',
    '![Kort](/erfaringer/mentorer)',
  ])('has no picture where it says %j', (markdown) => {
    expect(readTags(renderMarkdown(markdown)).map(({ name }) => name)).not.toContain('img');
  });

  test('gives a picture nothing but its address and its words', () => {
    const html = renderMarkdown('<img src="/filer/a/b.jpg" alt="Kort" onerror="alert(1)" style="x" srcset="//ond.dk">');
    expect(html).toBe('<img src="/filer/a/b.jpg" alt="Kort" />');
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
