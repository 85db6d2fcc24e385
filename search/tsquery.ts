import { canBeLoosened } from './query.ts';
import { isSearchable, quoteLexeme, surfaceLexeme } from './search-text.ts';
import { type Concept, isMinor, type Understood } from './understand.ts';

/** What is searched for, as texts of tsqueries. Empty asks for nothing. */
export interface QueryTexts {
  /** Matches what holds everything that is asked for. */
  all: string;
  /** Matches what holds any of the words that say something; the same as `all` where no word may be given up. */
  any: string;
  /** What stands further up the more of it an entry holds: each concept, and each part of a compound. */
  parts: { matching: string; weight: number }[];
  /** Every word that counts in favour of an entry. */
  words: string;
}

/** No document holds it. */
const NOTHING = quoteLexeme('=');
/** What a concept that says little counts, and a part of a compound, beside a concept that says something. */
const MINOR_WEIGHT = 0.25;
const PART_WEIGHT = 0.25;

export function toQueryTexts(understood: Understood): QueryTexts {
  const { phrases, excluded, concepts, prefix } = understood;
  const unwanted = excluded.map((concept) => `!${exactly(concept)}`);
  const begun = prefix ? [beginning(prefix)] : [];
  const wanted = concepts.map((concept) => either(alternatives(concept)));
  const all = [...phrases.filter((words) => words.length).map(phrase), ...begun, ...unwanted, ...wanted].join(' & ');
  const major = concepts.filter(({ minor }) => !minor);
  const any = either(
    (major.length ? major : concepts).flatMap((concept) => [...alternatives(concept), ...partsOf(concept)]),
  );
  return {
    all,
    any: canBeLoosened(understood) && concepts.length ? [...unwanted, any].join(' & ') : all,
    parts: [
      ...concepts.map((concept, index) => ({
        matching: wanted[index] ?? '',
        weight: concept.minor ? MINOR_WEIGHT : 1,
      })),
      ...concepts.flatMap(partsOf).map((matching) => ({ matching, weight: PART_WEIGHT })),
      ...begun.map((matching) => ({ matching, weight: 1 })),
    ],
    words: anyOf([...phrases.flat().map(surfaceLexeme), ...concepts.flatMap(lexemes)]),
  };
}

/** The parts of a compound, each by itself; those that say little are not looked for alone. */
function partsOf({ keys }: Concept): string[] {
  return keys.length > 1 ? keys.filter((key) => key && !isMinor(key)).map(lexeme) : [];
}

function anyOf(lexemes: string[]): string {
  return [...new Set(lexemes)].map(lexeme).join(' | ');
}

function lexemes({ word, keys, synonyms }: Concept): string[] {
  return [surfaceLexeme(word), ...keys, ...synonyms.flat()].filter(Boolean);
}

/** The ways to say a concept: one that has no keys is looked up as it is spelt. */
function alternatives({ word, keys, synonyms }: Concept): string[] {
  const ways = [keys, ...synonyms].map((way) => way.filter(Boolean)).filter((way) => way.length);
  return ways.length ? ways.map((way) => `(${way.map(lexeme).join(' & ')})`) : [lexeme(surfaceLexeme(word))];
}

/** A word that is not wanted: a compound's parts stand at one place. */
function exactly({ word, keys }: Concept): string {
  return keys.length ? `(${keys.map(lexeme).join(' <0> ')})` : phrase(word.split(' '));
}

function either(texts: string[]): string {
  return `(${texts.join(' | ')})`;
}

function phrase(words: string[]): string {
  return `(${words.map((word) => lexeme(surfaceLexeme(word))).join(' <-> ')})`;
}

function beginning(prefix: string): string {
  return isSearchable(prefix) ? `${quoteLexeme(surfaceLexeme(prefix))}:*` : NOTHING;
}

/** The tsquery of one lexeme. Postgres refuses one that is too long. */
export function lexeme(text: string): string {
  return isSearchable(text.replace(/^=/, '')) ? quoteLexeme(text) : NOTHING;
}
