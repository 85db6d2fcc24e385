import type { AssessmentState } from '#content/db/schema.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Lesson } from '#content/partnerships/lesson.ts';
import type { BareFigure } from '#content/partnerships/missing-evidence.ts';
import type { PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { PeriodToReport } from '#content/partnerships/report-periods.ts';
import type { Actor } from '#content/permissions/actor.ts';
import type { User } from '#content/users/user.ts';
import { paths } from '../../paths.ts';
import { formatPeriod } from '../format.ts';
import type { Crumb, Link, Page } from '../page.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { partnershipStateLabel } from './state-label.ts';
import { presentAssessments, presentContracts, presentLesson, presentLinks } from './workbench-parts.ts';
import { presentBareFigures, presentPeriod } from './workbench-reports.ts';

/** A partnership for those who work with it: where it stands, what comes next, and the way to all its parts. */
export interface Workbench {
  page: Page;
  name: string;
  state: string;
  meta: string[];
  demonstration: boolean;
  next: NextStep;
  contract: { text: string; link?: Link };
  /** Those that still take work, and those that are settled. */
  reports: { open: ReportItem[]; settled: ReportItem[] };
  bare: { text: string; href: string }[];
  assessments: { label: string; href: string; state: string }[];
  lesson?: Link;
  links: Link[];
  writers: string;
  publicHref?: string;
}

interface ReportItem {
  label: string;
  href: string;
  state: string;
  due: string;
  isLate: boolean;
}

export interface WorkMatter {
  partnership: Partnership;
  standing: PartnershipStanding;
  contracts: Contract[];
  periods: PeriodToReport[];
  bare: BareFigure[];
  assessments: { year: number; state: AssessmentState; answered: boolean }[];
  lesson: Lesson | undefined;
  writers: User[];
  today: string;
}

export function presentWorkbench(actor: Actor, matter: WorkMatter): Workbench {
  const { partnership, standing, contracts, periods, bare, lesson, writers } = matter;
  const { id, slug, name, programme, startDate, endDate, state, demonstration } = partnership;
  const items = periods.map((period) => presentPeriod(id, period)).toReversed();
  return {
    page: {
      title: name,
      noindex: true,
      breadcrumbs: [...wayTo(actor, standing), { label: name }],
    },
    ...{
      name,
      demonstration,
      state: partnershipStateLabel(state),
      meta: [programme, formatPeriod(startDate, endDate)],
    },
    next: presentNextStep(actor, matter),
    contract: presentContracts(actor, standing, contracts),
    reports: { open: items.filter((item) => !item.isSettled), settled: items.filter((item) => item.isSettled) },
    bare: presentBareFigures(id, contracts, bare),
    assessments: presentAssessments(actor, matter),
    ...(lesson ? { lesson: presentLesson(lesson) } : {}),
    links: presentLinks(actor, standing),
    writers: writers.map((writer) => writer.name).join(', '),
    ...(state === 'draft' ? {} : { publicHref: paths.partnership(slug) }),
  };
}

/** What the one who looks is to do now, or what is waited for. */
export function presentNextStep(
  actor: Actor,
  { partnership, standing, contracts, periods, assessments, lesson, today }: WorkMatter,
): NextStep {
  const open = contracts.find((contract) => contract.state !== 'signed');
  const otherSideSigned = open?.turn === 'partnership' ? open.ministrySignedAt : open?.partnershipSignedAt;
  return nextStep(actor, {
    ...{ id: partnership.id, subject: standing, endDate: partnership.endDate, periods, assessments, today },
    ...{ otherSideSigned: Boolean(otherSideSigned), hasLesson: lesson !== undefined },
  });
}

/** Those who write for it come from their own page, and those who oversee it from the list of all. */
function wayTo(actor: Actor, { userIds }: PartnershipStanding): Crumb[] {
  const isOwn = actor !== null && userIds.includes(actor.id);
  return isOwn
    ? [
        { label: 'Forside', href: paths.front() },
        { label: 'Mine erfaringer', href: paths.own() },
      ]
    : [
        { label: 'Redaktion', href: paths.queue() },
        { label: 'Partnerskaber', href: paths.editedPartnerships() },
      ];
}
