import type { Taxonomy } from '#content/taxonomy.ts';
import { emptySearch, pageDialect, type SearchParams, toQueryString } from '#search/params.ts';
import { paths } from '../paths.ts';
import type { FacetKind } from '../suggestions/facet-names.ts';
import type { FoundFacet } from '../suggestions/find-facets.ts';
import type { Suggested } from '../suggestions/suggest.ts';

const MOST = 8;
const MOST_OF_A_KIND = 3;
/** Entries are what readers come for: the other kinds leave room for so many. */
const ROOM_FOR_ENTRIES = 3;

export interface Suggestion {
  kind: 'entry' | 'search' | FacetKind;
  label: string;
  href: string;
  /** What the label does not say by itself. */
  note?: string;
}

/** Names that begin as what was typed, then searches of others, then other names, then entries. */
export function presentSuggestions({ facets, searches, entries }: Suggested, taxonomy: Taxonomy): Suggestion[] {
  const href = (search: Partial<SearchParams>) =>
    paths.search(toQueryString({ ...emptySearch(), ...search }, pageDialect, taxonomy));
  const found = limitKinds(facets);
  const names = (isBeginning: boolean) =>
    found.filter((facet) => facet.isBeginning === isBeginning).map((facet) => presentFacet(facet, href));
  const others = [
    ...names(true),
    ...searches.slice(0, MOST_OF_A_KIND).map((q) => ({ kind: 'search' as const, label: q, href: href({ q }) })),
    ...names(false),
  ];
  const room = MOST - Math.min(entries.length, ROOM_FOR_ENTRIES);
  return [
    ...others.slice(0, room),
    ...entries.map(({ slug, title }) => ({ kind: 'entry' as const, label: title, href: paths.entry(slug) })),
  ].slice(0, MOST);
}

function limitKinds(facets: FoundFacet[]): FoundFacet[] {
  return (['area', 'municipality', 'method'] as const)
    .flatMap((kind) => facets.filter((facet) => facet.kind === kind).slice(0, MOST_OF_A_KIND))
    .sort((a, b) => facets.indexOf(a) - facets.indexOf(b));
}

function presentFacet(facet: FoundFacet, href: (search: Partial<SearchParams>) => string): Suggestion {
  const { kind, label, values, now, otherWords } = facet;
  const notes = [now.length ? `nu ${now.join(' og ')}` : '', otherWords && `sammen med »${otherWords}«`].filter(
    Boolean,
  );
  return {
    ...{ kind, label },
    href: href({ q: otherWords, filters: { ...emptySearch().filters, [kind]: values } }),
    ...(notes.length ? { note: notes.join(', ') } : {}),
  };
}
