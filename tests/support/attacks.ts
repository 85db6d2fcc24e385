import fc from 'fast-check';
import { texts } from './arbitraries.ts';

/** What people try in a text field to run a script, change a page or lead its readers away. */
export const attacks = [
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

/** Markdown with such attacks in it, whole and cut to pieces. */
export const hostile = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));
