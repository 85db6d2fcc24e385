/** A word of a text, as written, and where it stands. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** Letters and digits; signs within a word part it, as the search engine parts it. */
const word = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text. */
export function tokenize(text: string): Token[] {
  return Array.from(text.matchAll(word), toToken);
}

/** Gives a text's words one by one, as far as they are asked for; undefined beyond the last. */
export function readTokens(text: string): (at: number) => Token | undefined {
  const matches = text.matchAll(word);
  const tokens: Token[] = [];
  return (at) => {
    while (tokens.length <= at) {
      const { value, done } = matches.next();
      if (done) return undefined;
      tokens.push(toToken(value));
    }
    return tokens[at];
  };
}

function toToken(match: RegExpExecArray): Token {
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}
