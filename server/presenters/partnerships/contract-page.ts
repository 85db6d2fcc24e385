import { type Html, renderMarkdown } from '#content/markdown.ts';
import type { StatusOfActivity } from '#content/partnerships/activities.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Dissemination } from '#content/partnerships/dissemination.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Page } from '../page.ts';
import {
  type ActivityTerms,
  type GoalTerms,
  presentActivity,
  presentGoal,
  presentStep,
  type StepTerms,
} from './contract-terms.ts';
import { presentVersions, type VersionItem } from './contract-versions.ts';
import { reportingLabels } from './contract-words.ts';

/** A signed version of a contract, as anybody can read and print it. */
export interface ContractPage {
  page: Page;
  name: string;
  heading: string;
  partnershipHref: string;
  demonstration: boolean;
  /** That another version holds now, or held last; empty for the one that does. */
  notice: string;
  reason: string;
  facts: { label: string; value: string }[];
  html: Html;
  goals: GoalTerms[];
  activities: ActivityTerms[];
  steps: StepTerms[];
  versions: VersionItem[];
  shown: string;
  docxHref: string;
}

interface PublicContract {
  partnership: Partnership;
  contracts: Contract[];
  /** The version to show, which is signed. */
  contract: Contract;
  statuses: StatusOfActivity[];
  dissemination: Dissemination;
  today: string;
}

export function presentContractPage(matter: PublicContract, publicUrl: string): ContractPage {
  const { partnership, contracts, contract, statuses, dissemination, today } = matter;
  const { slug, name, demonstration } = partnership;
  const { number, content, reason } = contract;
  const versions = presentVersions(partnership, contracts, today);
  const heading = versions.length > 1 ? `Resultatkontrakt, version ${number}` : 'Resultatkontrakt';
  return {
    page: {
      title: `${heading}: ${name}`,
      description: `Hvad ${name} har aftalt med ministeriet: mål, målemetoder, handlingsplan og formidlingsplan.`,
      canonical: publicUrl + paths.contract(slug, number),
      section: 'partnerships',
      noindex: demonstration,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Partnerskaber', href: paths.partnerships() },
        { label: name, href: paths.partnership(slug) },
        { label: heading },
      ],
    },
    ...{ name, heading, demonstration, reason },
    partnershipHref: paths.partnership(slug),
    notice: describeStanding(number, versions, today > partnership.endDate),
    facts: presentFacts(contract, versions),
    html: renderMarkdown(content.text),
    goals: content.goals.map(presentGoal),
    activities: content.activities.map((activity) => presentActivity(activity, statuses)),
    steps: content.dissemination.map((step) => presentStep(step, dissemination, today)),
    versions: versions.length > 1 ? versions : [],
    shown: `Version ${number}`,
    docxHref: paths.contractDocx(slug, number),
  };
}

function describeStanding(number: number, versions: VersionItem[], hasEnded: boolean): string {
  const last = versions[0]?.number ?? number;
  if (hasEnded) return number < last ? `Denne version blev afløst af version ${last}.` : '';
  const current = versions.find(({ isCurrent }) => isCurrent);
  if (!current || current.number === number) return '';
  return number < current.number
    ? `Denne version er afløst. Version ${current.number} gælder nu.`
    : `Denne version gælder ikke endnu. Version ${current.number} gælder nu.`;
}

/** Readers are told the sides that signed, not the people. */
function presentFacts(contract: Contract, versions: VersionItem[]): { label: string; value: string }[] {
  const { number, content, partnershipSignedAt, ministrySignedAt } = contract;
  return [
    { label: 'Gælder', value: versions.find((version) => version.number === number)?.held ?? '' },
    { label: 'Rapportering', value: reportingLabels[content.reporting] },
    ...(partnershipSignedAt ? [{ label: 'Underskrevet af partnerskabet', value: formatDay(partnershipSignedAt) }] : []),
    ...(ministrySignedAt ? [{ label: 'Underskrevet af ministeriet', value: formatDay(ministrySignedAt) }] : []),
  ];
}
