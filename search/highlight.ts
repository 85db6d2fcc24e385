import { escapeHtml, type Html, MARK_END, MARK_START, renderMarks } from '#content/markdown.ts';
import { keysOf } from './danish/analyse.ts';
import { readTokens, type Token, tokenize } from './danish/tokenize.ts';
import type { Understood } from './understand.ts';

const SNIPPET_WORDS = 30;
/** Words before the first matching one. */
const LEAD_IN = 6;
/** Words looked through for a snippet; the beginning of a very long text has to do. */
const MOST_WORDS = 3000;

/** Marks what a query found, and picks the part of a text that answers it best. */
export interface Highlighter {
  mark(text: string): Html;
  /** Some thirty words, with the most different words that were asked for. */
  snippet(text: string): Html;
}

export function createHighlighter({ concepts, phrases, prefix }: Understood): Highlighter {
  const wanted = new Map<string, number>();
  for (const [index, { keys, synonyms }] of concepts.entries())
    for (const key of [...keys, ...synonyms.flat()]) if (!wanted.has(key)) wanted.set(key, index);
  const inPhrases = new Set(phrases.flat());
  const known = new Map<string, number>();

  /** Which of the things asked for the word answers; -1 when none. */
  const look = (word: string): number => {
    const lower = word.toLowerCase();
    const key = keysOf(lower).find((each) => wanted.has(each));
    if (key !== undefined) return wanted.get(key) ?? -1;
    return inPhrases.has(lower) || (prefix && lower.startsWith(prefix)) ? concepts.length : -1;
  };
  const answers = ({ text }: Token): number => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = look(text);
    known.set(text, found);
    return found;
  };
  const markIn = (text: string, tokens: Token[], start: number, end: number): Html => {
    let marked = '';
    let done = start;
    for (const token of tokens) {
      if (answers(token) < 0) continue;
      marked += text.slice(done, token.start) + MARK_START + text.slice(token.start, token.end) + MARK_END;
      done = token.end;
    }
    return renderMarks(marked + text.slice(done, end));
  };
  const askedFor = concepts.length + Number(inPhrases.size > 0 || prefix !== '');
  const isPlain = !wanted.size && !inPhrases.size && !prefix;

  return {
    mark: (text) => (isPlain ? escapeHtml(text) : markIn(text, tokenize(text), 0, text.length)),
    snippet: (text) => {
      const tokenAt = readTokens(text);
      let first = bestStart(tokenAt, answers, askedFor);
      const isToTheEnd = !tokenAt(first + SNIPPET_WORDS);
      while (first > 0 && !tokenAt(first + SNIPPET_WORDS - 1)) first -= 1;
      const shown = Array.from({ length: SNIPPET_WORDS }, (_, next) => tokenAt(first + next)).filter(
        (token) => !!token,
      );
      const start = first > 0 ? (shown[0]?.start ?? 0) : 0;
      const end = isToTheEnd ? text.length : (shown.at(-1)?.end ?? text.length);
      return `${first > 0 ? '… ' : ''}${markIn(text, shown, start, end)}${isToTheEnd ? '' : ' …'}` as Html;
    },
  };
}

/** Where the stretch of words begins that answers the most; the first of several. Nothing is read beyond what will do. */
function bestStart(
  tokenAt: (at: number) => Token | undefined,
  answers: (token: Token) => number,
  askedFor: number,
): number {
  const seenAt = new Map<number, number>();
  let best = 0;
  let most = 0;
  for (let at = 0; at < MOST_WORDS && most < askedFor; at++) {
    const token = tokenAt(at);
    if (!token) break;
    const answer = answers(token);
    if (answer < 0) continue;
    seenAt.set(answer, at);
    const within = [...seenAt.values()].filter((seen) => seen > at - SNIPPET_WORDS + LEAD_IN);
    if (within.length <= most) continue;
    most = within.length;
    best = Math.min(...within);
  }
  return Math.max(0, best - LEAD_IN);
}
