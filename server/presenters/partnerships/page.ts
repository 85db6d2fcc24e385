import type { MemberType } from '#content/db/schema.ts';
import { type Html, renderMarkdown } from '#content/markdown.ts';
import type { Grant } from '#content/partnerships/grants.ts';
import { type Member, memberTypeLabels } from '#content/partnerships/members.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { LoadedPartnership } from '../../load-partnership.ts';
import { paths } from '../../paths.ts';
import { firstSentence } from '../collections/first-sentence.ts';
import { type EntryCard, presentTeaser } from '../entry-card.ts';
import type { Fact } from '../entry-page.ts';
import { facetHref } from '../facet-href.ts';
import { formatCount, formatDay, formatNumber, formatPeriod } from '../format.ts';
import type { Page } from '../page.ts';
import { type ContractSection, currentContract, presentContractSection } from './contract-section.ts';
import { type GoalsSection, presentGoals } from './goals-section.ts';
import { publicStateLabel } from './state-label.ts';

export interface PartnershipPage {
  page: Page;
  name: string;
  /** Invented, which the page says first. */
  demonstration: boolean;
  html: Html;
  facts: Fact[];
  members: MemberGroup[];
  /** Absent until there are any. */
  grants?: { rows: GrantRow[]; sum: GrantRow };
  contact?: Partnership['contact'];
  goals: GoalsSection;
  contract?: ContractSection;
  assessments: AssessmentItem[];
  entries: EntryCard[];
  entryCount: string;
}

export interface MemberGroup {
  heading: string;
  members: { name: string; href?: string; task: string }[];
}

interface GrantRow {
  label: string;
  cells: string[];
}

interface AssessmentItem {
  year: number;
  href: string;
  verdict: string;
  /** `5 af 8 mål nået` */
  goals: string;
  sealed: string;
}

const sums = ['commitment', 'paid', 'advance'] as const;

export function presentPartnershipPage(
  loaded: LoadedPartnership,
  taxonomy: Taxonomy,
  publicUrl: string,
  today: string,
): PartnershipPage {
  const { partnership, members, grants, contracts, reports, assessments, entries } = loaded;
  const { slug, name, summary, contact, demonstration } = partnership;
  const contract = presentContractSection({ ...loaded, today });
  return {
    page: {
      title: name,
      description: firstSentence(summary) || `${name}: mål, resultater og erfaringer.`,
      canonical: publicUrl + paths.partnership(slug),
      section: 'partnerships',
      noindex: demonstration,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Partnerskaber', href: paths.partnerships() },
        { label: name },
      ],
    },
    ...{ name, demonstration, html: renderMarkdown(summary) },
    facts: presentFacts(partnership, members, taxonomy, today),
    members: groupMembers(members, taxonomy),
    ...(grants.length ? { grants: presentGrantTable(grants) } : {}),
    ...(Object.values(contact).some(Boolean) ? { contact } : {}),
    goals: presentGoals(currentContract(contracts, today), reports, contracts),
    ...(contract ? { contract } : {}),
    assessments: assessments.map((one) => presentAssessmentItem(slug, one)),
    entries: entries.map((teaser) => presentTeaser(teaser, taxonomy)),
    entryCount: formatCount(entries.length, 'erfaring', 'erfaringer'),
  };
}

function presentFacts(partnership: Partnership, members: Member[], taxonomy: Taxonomy, today: string): Fact[] {
  const { programme, startDate, endDate, state } = partnership;
  const municipalities = members.flatMap(({ municipality }) => {
    const found = municipality && taxonomy.municipality(municipality);
    return found ? [{ text: found.name, href: facetHref('municipality', found.slug) }] : [];
  });
  return [
    { label: 'Periode', values: [{ text: formatPeriod(startDate, endDate) }] },
    { label: 'Kommuner', values: municipalities },
    { label: 'Ordning', values: [{ text: programme, href: paths.partnerships() }] },
    { label: 'Tilstand', values: [{ text: publicStateLabel(state, endDate, today) }] },
  ].filter(({ values }) => values.length > 0);
}

/** In the order of the types; a municipality leads to what it has shared. */
function groupMembers(members: Member[], taxonomy: Taxonomy): MemberGroup[] {
  return (Object.keys(memberTypeLabels) as MemberType[]).flatMap((type) => {
    const ofType = members.filter((member) => member.type === type);
    if (!ofType.length) return [];
    return [{ heading: memberTypeLabels[type][1], members: ofType.map((member) => presentMember(member, taxonomy)) }];
  });
}

function presentMember({ name, municipality, task }: Member, taxonomy: Taxonomy): MemberGroup['members'][number] {
  const place = municipality === null ? undefined : taxonomy.municipality(municipality);
  return { name, task, ...(place ? { href: facetHref('municipality', place.slug) } : {}) };
}

function presentGrantTable(grants: Grant[]): NonNullable<PartnershipPage['grants']> {
  const kroner = (amount: number) => `${formatNumber(amount)} kr.`;
  const total = (name: (typeof sums)[number]) => grants.reduce((sum, grant) => sum + grant[name], 0);
  return {
    rows: grants.map((grant) => ({ label: String(grant.year), cells: sums.map((name) => kroner(grant[name])) })),
    sum: { label: 'I alt', cells: sums.map((name) => kroner(total(name))) },
  };
}

function presentAssessmentItem(
  slug: string,
  { year, sealedAt, record }: LoadedPartnership['assessments'][number],
): AssessmentItem {
  const reached = record.goals.filter(({ verdict }) => verdict === 'reached').length;
  return {
    year,
    href: paths.assessment(slug, year),
    verdict: verdictLabels[record.verdict],
    goals: `${reached} af ${record.goals.length} mål nået`,
    sealed: formatDay(sealedAt),
  };
}
