import type { Issue } from '#content/entries/entry.ts';
import type { TermText } from '#content/terms/current-terms.ts';
import type { WaitingProposal } from '#content/terms/list-proposals.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Link, Page } from '../page.ts';
import { methods, vocabularyCrumbs } from './names.ts';

export interface ProposalPage {
  page: Page;
  label: string;
  facts: { label: string; value: string }[];
  entry: Link;
  href: string;
  typed: TermText & { reason: string };
  issues: Issue[];
}

export interface ProposalState {
  typed?: TermText & { reason: string };
  issues?: Issue[];
}

export function presentProposal(proposal: WaitingProposal, { typed, issues = [] }: ProposalState = {}): ProposalPage {
  const { id, label, description, proposedBy, proposedAt, entryId, entryTitle } = proposal;
  return {
    page: {
      title: `Forslag: ${label}`,
      breadcrumbs: [
        ...vocabularyCrumbs,
        { label: methods.title, href: paths.vocabulary(methods.param) },
        { label: `Forslag: ${label}` },
      ],
    },
    label,
    facts: [
      { label: 'Foreslået af', value: proposedBy },
      { label: 'Dato', value: formatDay(proposedAt) },
    ],
    entry: { label: entryTitle.trim() || 'Erfaring uden titel', href: paths.preview(entryId) },
    href: paths.methodProposal(id),
    typed: typed ?? { label, description, reason: '' },
    issues,
  };
}
