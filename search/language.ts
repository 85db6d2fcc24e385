import type { Db } from '#content/db/schema.ts';
import { findSearchWords, findSearchWordsBeginning } from '#content/search-documents/search-words.ts';
import { keysOf } from './danish/analyse.ts';
import { isSearchable, surfaceLexeme } from './search-text.ts';
import type { Thesaurus } from './thesaurus.ts';
import { type Language, wordsOf } from './understand.ts';
import type { KeptVocabulary } from './vocabulary-cache.ts';

const MOST_NEW_COMPLETIONS = 10;

/**
 * What the query `q` is understood by. The vocabulary in memory may be older than an entry published a moment ago, so
 * the database is asked for the words that it does not know.
 */
export async function prepareLanguage(
  db: Db,
  q: string,
  vocabulary: KeptVocabulary,
  thesaurus: Thesaurus,
): Promise<Language> {
  const words = wordsOf(q);
  const lexemes = words.flatMap((word) => [surfaceLexeme(word), ...keysOf(word)]);
  const mayBeNew = !vocabulary.isCurrent();
  const unknown = mayBeNew ? lexemes.filter((lexeme) => vocabulary.entries(lexeme) === 0) : [];
  const last = words.at(-1) ?? '';
  const isNewBeginning = mayBeNew && !vocabulary.completions(last, 1).length && isSearchable(last);
  const [newWords, newCompletions] = await Promise.all([
    findSearchWords(db, unknown),
    isNewBeginning ? findSearchWordsBeginning(db, surfaceLexeme(last), MOST_NEW_COMPLETIONS) : [],
  ]);
  const found = new Set(newWords);
  const holds = (lexeme: string) => vocabulary.entries(lexeme) > 0 || found.has(lexeme);
  return {
    thesaurus,
    hasWord: (word) => holds(surfaceLexeme(word)),
    hasKey: holds,
    completions: (prefix, limit) =>
      isNewBeginning && prefix === last
        ? newCompletions.map((lexeme) => lexeme.slice(1)).slice(0, limit)
        : vocabulary.completions(prefix, limit),
    nearest: vocabulary.nearest,
  };
}
