import type { Issue } from '#content/entries/entry.ts';
import { findTakenWords, type ThesaurusLine } from '#content/thesaurus/list-lines.ts';
import { splitWords } from '../../forms/synonym-words.ts';
import type { TypedLine } from '../../forms/synonyms.ts';
import { paths } from '../../paths.ts';
import type { Link, Page } from '../page.ts';
import type { EffectView } from './effect.ts';

export interface LinePage {
  page: Page;
  title: string;
  href: string;
  /** Absent for a line that is not there yet. */
  deletionHref?: string;
  typed: TypedLine;
  issues: Issue[];
  /** Words that stand in other lines too: the lines, and what is sent to say that this is meant. */
  taken?: { lines: Link[]; value: string };
  effect?: EffectView;
}

export interface LineState {
  typed: TypedLine;
  issues?: Issue[];
  effect?: EffectView;
}

export function presentLine(
  line: ThesaurusLine | undefined,
  lines: ThesaurusLine[],
  { typed, issues = [], effect }: LineState,
): LinePage {
  const title = line ? line.words.join(', ') : 'Ny linje';
  const asks = issues.some(({ field }) => field === 'agreed');
  return {
    page: {
      title,
      noindex: true,
      breadcrumbs: [
        { label: 'Redaktion', href: paths.queue() },
        { label: 'Synonymer', href: paths.thesaurus() },
        { label: title },
      ],
    },
    title,
    href: paths.synonyms(line?.id ?? 'ny'),
    ...(line ? { deletionHref: paths.synonymsDeletion(line.id) } : {}),
    typed,
    issues,
    ...(asks ? { taken: presentTaken(lines, typed, line?.id) } : {}),
    ...(effect ? { effect } : {}),
  };
}

function presentTaken(lines: ThesaurusLine[], typed: TypedLine, ownId: number | undefined) {
  const words = splitWords(typed.words);
  const taken = findTakenWords(lines, words, ownId);
  const others = new Map(taken.map(({ line }) => [line.id, line.words.join(', ')]));
  return {
    lines: [...others].map(([id, label]) => ({ label, href: paths.synonyms(id) })),
    value: [...new Set(taken.map(({ word }) => word))].join(', '),
  };
}
