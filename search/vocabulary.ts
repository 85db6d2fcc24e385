import type { Db } from '#content/db/schema.ts';
import { listSearchWords } from '#content/search-documents/search-words.ts';
import { isStopWord } from './danish/analyse.ts';
import { fold } from './danish/fold.ts';
import { createNearWords, findNear } from './danish/nearest.ts';

/** The words of all published entries, in memory. Words are asked for in lower case. */
export interface Vocabulary {
  /** Whether an entry holds the word, just so spelt. */
  has(surface: string): boolean;
  /** How many entries hold an analysed key or, behind an equals sign, a word just so spelt. */
  entries(lexeme: string): number;
  /** How many entries hold the word or key that most hold. */
  mostEntries: number;
  /** The words that begin so, or are this: at most `limit`, those that most entries hold first. */
  completions(prefix: string, limit: number): string[];
  /**
   * The word of the entries that was probably meant. Undefined when it is known itself, however its æ, ø and å are
   * written, and when none is near enough.
   */
  nearest(word: string): string | undefined;
}

/** In shorter words a slip makes another word. */
const SHORTEST_CORRECTED = 4;
/** From here on two slips are corrected. */
const LONG = 8;
const LONGEST_CORRECTED = 40;

export async function loadVocabulary(db: Db): Promise<Vocabulary> {
  const { words, entries } = await listSearchWords(db);
  return createVocabulary(words, entries);
}

/** `lexemes` as search_words holds them, each once, and the number of entries that hold each. */
export function createVocabulary(lexemes: string[], entries: ArrayLike<number>): Vocabulary {
  const order = lexemes.map((_, index) => index).sort((a, b) => compare(lexemes[a] ?? '', lexemes[b] ?? ''));
  const sorted = order.map((index) => lexemes[index] ?? '');
  const counts = Uint32Array.from(order, (index) => entries[index] ?? 0);
  const firstSurface = findPlace(sorted, '=');
  const endOfSurfaces = findPlace(sorted, '>');
  const near = createNearWords(sorted.slice(firstSurface, endOfSurfaces).map((lexeme) => fold(lexeme.slice(1))));

  const count = (lexeme: string) => {
    const place = findPlace(sorted, lexeme);
    return sorted[place] === lexeme ? (counts[place] ?? 0) : 0;
  };
  const completions = (prefix: string, limit: number) => {
    if (!prefix) return [];
    const [first, end] = [findPlace(sorted, `=${prefix}`), findPlace(sorted, `=${prefix}\uffff`)];
    const places = Array.from({ length: end - first }, (_, next) => first + next);
    const mostFirst = places.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
    return mostFirst.slice(0, limit).map((place) => sorted[place]?.slice(1) ?? '');
  };
  const isCorrection = (surface: string) => !/\d/.test(surface) && !isStopWord(surface);
  const nearest = (word: string) => {
    let best: { surface: string; rank: number[] } | undefined;
    findNear(near, word, word.length < LONG ? 1 : 2, (index, slips) => {
      const place = firstSurface + index;
      const surface = sorted[place]?.slice(1) ?? '';
      const rank = [slips, near.words[index]?.[0] === word[0] ? 0 : 1, -(counts[place] ?? 0)];
      if (slips === 0 || (isCorrection(surface) && (!best || isBefore(rank, best.rank)))) best = { surface, rank };
    });
    return best && best.rank[0] !== 0 ? best.surface : undefined;
  };

  return {
    has: (surface) => count(`=${surface}`) > 0,
    entries: count,
    mostEntries: counts.reduce((most, each) => Math.max(most, each), 0),
    completions,
    nearest: (word) => (isCorrectable(fold(word)) ? nearest(fold(word)) : undefined),
  };
}

function isCorrectable(folded: string): boolean {
  return folded.length >= SHORTEST_CORRECTED && folded.length <= LONGEST_CORRECTED && !/\d/.test(folded);
}

/** The index of the first of the sorted words that does not stand before `word`. */
function findPlace(sorted: string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] ?? '', word) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isBefore(a: number[], b: number[]): boolean {
  const difference = a.findIndex((value, index) => value !== b[index]);
  return difference >= 0 && (a[difference] ?? 0) < (b[difference] ?? 0);
}
