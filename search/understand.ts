/** What a query asks for. `understand` makes it from what was typed; engine and database are searched by it alike. */
export interface Understood {
  /** What must not be missing: every hit holds each of these as neighbouring words, just so spelt. In lower case. */
  phrases: string[][];
  /** What no hit may hold, from `-word`. */
  excluded: Concept[];
  /** The other words that say something, in the order typed. */
  concepts: Concept[];
  /** How a word of each hit begins, in lower case: the last word while it is no known word. Else empty. */
  prefix: string;
  /** Words that were taken for misspelt. */
  corrections: { from: string; to: string }[];
}

/** One word of a query, and what it finds. */
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
