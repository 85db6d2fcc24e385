import type { Db, Vocabulary } from './db/schema.ts';
import { foldName } from './fold-name.ts';

export interface Term {
  id: number;
  slug: string;
  label: string;
  description: string;
}

export interface Municipality {
  code: string;
  name: string;
  officialName: string;
  slug: string;
  /** The region's name today. */
  region: string;
  /** Names of the municipalities it was formed from, when they differ from its own. */
  formerNames: string[];
}

/** The controlled vocabularies and the municipalities, as they are valid today. */
export interface Taxonomy {
  /** In the order in which they are shown. */
  terms: Record<Vocabulary, Term[]>;
  municipalities: Municipality[];
  /** The term with this slug; of a retired one what it became, if it became anything. */
  term(vocabulary: Vocabulary, slug: string): Term | undefined;
  municipality(code: string): Municipality | undefined;
  /** Finds by code, slug, name, official name or a former name; a split municipality leads to all its successors. */
  findMunicipalities(text: string): Municipality[];
}

const danish = new Intl.Collator('da');

/** Reads the taxonomy as it holds on `today` (`yyyy-mm-dd`). */
export async function loadTaxonomy(db: Db, today: string): Promise<Taxonomy> {
  const termRows = await listTermRows(db);
  const municipalities = await listMunicipalities(db, today);
  return buildTaxonomy(termRows, municipalities, today);
}

/** The slugs of the terms that hold today, each once, in the vocabulary's order; those that are nothing are left out. */
export function currentSlugs(taxonomy: Taxonomy, vocabulary: Vocabulary, slugs: string[]): string[] {
  const current = new Set(slugs.map((slug) => taxonomy.term(vocabulary, slug)?.slug));
  return taxonomy.terms[vocabulary].map(({ slug }) => slug).filter((slug) => current.has(slug));
}

async function listTermRows(db: Db) {
  return db
    .selectFrom('terms')
    .select(['id', 'vocabulary', 'slug', 'label', 'description', 'valid_from', 'valid_to', 'successor_id'])
    .orderBy('position')
    .orderBy('id')
    .execute();
}

type TermRow = Awaited<ReturnType<typeof listTermRows>>[number];

async function listMunicipalities(db: Db, today: string): Promise<Municipality[]> {
  const rows = await db
    .selectFrom('municipalities')
    .innerJoin('municipality_regions', 'municipality_regions.municipality_code', 'municipalities.code')
    .innerJoin('regions', 'regions.slug', 'municipality_regions.region_slug')
    .select(['municipalities.code', 'municipalities.name', 'municipalities.official_name', 'municipalities.slug'])
    .select('regions.name as region')
    .where('municipality_regions.valid_from', '<=', today)
    .where((where) =>
      where.or([
        where('municipality_regions.valid_to', 'is', null),
        where('municipality_regions.valid_to', '>=', today),
      ]),
    )
    .execute();
  const former = await db
    .selectFrom('municipality_successions')
    .innerJoin('former_municipalities', 'former_municipalities.code', 'municipality_successions.former_code')
    .select(['municipality_successions.municipality_code', 'former_municipalities.name'])
    .execute();
  return rows
    .map(({ official_name, ...row }) => ({
      ...row,
      officialName: official_name,
      formerNames: former
        .filter(({ municipality_code, name }) => municipality_code === row.code && name !== row.name)
        .map(({ name }) => name)
        .sort(danish.compare),
    }))
    .sort((a, b) => danish.compare(a.name, b.name));
}

function buildTaxonomy(termRows: TermRow[], municipalities: Municipality[], today: string): Taxonomy {
  const { terms, termsBySlug } = sortTerms(termRows, today);
  const byCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]));
  const byName = new Map<string, Municipality[]>();
  const name = (text: string, municipality: Municipality) => {
    const key = foldName(text);
    byName.set(key, [...(byName.get(key) ?? []), municipality]);
  };
  for (const municipality of municipalities)
    for (const text of new Set([municipality.name, municipality.slug, municipality.officialName].map(foldName)))
      name(text, municipality);
  // A name still in use means the municipality of today, so former names come last and only fill gaps.
  const current = new Set(byName.keys());
  for (const municipality of municipalities)
    for (const text of municipality.formerNames) if (!current.has(foldName(text))) name(text, municipality);
  return {
    terms,
    municipalities,
    term: (vocabulary, slug) => termsBySlug.get(`${vocabulary}/${slug}`),
    municipality: (code) => byCode.get(code),
    findMunicipalities: (text) => {
      const byItsCode = byCode.get(text.trim());
      return byItsCode ? [byItsCode] : (byName.get(foldName(text)) ?? []);
    },
  };
}

/** The terms that hold today, by vocabulary; and by slug, where the retired ones lead to what they became. */
function sortTerms(rows: TermRow[], today: string) {
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
