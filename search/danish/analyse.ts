import { partsToStem } from './compounds.ts';
import { fold, spell } from './fold.ts';
import { createRecent } from './recent.ts';
import { stem } from './stem.ts';
import { tokenize } from './tokenize.ts';
import { readWordLists } from './word-lists.ts';

/** A longer word is no word, and would only fill the index. */
const LONGEST_WORD = 100;
/** Words kept in memory with their keys: more than a large archive uses often. A new one costs 50 µs. */
const KEPT_WORDS = 100_000;

const stopWords = new Set(readWordLists('stop-words').flat().map(spell));
const kept = createRecent<string[]>(KEPT_WORDS);

/**
 * What a word is searched by: its folded stem; for a compound those of its parts, in their order. None for a word that
 * carries the grammar alone. Kommunernes gives kommun, virksomhedspraktik gives virksom and praktik.
 */
export function keysOf(word: string): string[] {
  const known = kept.get(word);
  if (known) return known;
  const keys = makeKeys(word);
  kept.set(word, keys);
  return keys;
}

/** The keys of a text in their order. */
export function analyse(text: string): string[] {
  return tokenize(text).flatMap(({ text: word }) => keysOf(word));
}

/** Keys as the search engine gets them: a letter in front tells them from written words in the same query. */
export function markedKeys(keys: string[]): string {
  return keys.map((key) => `x${key}`).join(' ');
}

/** A text's keys as the search engine gets them. */
export function markedText(text: string): string {
  return markedKeys(analyse(text));
}

export function isStopWord(word: string): boolean {
  return stopWords.has(spell(word));
}

function makeKeys(word: string): string[] {
  // A sign may stand for words: U+FDFA for four.
  const spelt = spell(word).replace(/\s/g, '');
  if (!spelt || spelt.length > LONGEST_WORD || stopWords.has(spelt)) return [];
  return partsToStem(spelt).map((part) => fold(stem(part)));
}
