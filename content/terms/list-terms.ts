import { sql } from 'kysely';
import type { Db, Vocabulary } from '../db/schema.ts';
import { isCurrent } from './current-terms.ts';

/** A term as those see it who look after the vocabularies. */
export interface ListedTerm {
  slug: string;
  label: string;
  description: string;
  isCurrent: boolean;
  /** Published entries that carry it. */
  entries: number;
}

/** All terms of a vocabulary in their order, also those that do not hold today. */
export async function listTerms(db: Db, vocabulary: Vocabulary): Promise<ListedTerm[]> {
  return db
    .selectFrom('terms')
    .leftJoin(publishedUses(db, vocabulary).as('use'), 'use.term_id', 'terms.id')
    .select(['terms.slug', 'terms.label', 'terms.description', isCurrent.as('isCurrent')])
    .select(sql<number>`count(use.term_id)::int`.as('entries'))
    .where('terms.vocabulary', '=', vocabulary)
    .groupBy('terms.id')
    .orderBy('terms.position')
    .orderBy('terms.id')
    .execute();
}

/** How many terms each vocabulary has that hold today. */
export async function countTerms(db: Db): Promise<Map<Vocabulary, number>> {
  const rows = await db
    .selectFrom('terms')
    .select(['vocabulary', sql<number>`count(*)::int`.as('count')])
    .where(isCurrent)
    .groupBy('vocabulary')
    .execute();
  return new Map(rows.map(({ vocabulary, count }) => [vocabulary, count]));
}

/** A row for each published entry and each term of the vocabulary that it carries. */
function publishedUses(db: Db, vocabulary: Vocabulary) {
  const published = db.selectFrom('entries').where('entries.state', '=', 'published');
  return vocabulary === 'organisation_types'
    ? published
        .innerJoin('entry_revisions as revision', 'revision.id', 'entries.published_revision_id')
        .innerJoin('organisations', 'organisations.id', 'revision.organisation_id')
        .select('organisations.type_id as term_id')
    : published
        .innerJoin('revision_terms', 'revision_terms.revision_id', 'entries.published_revision_id')
        .select('revision_terms.term_id');
}
