import type { Vocabulary } from '#content/db/schema.ts';
import type { WaitingProposal } from '#content/terms/list-proposals.ts';
import { paths } from '../../paths.ts';
import { formatDay, formatNumber } from '../format.ts';
import type { Page } from '../page.ts';
import { vocabularies } from './names.ts';

/** A proposed method on a list. */
export interface ProposalItem {
  label: string;
  href: string;
  /** Who proposed it and when. */
  origin: string;
}

export interface VocabulariesPage {
  page: Page;
  proposals: ProposalItem[];
  vocabularies: { title: string; purpose: string; count: string; href: string }[];
}

export function presentVocabularies(counts: Map<Vocabulary, number>, proposals: WaitingProposal[]): VocabulariesPage {
  return {
    page: {
      title: 'Ordlister',
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Ordlister' }],
    },
    proposals: proposals.map(presentProposalItem),
    vocabularies: vocabularies.map(({ vocabulary, param, title, many, purpose }) => ({
      title,
      purpose,
      count: `${formatNumber(counts.get(vocabulary) ?? 0)} ${many}`,
      href: paths.vocabulary(param),
    })),
  };
}

export function presentProposalItem({ id, label, proposedBy, proposedAt }: WaitingProposal): ProposalItem {
  return { label, href: paths.methodProposal(id), origin: `Foreslået af ${proposedBy} ${formatDay(proposedAt)}` };
}
