import { isStopWord, keysOf } from './danish/analyse.ts';
import { isKnownWord } from './danish/compounds.ts';
import { fold, spell } from './danish/fold.ts';
import { lazily } from './danish/lazily.ts';
import { tokenize } from './danish/tokenize.ts';
import { readWordLists } from './danish/word-lists.ts';
import type { Thesaurus } from './thesaurus.ts';

/** What a query asks for. `understand` makes it from what was typed; engine and database are searched by it alike. */
export interface Understood {
  /** What must not be missing: every hit holds each of these as neighbouring words, just so spelt. In lower case. */
  phrases: string[][];
  /** What no hit may hold: from `-word` the word in any form, from `-"some words"` just these, which have no keys. */
  excluded: Concept[];
  /** The other words that say something, in the order typed. */
  concepts: Concept[];
  /** How a word of each hit begins, in lower case: the last word while it is no known word. Else empty. */
  prefix: string;
  /** What that word may become, analysed, the most usual first: a hit that holds all keys of any one will do. */
  completions: string[][];
  /** Words that were taken for misspelt. */
  corrections: Correction[];
}

/** One word of a query, or several that the thesaurus takes for one, and what they find. */
export interface Concept {
  /** In lower case, corrected. */
  word: string;
  /** Analysed; a compound has the keys of its parts, and a hit holds them all. */
  keys: string[];
  /** Other ways to say it, from the thesaurus, analysed: a hit that holds all keys of any one will do. */
  synonyms: string[][];
  /** It says little (ordning, indsats, projekt): the first to be given up. */
  minor: boolean;
}

export interface Correction {
  from: string;
  to: string;
}

/** What a query is understood by: the words that published entries hold, and the thesaurus. */
export interface Language {
  thesaurus: Thesaurus;
  /** Whether entries hold the word, in lower case, or the analysed key. */
  hasWord(word: string): boolean;
  hasKey(key: string): boolean;
  /** The words of the entries that begin so, at most `limit`, those in most entries first. */
  completions(prefix: string, limit: number): string[];
  /** The word of the entries that was probably meant. */
  nearest(word: string): string | undefined;
}

/** More than any question has; the search engine reads no more. */
const MOST_WORDS = 10;
const SHORTEST_PREFIX = 2;
/** An unfinished word may become many; the rarer ones are hardly what was meant. */
const WORDS_BEGUN = 100;
const MOST_COMPLETIONS = 8;

const keysOfList = (name: string) => lazily(() => new Set(readWordLists(name).flat().flatMap(keysOf)));
const minorKeys = keysOfList('minor-words');
const commonKeys = keysOfList('common-words');

/** Whether the key says little of an entry: ordning, indsats, projekt. */
export function isMinor(key: string): boolean {
  return minorKeys().has(key);
}

/** Whether most entries say it: flygtning, integration. */
export function isCommon(key: string): boolean {
  return commonKeys().has(key);
}

/** Reads a query: `"exact words"`, `-without`, and words that are found in all their forms. Takes any text. */
export function understand(q: string, language: Language): Understood {
  const { phrases, excluded, words } = readSigns(q);
  const telling = words.filter((word) => !isStopWord(word)).slice(0, MOST_WORDS);
  const said = telling.filter((word) => keysOf(word).length);
  // Too long to be analysed, or no word: looked for as it stands.
  const strange = telling.filter((word) => !keysOf(word).length).map((word) => [word]);
  const last = said.at(-1) ?? '';
  const completions = last === words.at(-1) && mayBeUnfinished(last, language) ? completeWord(last, language) : [];
  const prefix = completions.length ? last : '';
  const whole = (prefix ? said.slice(0, -1) : said).map((word) => ({ from: word, to: correct(word, language) }));
  return {
    // Words that carry the grammar alone are all there is to look for: then just as typed.
    phrases: telling.length || phrases.length || !words.length ? [...phrases, ...strange] : [words],
    excluded: excluded.map((each) => ({ ...each, synonyms: [], minor: false })),
    concepts: toConcepts(
      whole.map(({ to }) => to),
      language.thesaurus,
    ),
    prefix,
    completions,
    corrections: whole.filter(({ from, to }) => from !== to),
  };
}

/** Whether nothing was asked for, or only what is not wanted. */
export function asksForNothing({ phrases, concepts, prefix }: Understood): boolean {
  return !phrases.length && !concepts.length && !prefix;
}

const signs = /(?<![\p{L}\p{N}])(-?)"([^"]*)"|(?<=^|\s)-([\p{L}\p{N}][^\s"]*)/gu;

function readSigns(q: string) {
  const phrases: string[][] = [];
  const excluded: Pick<Concept, 'word' | 'keys'>[] = [];
  const text = q.replace(/[»«“”„‟]/g, '"').replace(signs, (_, minus: string, quoted: string, word: string) => {
    const words = wordsOf(quoted ?? word);
    if (minus && words.length) excluded.push({ word: words.join(' '), keys: [] });
    else if (word !== undefined) excluded.push(...toUnwanted(words));
    else if (words.length) phrases.push(words);
    return ' ';
  });
  return { phrases, excluded, words: wordsOf(text) };
}

function toUnwanted(words: string[]) {
  return words.map((word) => ({ word, keys: keysOf(word) })).filter(({ keys }) => keys.length);
}

/** The words of a text in lower case. */
export function wordsOf(text: string): string[] {
  return tokenize(text).map((token) => token.text.toLowerCase().normalize('NFC'));
}

function mayBeUnfinished(word: string, { hasWord, hasKey, thesaurus }: Language): boolean {
  if (word.length < SHORTEST_PREFIX || hasWord(word)) return false;
  const keys = keysOf(word);
  return !keys.every(hasKey) && !thesaurus.alternatives(keys).length;
}

/**
 * The keys of each word that begins so, the most usual first; none that hold those of another, since what holds them
 * holds the others too.
 */
export function completeWord(prefix: string, { completions }: Pick<Language, 'completions'>): string[][] {
  const ways = completions(prefix, WORDS_BEGUN)
    .map(keysOf)
    .filter((keys) => keys.length);
  const isFirst = (keys: string[], index: number) => ways.findIndex((each) => each.join() === keys.join()) === index;
  const isNeeded = (keys: string[]) =>
    !ways.some((other) => other.length < keys.length && other.every((key) => keys.includes(key)));
  return ways.filter((keys, index) => isFirst(keys, index) && isNeeded(keys)).slice(0, MOST_COMPLETIONS);
}

/** The word as it was probably meant; a word that entries, thesaurus or dictionary know is meant as it is. */
function correct(word: string, { hasWord, hasKey, thesaurus, nearest }: Language): string {
  const keys = keysOf(word);
  if (hasWord(word) || keys.every(hasKey) || thesaurus.alternatives(keys).length || isKnownWord(spell(word)))
    return word;
  const meant = nearest(word);
  return meant && fold(meant) !== fold(word) ? meant : word;
}

/** Words that the thesaurus knows together become one concept, the most words first. */
function toConcepts(words: string[], thesaurus: Thesaurus): Concept[] {
  const concepts: Concept[] = [];
  for (let start = 0; start < words.length; ) {
    const [taken, concept] = longestConcept(words.slice(start), thesaurus);
    if (!concepts.some(({ keys }) => keys.join() === concept.keys.join())) concepts.push(concept);
    start += taken;
  }
  return concepts;
}

function longestConcept(words: string[], thesaurus: Thesaurus): [taken: number, concept: Concept] {
  for (let count = Math.min(words.length, thesaurus.longest); count > 1; count--) {
    const concept = toConcept(words.slice(0, count), thesaurus);
    if (concept.synonyms.length) return [count, concept];
  }
  return [1, toConcept(words.slice(0, 1), thesaurus)];
}

function toConcept(words: string[], thesaurus: Thesaurus): Concept {
  const keys = words.flatMap(keysOf);
  return {
    word: words.join(' '),
    keys,
    synonyms: thesaurus.alternatives(keys),
    minor: keys.every(isMinor),
  };
}
