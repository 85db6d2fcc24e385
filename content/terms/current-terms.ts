import { sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Vocabulary } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound, Refused } from '../refusal.ts';

/** A term as it is addressed: slugs are unique in a vocabulary, also among its retired terms. */
export interface TermAddress {
  vocabulary: Vocabulary;
  slug: string;
}

/** What people read of a term. */
export interface TermText {
  label: string;
  description: string;
}

/** The calendar day in Denmark. */
const danishDay = sql<string>`(now() at time zone 'Europe/Copenhagen')::date`;
export const danishYesterday = sql<string>`(now() at time zone 'Europe/Copenhagen')::date - 1`;

/** A condition on `terms`: the term holds today. Taxonomy says the same of the day it was read on. */
export const isCurrent = sql<boolean>`(
  (terms.valid_to is null or terms.valid_to >= ${danishDay})
  and (terms.valid_from is null or terms.valid_from <= ${danishDay}))`;

export function demandEditor({ actor }: Acting): void {
  if (!can(actor, 'vocabulary.edit', 'site')) throw new Forbidden('vocabulary.edit');
}

/** Lets one change of the vocabularies follow the other, until the end of the transaction. */
export async function lockVocabularies(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('terms'))`.execute(tx);
}

export function listCurrentTerms(db: Db, vocabulary: Vocabulary) {
  return db
    .selectFrom('terms')
    .select(['id', 'slug', 'label', 'description', 'position'])
    .where('vocabulary', '=', vocabulary)
    .where(isCurrent)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/**
 * Locks a term that holds today. Texts that are just being given it are waited for, so that none is overlooked; later
 * ones wait.
 */
export async function lockTerm(tx: Db, { vocabulary, slug }: TermAddress) {
  await lockVocabularies(tx);
  const term = await tx
    .selectFrom('terms')
    .select(['id', 'slug', 'label', 'description', 'position'])
    .where('vocabulary', '=', vocabulary)
    .where('slug', '=', slug)
    .where(isCurrent)
    .forUpdate()
    .executeTakeFirst();
  if (!term) throw new NotFound(`No term ${vocabulary}/${slug}`);
  return term;
}

/** Two terms of one name could not be told apart. `ownId` is the term that may keep its name. */
export async function refuseTakenLabel(tx: Db, vocabulary: Vocabulary, label: string, ownId?: number): Promise<void> {
  const terms = await listCurrentTerms(tx, vocabulary);
  const taken = terms.find((term) => term.id !== ownId && isSameLabel(term.label, label));
  if (taken) throw new Refused([{ field: 'label', message: `»${taken.label}« findes allerede.` }]);
}

export function isSameLabel(a: string, b: string): boolean {
  return a.toLocaleLowerCase('da') === b.toLocaleLowerCase('da');
}

/** A text just written may hold a term that was retired while it was written: then it is not to be kept. */
export async function refuseRetiredTerms(tx: Db, revisionIds: number[]): Promise<void> {
  const { rows } = await sql`
    select from revision_terms join terms on terms.id = revision_terms.term_id
    where revision_terms.revision_id = any(${revisionIds}::int[]) and not ${isCurrent}
    union all
    select from entry_revisions as revision
    join organisations on organisations.id = revision.organisation_id
    join terms on terms.id = organisations.type_id
    where revision.id = any(${revisionIds}::int[]) and not ${isCurrent}
    limit 1`.execute(tx);
  if (rows.length) throw new Refused([{ field: '', message: 'Ordlisterne blev ændret imens. Prøv igen.' }]);
}

/** Writes down a change of a term. */
export async function auditTerm(
  tx: Db,
  acting: Acting,
  action: 'add' | 'rename' | 'move' | 'retire' | 'approve',
  termId: number,
  details: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await audit(tx, acting, { action: `term.${action}`, objectType: 'term', objectId: termId, ...details });
}
