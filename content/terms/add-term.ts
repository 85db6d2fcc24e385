import { type Kysely, sql } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, Schema, Vocabulary } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { slugFromTitle, unusedSlug } from '../slug.ts';
import { auditTerm, demandEditor, lockVocabularies, refuseTakenLabel, type TermText } from './current-terms.ts';

interface NewTerm extends TermText {
  id: number;
  slug: string;
}

/** Adds a term at the end of a vocabulary and returns its slug. */
export async function addTerm(
  db: Kysely<Schema>,
  acting: Acting,
  vocabulary: Vocabulary,
  text: TermText,
): Promise<string> {
  demandEditor(acting);
  return db.transaction().execute(async (tx) => {
    await lockVocabularies(tx);
    const term = await insertTerm(tx, vocabulary, text);
    await auditNewTerm(tx, acting, vocabulary, term);
    return term.slug;
  });
}

/** The same within a transaction that holds the lock on the vocabularies, and that writes it down at its end. */
export async function insertTerm(tx: Db, vocabulary: Vocabulary, { label, description }: TermText): Promise<NewTerm> {
  await refuseTakenLabel(tx, vocabulary, label);
  const slug = await freeSlug(tx, vocabulary, label);
  const { id } = await tx
    .insertInto('terms')
    .values({ vocabulary, slug, label, description, position: await lastPosition(tx, vocabulary) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, slug, label, description };
}

export async function auditNewTerm(tx: Db, acting: Acting, vocabulary: Vocabulary, term: NewTerm): Promise<void> {
  const { id, ...text } = term;
  await auditTerm(tx, acting, 'add', id, { after: { vocabulary, ...text } });
}

/** The slug that follows from the label. A slug once used keeps its meaning, so then it gets a number. */
async function freeSlug(tx: Db, vocabulary: Vocabulary, label: string): Promise<string> {
  const wanted = slugFromTitle(label);
  if (!wanted) throw new Refused([{ field: 'label', message: 'Skriv et navn med bogstaver.' }]);
  const rows = await tx.selectFrom('terms').select('slug').where('vocabulary', '=', vocabulary).execute();
  return unusedSlug(wanted, rows);
}

async function lastPosition(tx: Db, vocabulary: Vocabulary): Promise<number> {
  const { next } = await tx
    .selectFrom('terms')
    .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
    .where('vocabulary', '=', vocabulary)
    .executeTakeFirstOrThrow();
  return next;
}
