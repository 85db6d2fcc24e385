/** What is compared of an entry. Plain words, without Markdown. */
export interface ComparedText {
  title: string;
  summary: string;
}

/** From here on two entries may well be the same one. Tuned on the starter content (tests/unit/likeness.test.ts). */
export const ALIKE = 0.5;

/** Shorter words carry the grammar, not the subject. */
const SHORTEST_WORD = 4;

/** How much two entries say the same: 0 shares no word, 1 says the same words. */
export function likeness(a: ComparedText, b: ComparedText): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (!first.size || !second.size) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return (2 * shared) / (first.size + second.size);
}

/** The different words of a text in lower case, the longest first: those say most about it. */
export function tellingWords(text: string): string[] {
  return [...wordsOf({ title: '', summary: text })].sort((a, b) => b.length - a.length);
}

function wordsOf({ title, summary }: ComparedText): Set<string> {
  const words = `${title} ${summary}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}
