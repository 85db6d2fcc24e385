import type { Db, Vocabulary } from './db/schema.ts';
import { foldName } from './fold-name.ts';
import { listTermRows, sortTerms, type TermRow } from './terms/sort-terms.ts';

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
