import type { Db } from '../db/schema.ts';
import type { SynonymSet } from './list-synonyms.ts';

/** A line of the thesaurus as editors see it. */
export interface ThesaurusLine extends SynonymSet {
  id: number;
  /** For other editors: why it is so. */
  note: string;
  updatedAt: Date;
}

const collator = new Intl.Collator('da', { numeric: true });

/** All lines, by their first words. */
export async function listLines(db: Db): Promise<ThesaurusLine[]> {
  const lines = await selectLines(db).orderBy('id').execute();
  return lines.sort((a, b) => collator.compare(a.words[0] ?? '', b.words[0] ?? ''));
}

export async function findLine(db: Db, id: number): Promise<ThesaurusLine | undefined> {
  return selectLines(db).where('id', '=', id).executeTakeFirst();
}

function selectLines(db: Db) {
  return db.selectFrom('synonyms').select(['id', 'words', 'finds', 'note', 'updated_at as updatedAt']);
}

/** The thesaurus as it would be with `line` in the place of the line `id`, or as one more; without one, less it. */
export function withLine(lines: ThesaurusLine[], id: number | undefined, line?: SynonymSet): SynonymSet[] {
  const others = lines.filter((one) => one.id !== id).map(({ words, finds }) => ({ words, finds }));
  return line ? [...others, { words: line.words, finds: line.finds }] : others;
}

/** A word, and another line in which it stands first. */
export interface TakenWord {
  word: string;
  line: ThesaurusLine;
}

/** Which of `words` stand among the words of another line than `ownId`. */
export function findTakenWords(lines: ThesaurusLine[], words: string[], ownId?: number): TakenWord[] {
  const others = lines.filter(({ id }) => id !== ownId);
  return words.flatMap((word) =>
    others.filter((line) => line.words.some((other) => isSameWord(other, word))).map((line) => ({ word, line })),
  );
}

export function isSameWord(a: string, b: string): boolean {
  return a.toLocaleLowerCase('da') === b.toLocaleLowerCase('da');
}
