import type { NamedValue } from '#search/names.ts';
import type { SearchParams } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import type { Link } from './page.ts';

/** What the reader is told while the search engine is away. */
export const SIMPLER_SEARCH =
  'Søgningen kører i en enklere udgave lige nu. Alle erfaringer er med, men rækkefølgen kan være en anden end ellers.';

/** What was made of the words, and ways to say it otherwise. */
export interface SearchHints {
  /** What was searched for in place of misspelt words. */
  corrected?: { words: string; literal: Link };
  /** Choices that the words name. */
  narrow: Link[];
}

type Href = (changes: Partial<SearchParams>) => string;

export function presentHints(params: SearchParams, { corrections, named }: SearchResult, href: Href): SearchHints {
  const literal = corrections.reduce((q, { from }) => q.replace(wordIn(from), (word) => `"${word}"`), params.q);
  const typed = corrections.map(({ from }) => `»${from}«`).join(' og ');
  return {
    ...(corrections.length
      ? {
          corrected: {
            words: corrections.map(({ to }) => `»${to}«`).join(' og '),
            literal: { label: `Søg i stedet efter ${typed}`, href: href({ q: literal }) },
          },
        }
      : {}),
    narrow: named.map((name) => ({ label: narrowLabel(name), href: href(narrowed(params, name)) })),
  };
}

function wordIn(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu');
}

function narrowed({ filters }: SearchParams, { facet, value, rest }: NamedValue): Partial<SearchParams> {
  return { q: rest, filters: { ...filters, [facet.name]: [...filters[facet.name], value.value] } };
}

function narrowLabel({ facet, value, knownAs }: NamedValue): string {
  if (facet.name !== 'municipality') return `Vis kun ${facet.label.toLowerCase()}: ${value.label}`;
  return knownAs ? `Vis kun ${value.label} Kommune (tidligere ${knownAs})` : `Vis kun ${value.label} Kommune`;
}
