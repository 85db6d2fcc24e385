import { expect, test } from 'vitest';
import { mailText } from '#server/jobs/mail-text.ts';

const inMail = (html: string) =>
  mailText(`<!doctype html>\n<html>\n<body style="x">\n<div>\n${html}\n</div>\n</body>\n</html>`);

test('a mail as text keeps its paragraphs apart and its words together', () => {
  const html = '<p>Din <strong>nye</strong> erfaring:</p>\n<p><strong>Mentorer</strong></p>\n<p>Tak for\nden.</p>';
  expect(inMail(html)).toBe('Din nye erfaring:\n\nMentorer\n\nTak for den.\n');
});

test('a link in a mail as text shows its address, and an entity its character', () => {
  expect(inMail('<p><a class="b" href="https://x.dk/?a=1&amp;b=2">Se &lt;her&gt;</a></p>')).toBe(
    'Se <her>:\nhttps://x.dk/?a=1&b=2\n',
  );
});

test('a line break in a mail stays one', () => {
  expect(inMail('<p>Første<br>\nAnden</p>')).toBe('Første\nAnden\n');
});
