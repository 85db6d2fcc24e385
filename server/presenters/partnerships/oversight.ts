import type { FollowedPartnership } from '#content/partnerships/followed.ts';
import type { AwaitedReport } from '#content/partnerships/late-reports.ts';
import { can } from '#content/permissions.ts';
import type { User } from '#content/users/user.ts';
import { paths } from '../../paths.ts';
import { formatCount, formatDay } from '../format.ts';
import type { Page } from '../page.ts';
import { formatReportPeriod } from './report-period.ts';
import { partnershipStateLabel } from './state-label.ts';

/** All partnerships, for those who oversee them. */
export interface OversightPage {
  page: Page;
  count: string;
  newHref?: string;
  programmesHref?: string;
  partnerships: (FollowedItem & { waits: string[] })[];
  /** Who has not reported in time, the one that has been late for longest first. */
  late: { count: string; items: { name: string; href: string; reports: string; since: string }[] };
}

/** A partnership on the list of those who work with it. */
export interface FollowedItem {
  name: string;
  href: string;
  meta: string[];
  state: string;
  demonstration: boolean;
}

export function presentOversight(
  user: User,
  partnerships: FollowedPartnership[],
  late: AwaitedReport[],
): OversightPage {
  return {
    page: {
      title: 'Partnerskaber',
      noindex: true,
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Partnerskaber' }],
    },
    count: formatCount(partnerships.length, 'partnerskab', 'partnerskaber'),
    ...(can(user, 'partnership.create', 'site') ? { newHref: paths.newPartnership() } : {}),
    ...(can(user, 'programme.edit', 'site') ? { programmesHref: paths.programmes() } : {}),
    partnerships: partnerships.map((one) => ({ ...presentFollowed(one), waits: describeWaiting(one) })),
    late: {
      count: formatCount(late.length, 'rapport', 'rapporter'),
      items: [...Map.groupBy(late, ({ partnershipId }) => partnershipId).values()].map(presentLate),
    },
  };
}

/** The late reports of one partnership, the one due for longest first. */
function presentLate(late: AwaitedReport[]): OversightPage['late']['items'][number] {
  const [{ partnershipId, name, start, end, due }] = late as [AwaitedReport];
  return {
    ...{ name, href: paths.ownPartnership(partnershipId), reports: formatCount(late.length, 'rapport', 'rapporter') },
    since: `${late.length > 1 ? 'Den ældste: ' : ''}${formatReportPeriod(start, end)}, frist ${formatDay(due)}`,
  };
}

export function presentFollowed({
  id,
  name,
  programme,
  state,
  demonstration,
  contract,
}: FollowedPartnership): FollowedItem {
  return {
    ...{ name, demonstration, href: paths.ownPartnership(id), state: partnershipStateLabel(state) },
    meta: [programme, describeContract(contract, state)],
  };
}

/** What the ministry has to do. */
function describeWaiting({ state, contract, reportsToDecide, answeredAssessments }: FollowedPartnership): string[] {
  const isContractHere = state !== 'closed' && contract?.state === 'negotiation' && contract.turn === 'ministry';
  return [
    ...(isContractHere ? ['Kontrakten venter på svar'] : []),
    ...(reportsToDecide ? [`${formatCount(reportsToDecide, 'rapport', 'rapporter')} venter på godkendelse`] : []),
    ...(answeredAssessments ? ['En bedømmelse kan forsegles'] : []),
  ];
}

function describeContract(contract: FollowedPartnership['contract'], state: FollowedPartnership['state']): string {
  if (!contract) return 'Ingen kontrakt';
  const version = contract.number > 1 ? `Kontrakt, version ${contract.number}: ` : 'Kontrakt: ';
  if (contract.state === 'signed') return `${version}underskrevet`;
  const stage = contract.state === 'draft' ? 'kladde' : 'til forhandling';
  if (state === 'closed') return `${version}${stage}`;
  return `${version}${stage}, ligger hos ${contract.turn === 'ministry' ? 'ministeriet' : 'partnerskabet'}`;
}
