import type { Db, Vocabulary } from '../db/schema.ts';
import type { Term } from '../taxonomy.ts';

/** All terms there are and were, in the order in which they are shown. */
export async function listTermRows(db: Db) {
  return db
    .selectFrom('terms')
    .select(['id', 'vocabulary', 'slug', 'label', 'description', 'valid_from', 'valid_to', 'successor_id'])
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export type TermRow = Awaited<ReturnType<typeof listTermRows>>[number];

/** The terms that hold today, by vocabulary; and by slug, where the retired ones lead to what they became. */
export function sortTerms(rows: TermRow[], today: string) {
  const terms: Record<Vocabulary, Term[]> = { areas: [], methods: [], target_groups: [], organisation_types: [] };
  const current = new Map<number, Term>();
  for (const { id, vocabulary, slug, label, description, valid_from, valid_to } of rows) {
    if ((valid_from && valid_from > today) || (valid_to && valid_to < today)) continue;
    const term = { id, slug, label, description };
    terms[vocabulary].push(term);
    current.set(id, term);
  }
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  const termsBySlug = new Map<string, Term>();
  for (const row of rows) {
    const term = followSuccessors(row, rowsById, current);
    if (term) termsBySlug.set(`${row.vocabulary}/${row.slug}`, term);
  }
  return { terms, termsBySlug };
}

/** What a term is today: itself, or the first of its successors that holds. Undefined where that leads to nothing. */
function followSuccessors(row: TermRow, rowsById: Map<number, TermRow>, current: Map<number, Term>): Term | undefined {
  const seen = new Set<number>();
  for (let at: TermRow | undefined = row; at && !seen.has(at.id); at = rowsById.get(at.successor_id ?? 0)) {
    const term = current.get(at.id);
    if (term) return term;
    seen.add(at.id);
  }
  return undefined;
}
