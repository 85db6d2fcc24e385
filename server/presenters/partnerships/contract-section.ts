import { type Html, renderMarkdown } from '#content/markdown.ts';
import type { StatusOfActivity } from '#content/partnerships/activities.ts';
import { type Contract, contractInForce } from '#content/partnerships/contracts.ts';
import type { Dissemination } from '#content/partnerships/dissemination.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import { type ActivityTerms, presentActivity, presentStep, type StepTerms } from './contract-terms.ts';
import { presentVersions, type VersionItem } from './contract-versions.ts';

/** What the page of a partnership says of its contract. */
export interface ContractSection {
  /** The contract in plain words. */
  html: Html;
  /** Since when the version holds, or when it held. */
  since: string;
  href: string;
  activities: ActivityTerms[];
  steps: StepTerms[];
  /** All signed versions, the newest first, when it was renegotiated. */
  versions: VersionItem[];
}

interface ContractMatter {
  partnership: Pick<Partnership, 'slug' | 'endDate'>;
  contracts: Contract[];
  statuses: StatusOfActivity[];
  dissemination: Dissemination;
  today: string;
}

/** Of the version that holds today, or else the first that will; undefined where none is signed. */
export function presentContractSection(matter: ContractMatter): ContractSection | undefined {
  const { partnership, contracts, statuses, dissemination, today } = matter;
  const contract = currentContract(contracts, today);
  if (!contract) return undefined;
  const { content } = contract;
  const versions = presentVersions(partnership, contracts, today);
  return {
    html: renderMarkdown(content.text),
    since: presentSince(contract, partnership.endDate, today),
    href: paths.contract(partnership.slug),
    activities: content.activities.map((activity) => presentActivity(activity, statuses)),
    steps: content.dissemination.map((step) => presentStep(step, dissemination, today)),
    versions: versions.length > 1 ? versions : [],
  };
}

function presentSince({ number, effectiveFrom }: Contract, endDate: string, today: string): string {
  const version = number === 1 ? 'Kontrakten' : `Version ${number}`;
  return today <= endDate
    ? `${version} gælder fra ${formatDay(effectiveFrom)}.`
    : `${version} gjaldt fra ${formatDay(effectiveFrom)} til ${formatDay(endDate)}.`;
}

/** The signed version that readers are shown. */
export function currentContract(contracts: Contract[], today: string): Contract | undefined {
  return contractInForce(contracts, today) ?? contracts.find(({ state }) => state === 'signed');
}
