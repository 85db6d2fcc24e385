import { expect, test } from 'vitest';
import { adviseOn } from '../../public/write/advice.js';

const words = (count: number) => Array.from({ length: count }, () => 'ord').join(' ');

test.each([
  ['title', '', ''],
  ['title', 'Mentorer på arbejdspladsen', '3 ord.'],
  ['title', words(16), 'Titlen har 16 ord. Skriv højst 15.'],
  ['summary', words(20), 'Sammenfatningen har 20 ord. Skriv 75–150.'],
  [
    'summary',
    `${words(80)}.`,
    '80 ord. Teksten er meget svær (LIX 80). Skriv én ting i hver sætning, og brug kortere ord.',
  ],
  ['method', '## Sådan\n\n**Vi** fik [et link](https://eksempel.dk/en/lang/adresse).', '5 ord.'],
  ['method', '![En mentor](/filer/abc/mentor.png)\n\nVi fik job.', '3 ord.'],
])('under %s with %j stands %j', (field, markdown, advice) => {
  expect(adviseOn(field, markdown)).toBe(advice);
});

test.each(['['.repeat(100_000), '![]('.repeat(25_000), '[a]('.repeat(25_000), '[a](b'.repeat(20_000)])(
  'a long text of brackets is judged at once: %#',
  (markdown) => {
    const began = performance.now();
    adviseOn('method', markdown);
    expect(performance.now() - began).toBeLessThan(500);
  },
);
