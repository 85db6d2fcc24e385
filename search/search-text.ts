import { keysOf } from './danish/analyse.ts';
import { tokenize } from './danish/tokenize.ts';
import type { EntryDocument } from './document.ts';
import { facets } from './facets.ts';

/** Between two fields: no phrase reaches from one into the next. */
const FIELD_GAP = 10;
/** Postgres counts no further. Words beyond share this place, and the places right before it stay free. */
const LAST_POSITION = 16_383;
const LAST_OWN_POSITION = LAST_POSITION - 2;
/** Postgres keeps no more of a lexeme. */
const MAX_POSITIONS = 255;
/** Longer ones are no words, and nobody types them. */
const LONGEST_WORD = 100;
/** Postgres takes 2^20 of a tsvector: its lexemes and two bytes a position. One word more than this fits too. */
const MAX_BYTES = 1_000_000;

/** The fields as the engine searches them, the most telling first, with the weight that Postgres knows them by. */
const weightedFields: { weight: string; texts(document: EntryDocument): string[] }[] = [
  { weight: 'A', texts: ({ title }) => [title] },
  { weight: 'B', texts: ({ one_liner }) => [one_liner] },
  { weight: 'C', texts: ({ terms, places, organisation }) => [...terms, ...places, organisation] },
  { weight: '', texts: ({ text }) => text.split('\n') },
];

/** A word as it is looked up when its spelling counts: told from analysed keys by the equals sign. */
export function surfaceLexeme(word: string): string {
  return `=${word.toLowerCase().normalize('NFC')}`;
}

/** A lexeme as it stands in the text of a tsvector or tsquery. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, (sign) => sign + sign)}'`;
}

export function isSearchable(word: string): boolean {
  return word.length > 0 && word.length <= LONGEST_WORD && !word.includes('\0');
}

/**
 * A document's words as the text of a tsvector: each word's analysed keys and its surface, at its place. A text that is
 * too long for one loses its end.
 */
export function toSearchText(document: EntryDocument): string {
  const text = createText();
  for (const { weight, texts } of weightedFields)
    for (const field of texts(document)) {
      for (const { text: word } of tokenize(field)) {
        if (text.isFull()) return text.toString();
        const lexemes = isSearchable(word) ? [surfaceLexeme(word), ...keysOf(word)] : [];
        text.addWord(lexemes.filter(Boolean), weight); // of a word that is only accents, folding leaves nothing
      }
      text.endField();
    }
  return text.toString();
}

/** A document's facet values as `facet:value`. */
export function toFacetValues(document: EntryDocument): string[] {
  return facets.flatMap(({ name }) => document[name].map((value) => `${name}:${value}`));
}

function createText() {
  const places = new Map<string, string[]>();
  let position = 1;
  let bytes = 0;
  const addLexeme = (lexeme: string, place: string) => {
    const known = places.get(lexeme) ?? [];
    const size = known.length ? 2 : Buffer.byteLength(lexeme) + 6;
    if (known.length >= MAX_POSITIONS || known.at(-1) === place) return;
    bytes += size;
    known.push(place);
    places.set(lexeme, known);
  };
  return {
    addWord: (lexemes: string[], weight: string) => {
      const place = `${position > LAST_OWN_POSITION ? LAST_POSITION : position}${weight}`;
      for (const lexeme of lexemes) addLexeme(lexeme, place);
      position += 1;
    },
    endField: () => {
      position += FIELD_GAP;
    },
    isFull: () => bytes >= MAX_BYTES,
    toString: () => [...places].map(([lexeme, at]) => `${quoteLexeme(lexeme)}:${at.join(',')}`).join(' '),
  };
}
