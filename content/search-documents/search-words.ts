import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

export interface CountedWords {
  /** In the order of their bytes. */
  words: string[];
  /** How many entries hold each. */
  entries: Uint32Array;
}

/** All words of search_documents. They come as two long texts: a hundred thousand rows would take ten times as long. */
export async function listSearchWords(db: Db): Promise<CountedWords> {
  const { rows } = await sql<{ words: string | null; entries: string | null }>`
    select string_agg(word, ' ' order by word) as words, string_agg(entries::text, ' ' order by word) as entries
    from search_words where entries > 0`.execute(db);
  const [row] = rows;
  if (!row?.words || !row.entries) return { words: [], entries: new Uint32Array() };
  return { words: row.words.split(' '), entries: Uint32Array.from(row.entries.split(' '), Number) };
}

/** Those of `words` that stand in search_documents now. */
export async function findSearchWords(db: Db, words: string[]): Promise<string[]> {
  if (!words.length) return [];
  const { rows } = await sql<{ word: string }>`
    select word from search_words where word = any(${words}::text[]) and entries > 0`.execute(db);
  return rows.map(({ word }) => word);
}

/** Those that begin so, at most `limit`, those in most entries first. */
export async function findSearchWordsBeginning(db: Db, beginning: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from search_words where word ^@ ${beginning} and entries > 0 order by entries desc, word limit ${limit}
  `.execute(db);
  return rows.map(({ word }) => word);
}
