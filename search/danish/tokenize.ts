/** A word of a text, as written, and where it stands. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** Letters and digits; signs within a word part it, as the search engine parts it. */
const word = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text, at most the first `most`. */
export function tokenize(text: string, most = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    if (tokens.length >= most) break;
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}
