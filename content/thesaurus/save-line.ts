import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';
import { findLine, findTakenWords, isSameWord, listLines, type ThesaurusLine } from './list-lines.ts';

/** What an editor writes in a line. */
export interface LineText {
  words: string[];
  finds: string[];
  note: string;
}

export interface LineChange extends LineText {
  /** Words that the editor knows to stand in another line too. */
  agreed: string[];
}

/** Adds a line and returns its id. */
export async function addLine(db: Kysely<Schema>, acting: Acting, change: LineChange): Promise<number> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    await lockThesaurus(tx);
    await refuseTakenWords(tx, change, change.words);
    const { id } = await tx
      .insertInto('synonyms')
      .values({ ...columnsOf(change), updated_by: acting.actor?.id ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await auditLine(tx, acting, 'add', id, { after: sayLine(change) });
    return id;
  });
}

/** Changes a line that is still as it was at `basedOn`, so that nobody overwrites what she has not seen. */
export async function changeLine(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  change: LineChange,
  basedOn: Date,
): Promise<void> {
  demandEditor(acting);
  await db.transaction().execute(async (tx) => {
    const line = await lockLine(tx, id);
    if (isSameLine(line, change)) return;
    refuseOutdated(line, basedOn);
    const added = change.words.filter((word) => !line.words.some((old) => isSameWord(old, word)));
    await refuseTakenWords(tx, change, added, id);
    await tx
      .updateTable('synonyms')
      .set({ ...columnsOf(change), updated_by: acting.actor?.id ?? null, updated_at: new Date() })
      .where('id', '=', id)
      .execute();
    await auditLine(tx, acting, 'change', id, { before: sayLine(line), after: sayLine(change) });
  });
}

/** Deletes a line and returns what it was. */
export async function deleteLine(db: Kysely<Schema>, acting: Acting, id: number): Promise<ThesaurusLine> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    const line = await lockLine(tx, id);
    await tx.deleteFrom('synonyms').where('id', '=', id).execute();
    await auditLine(tx, acting, 'delete', id, { before: sayLine(line) });
    return line;
  });
}

function demandEditor({ actor }: Acting): void {
  if (!can(actor, 'thesaurus.edit', 'site')) throw new Forbidden('thesaurus.edit');
}

/** One change follows the other: whether a word stands in another line is to hold when this one is written. */
async function lockThesaurus(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('thesaurus'))`.execute(tx);
}

async function lockLine(tx: Db, id: number): Promise<ThesaurusLine> {
  await lockThesaurus(tx);
  const line = await findLine(tx, id);
  if (!line) throw new NotFound(`No line ${id} in the thesaurus`);
  return line;
}

function refuseOutdated({ updatedAt }: ThesaurusLine, basedOn: Date): void {
  if (updatedAt.getTime() === basedOn.getTime()) return;
  const message = 'En anden har ændret linjen, siden du åbnede den. Åbn den igen, og skriv din ændring ind.';
  throw new Refused([{ field: '', message }]);
}

/** A word in two lines finds what both say. That may be meant, but often the other line is the one to change. */
async function refuseTakenWords(tx: Db, { agreed }: LineChange, words: string[], ownId?: number): Promise<void> {
  const asked = words.filter((word) => !agreed.some((known) => isSameWord(known, word)));
  const taken = findTakenWords(await listLines(tx), asked, ownId);
  if (!taken.length) return;
  throw new Refused(
    taken.map(({ word, line }) => ({
      field: 'agreed',
      message: `»${word}« står også i linjen »${line.words.join(', ')}«.`,
    })),
  );
}

const columnsOf = ({ words, finds, note }: LineText) => ({ words, finds, note });
const sayLine = ({ words, finds }: LineText) => ({ words: words.join(', '), finds: finds.join(', ') });
const isSameLine = (a: LineText, b: LineText) => JSON.stringify(columnsOf(a)) === JSON.stringify(columnsOf(b));

async function auditLine(
  tx: Db,
  acting: Acting,
  action: 'add' | 'change' | 'delete',
  id: number,
  details: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await audit(tx, acting, { action: `synonyms.${action}`, objectType: 'synonyms', objectId: id, ...details });
}
