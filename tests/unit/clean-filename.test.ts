import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFilename } from '#content/attachments/clean-filename.ts';

test.each([
  ['Årsrapport 2006.pdf', 'Årsrapport 2006.pdf'],
  ['rapport.PDF', 'rapport.pdf'],
  ['rapport', 'rapport.pdf'],
  ['rapport.v2.docx', 'rapport.v2.pdf'],
  ['C:\\Users\\anne\\rapport.pdf', 'rapport.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['.htaccess', 'fil.pdf'],
  ['', 'fil.pdf'],
  ['a\u202Efdp.exe', 'afdp.pdf'],
  ['a\u200B\u0000\n b .pdf', 'a b.pdf'],
  ['a"b<c>d%22.pdf', 'a-b-c-d-.pdf'],
  ['e\u0301.pdf', 'é.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(100)}.pdf`],
])('%j is offered as %j', (name, clean) => {
  expect(cleanFilename(name, 'pdf')).toBe(clean);
});

test('a name holds no folder and no hidden sign and ends as its content does, whatever it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (name) => {
      const clean = cleanFilename(name, 'png');
      expect(clean).toMatch(/^[^/\\\p{C}<>:"|?*]+\.png$/u);
      expect(clean).not.toMatch(/^[.\s]/);
      expect(cleanFilename(clean, 'png')).toBe(clean);
    }),
  );
});
