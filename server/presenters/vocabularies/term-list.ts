import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { TermText } from '#content/terms/current-terms.ts';
import type { WaitingProposal } from '#content/terms/list-proposals.ts';
import type { ListedTerm } from '#content/terms/list-terms.ts';
import { paths } from '../../paths.ts';
import { facetHref } from '../facet-href.ts';
import { formatCount } from '../format.ts';
import type { Page } from '../page.ts';
import { type VocabularyWords, vocabularyCrumbs } from './names.ts';
import { type ProposalItem, presentProposalItem } from './overview.ts';

export interface TermItem {
  label: string;
  description: string;
  href: string;
  count: string;
  /** The published entries that carry it; absent where there are none. */
  entriesHref?: string;
  moveHref: string;
  canMoveUp: boolean;
  canMoveDown: boolean;
}

export interface TermListPage {
  page: Page;
  words: VocabularyWords;
  href: string;
  terms: TermItem[];
  /** What is no longer used, and what it became. */
  retired: { label: string; successor: string }[];
  proposals: ProposalItem[];
  /** The form for a new term. */
  form: { typed: TermText; issues: Issue[] };
}

export interface TermListContent {
  terms: ListedTerm[];
  proposals: WaitingProposal[];
}

const emptyForm = { typed: { label: '', description: '' }, issues: [] };

export function presentTermList(
  words: VocabularyWords,
  { terms, proposals }: TermListContent,
  taxonomy: Taxonomy,
  form: TermListPage['form'] = emptyForm,
): TermListPage {
  const current = terms.filter(({ isCurrent }) => isCurrent);
  return {
    page: { title: words.title, breadcrumbs: [...vocabularyCrumbs, { label: words.title }] },
    words,
    href: paths.vocabulary(words.param),
    terms: current.map((term, index) => presentTerm(words, term, index, current.length)),
    retired: terms
      .filter(({ isCurrent }) => !isCurrent)
      .map(({ label, slug }) => ({ label, successor: taxonomy.term(words.vocabulary, slug)?.label ?? '' })),
    proposals: proposals.map(presentProposalItem),
    form,
  };
}

function presentTerm(words: VocabularyWords, term: ListedTerm, index: number, count: number): TermItem {
  const { slug, label, description, entries } = term;
  return {
    label,
    description,
    href: paths.vocabularyTerm(words.param, slug),
    count: formatCount(entries, 'erfaring', 'erfaringer'),
    ...(entries ? { entriesHref: facetHref(words.facet, slug) } : {}),
    moveHref: paths.vocabularyTermMove(words.param, slug),
    canMoveUp: index > 0,
    canMoveDown: index < count - 1,
  };
}
