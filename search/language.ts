import type { Db } from '#content/db/schema.ts';
import { findSearchWords } from '#content/search-documents/search-words.ts';
import { keysOf } from './danish/analyse.ts';
import { surfaceLexeme } from './search-text.ts';
import type { Thesaurus } from './thesaurus.ts';
import { type Language, wordsOf } from './understand.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What the query `q` is understood by. The vocabulary in memory may be older than an entry published a moment ago, so
 * the database is asked for the words that it does not know.
 */
export async function prepareLanguage(
  db: Db,
  q: string,
  vocabulary: Vocabulary,
  thesaurus: Thesaurus,
): Promise<Language> {
  const lexemes = wordsOf(q).flatMap((word) => [surfaceLexeme(word), ...keysOf(word)]);
  const unknown = lexemes.filter((lexeme) => vocabulary.entries(lexeme) === 0);
  const found = new Set(await findSearchWords(db, unknown));
  const holds = (lexeme: string) => vocabulary.entries(lexeme) > 0 || found.has(lexeme);
  return {
    thesaurus,
    hasWord: (word) => holds(surfaceLexeme(word)),
    hasKey: holds,
    beginsWord: vocabulary.beginsWord,
    nearest: vocabulary.nearest,
  };
}
