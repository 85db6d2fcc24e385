import { escapeHtml, type Html, MARK_END, MARK_START, renderMarks } from '#content/markdown.ts';
import { keysOf } from './danish/analyse.ts';
import { type Token, tokenize } from './danish/tokenize.ts';
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
      const tokens = tokenize(text);
      const best = bestStart(tokens, answers, askedFor);
      const first = Math.min(best, Math.max(0, tokens.length - SNIPPET_WORDS));
      const shown = tokens.slice(first, first + SNIPPET_WORDS);
      const start = first > 0 ? (shown[0]?.start ?? 0) : 0;
      const isToTheEnd = first + SNIPPET_WORDS >= tokens.length;
      const end = isToTheEnd ? text.length : (shown.at(-1)?.end ?? text.length);
      return `${first > 0 ? '… ' : ''}${markIn(text, shown, start, end)}${isToTheEnd ? '' : ' …'}` as Html;
    },
  };
}

/** Where the stretch of words begins that answers the most; the first of several. Nothing is read beyond what will do. */
function bestStart(tokens: Token[], answers: (token: Token) => number, askedFor: number): number {
  const seenAt = new Map<number, number>();
  let best = 0;
  let most = 0;
  for (let at = 0; at < Math.min(tokens.length, MOST_WORDS) && most < askedFor; at++) {
    const answer = answers(tokens[at] as Token);
    if (answer < 0) continue;
    seenAt.set(answer, at);
    const within = [...seenAt.values()].filter((seen) => seen > at - SNIPPET_WORDS + LEAD_IN);
    if (within.length <= most) continue;
    most = within.length;
    best = Math.min(...within);
  }
  return Math.max(0, best - LEAD_IN);
}
