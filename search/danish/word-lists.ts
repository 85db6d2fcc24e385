import { readFileSync } from 'node:fs';

/** The lines of `words/<name>.txt` as lists of words; what follows # is for the reader. */
export function readWordLists(name: string): string[][] {
  const text = readFileSync(new URL(`words/${name}.txt`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)
    .map((line) => line.split(/\s+/));
}
