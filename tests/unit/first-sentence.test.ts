import { expect, test } from 'vitest';
import { firstSentence } from '#server/presenters/collections/first-sentence.ts';

test.each([
  ['', ''],
  ['Kun én.', 'Kun én.'],
  ['Virker det? Ja, det gør det.', 'Virker det?'],
  ['# Overskrift\n\nTeksten **begynder** her. Og går videre.', 'Teksten begynder her.'],
  ['- et punkt\n- et til\n\n> Et citat.\n\nSå kommer [teksten](https://eksempel.dk).', 'Så kommer teksten.'],
  ['# Kun en overskrift', ''],
  ['<script>alert(1)</script>\n\nOrd & <b>tegn</b> < 3.', 'Ord & tegn < 3.'],
])('the first sentence of %j is %j', (markdown, sentence) => {
  expect(firstSentence(markdown)).toBe(sentence);
});

test('a long sentence ends at a whole word', () => {
  const sentence = firstSentence(`${'langsomt '.repeat(60)}.`);
  expect(sentence).toMatch(/^(langsomt )+…$/);
  expect(sentence.length).toBeLessThanOrEqual(222);
});
