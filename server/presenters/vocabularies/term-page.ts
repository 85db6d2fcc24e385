import type { Issue } from '#content/entries/entry.ts';
import type { TermText } from '#content/terms/current-terms.ts';
import type { ListedTerm } from '#content/terms/list-terms.ts';
import { paths } from '../../paths.ts';
import { facetHref } from '../facet-href.ts';
import { formatCount } from '../format.ts';
import type { Page } from '../page.ts';
import { type VocabularyWords, vocabularyCrumbs } from './names.ts';

export interface TermPage {
  page: Page;
  words: VocabularyWords;
  label: string;
  /** How many entries carry it. */
  count: string;
  /** The address of its entries, which stays. */
  entriesHref: string;
  href: string;
  retireHref: string;
  typed: TermText;
  successors: { value: string; label: string }[];
  successor: string;
  issues: Issue[];
}

export interface TermPageState {
  typed?: TermText;
  successor?: string;
  issues?: Issue[];
}

/** A term's page, or nothing where there is no such term today. */
export function presentTermPage(
  words: VocabularyWords,
  terms: ListedTerm[],
  slug: string,
  { typed, successor = '', issues = [] }: TermPageState = {},
): TermPage | undefined {
  const current = terms.filter(({ isCurrent }) => isCurrent);
  const term = current.find((one) => one.slug === slug);
  if (!term) return undefined;
  const { label, description, entries } = term;
  return {
    page: {
      title: label,
      breadcrumbs: [...vocabularyCrumbs, { label: words.title, href: paths.vocabulary(words.param) }, { label }],
    },
    words,
    label,
    count: formatCount(entries, 'udgivet erfaring', 'udgivne erfaringer'),
    entriesHref: facetHref(words.facet, slug),
    href: paths.vocabularyTerm(words.param, slug),
    retireHref: paths.vocabularyTermRetire(words.param, slug),
    typed: typed ?? { label, description },
    successors: [
      { value: '', label: 'Intet' },
      ...current.filter((one) => one !== term).map((one) => ({ value: one.slug, label: one.label })),
    ],
    successor,
    issues,
  };
}
