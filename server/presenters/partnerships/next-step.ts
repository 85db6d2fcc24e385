import type { AssessmentState } from '#content/db/schema.ts';
import type { PeriodToReport } from '#content/partnerships/report-periods.ts';
import type { Actor } from '#content/permissions/actor.ts';
import type { PartnershipSubject } from '#content/permissions/partnership-rules.ts';
import { can, type PartnershipAction } from '#content/permissions.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import { formatReportPeriod } from './report-period.ts';

/** Where a partnership stands, as far as it decides what comes next. */
export interface Work {
  id: number;
  subject: PartnershipSubject;
  endDate: string;
  /** Whether the other side of the open version has signed it already. */
  otherSideSigned: boolean;
  /** Those that have begun, the oldest first. */
  periods: PeriodToReport[];
  assessments: { year: number; state: AssessmentState; answered: boolean }[];
  /** Whether an entry on what did not work has been begun. */
  hasLesson: boolean;
  today: string;
}

/** What somebody is to do now, or what is waited for. */
export interface NextStep {
  text: string;
  /** The one button; absent where it is somebody else's move. */
  button?: { label: string; href: string; method: 'get' | 'post' };
}

type Step = NextStep | undefined;

/** The one thing that comes next for the one who looks: contract before assessment before reports. */
export function nextStep(actor: Actor, work: Work): NextStep {
  const steps = [contractStep, hearingStep, reportStep, decisionStep, sealingStep, assessingStep, lessonStep];
  for (const step of steps) {
    const found = step(actor, work);
    if (found) return found;
  }
  return { text: describeWaiting(work) };
}

const go = (text: string, label: string, href: string): NextStep => ({ text, button: { label, href, method: 'get' } });

function contractStep(actor: Actor, { id, subject, otherSideSigned }: Work): Step {
  if (!can(actor, 'contract.draft', subject)) return undefined;
  const href = paths.contractDraft(id);
  if (subject.contract?.state === 'draft') {
    const isFirst = subject.partnership === 'draft';
    return isFirst
      ? go('Kontrakten er en kladde. Skriv mål, aktiviteter og formidling, og send den.', 'Skriv kontrakten', href)
      : go('En ny version af kontrakten er en kladde.', 'Skriv den nye version', href);
  }
  if (otherSideSigned && can(actor, 'contract.sign', subject))
    return go('Den anden part har underskrevet kontrakten.', 'Læs og underskriv', href);
  return go('Den anden part har sendt et forslag til kontrakten.', 'Svar på forslaget', href);
}

function hearingStep(actor: Actor, { id, subject, assessments }: Work): Step {
  const open = assessments.find(({ state, answered }) => state === 'hearing' && !answered);
  if (!open || !allows(actor, 'assessment.answer', subject, { assessment: 'hearing' })) return undefined;
  const text = `Ministeriet har bedømt ${open.year} og venter på jeres svar.`;
  return go(text, `Svar på bedømmelsen for ${open.year}`, paths.assessmentDraft(id, open.year));
}

function reportStep(actor: Actor, { id, subject, periods, today }: Work): Step {
  const open = periods.filter(({ hasEnded, state }) => hasEnded && ['returned', 'draft', 'not_begun'].includes(state));
  const period = open.find(({ state }) => state === 'returned') ?? open[0];
  if (!period || !allows(actor, 'report.edit', subject, { report: 'draft' })) return undefined;
  const name = formatReportPeriod(period.start, period.end);
  const href = paths.report(id, period.start);
  if (period.state === 'returned') return go(`Rapporten for ${name} er sendt tilbage.`, 'Ret rapporten', href);
  const must = period.due < today ? 'skulle' : 'skal';
  return go(
    `Perioden ${name} er slut. Rapporten ${must} være inde senest ${formatDay(period.due)}.`,
    'Skriv rapporten',
    href,
  );
}

function decisionStep(actor: Actor, { id, subject, periods }: Work): Step {
  const period = periods.find(({ state }) => state === 'submitted');
  if (!period || !allows(actor, 'report.decide', subject, { report: 'submitted' })) return undefined;
  const text = `Rapporten for ${formatReportPeriod(period.start, period.end)} venter på ministeriet.`;
  return go(text, 'Læs rapporten', paths.report(id, period.start));
}

function sealingStep(actor: Actor, { id, subject, assessments }: Work): Step {
  const answered = assessments.find((one) => one.state === 'hearing' && one.answered);
  if (!answered || !allows(actor, 'assessment.seal', subject, { assessment: 'hearing' })) return undefined;
  const { year } = answered;
  return go(`Partnerskabet har svaret på bedømmelsen af ${year}.`, 'Læs svaret', paths.assessmentDraft(id, year));
}

/** A year can be judged when it is over and all its reports are approved. */
function assessingStep(actor: Actor, { id, subject, periods, assessments, today }: Work): Step {
  const judged = new Set(assessments.filter(({ state }) => state !== 'draft').map(({ year }) => year));
  const years = [...Map.groupBy(periods, ({ end }) => Number(end.slice(0, 4)))];
  const ready = years.find(
    ([year, ofYear]) =>
      !judged.has(year) && String(year) < today.slice(0, 4) && ofYear.every(({ state }) => state === 'approved'),
  );
  if (!ready || !allows(actor, 'assessment.write', subject, { assessment: 'none' })) return undefined;
  const [year] = ready;
  return go(`Alle rapporter for ${year} er godkendt.`, `Bedøm ${year}`, paths.assessmentDraft(id, year));
}

function lessonStep(actor: Actor, { id, subject, endDate, hasLesson, today }: Work): Step {
  const isEnding = subject.partnership === 'closed' || (subject.partnership === 'active' && endDate < today);
  const writes = actor !== null && subject.userIds.includes(actor.id) && can(actor, 'partnership.read', subject);
  if (!isEnding || hasLesson || !writes) return undefined;
  return {
    text: 'Partnerskabet er slut. Andre kan lære mest af det, der ikke virkede.',
    button: { label: 'Beskriv, hvad der ikke virkede', href: paths.ownPartnership(id), method: 'post' },
  };
}

function describeWaiting({ subject, periods, assessments }: Work): string {
  const { contract, partnership } = subject;
  if (partnership !== 'closed' && contract && contract.state !== 'signed')
    return contract.turn === 'ministry' ? 'Kontrakten ligger hos ministeriet.' : 'Kontrakten ligger hos partnerskabet.';
  if (periods.some(({ state }) => state === 'submitted')) return 'En rapport ligger hos ministeriet.';
  if (assessments.some(({ state }) => state === 'hearing')) return 'En bedømmelse er i høring.';
  if (periods.some(({ hasEnded, state }) => hasEnded && state !== 'approved'))
    return 'Partnerskabet mangler at rapportere.';
  const current = periods.find(({ hasEnded }) => !hasEnded);
  return current && partnership === 'active'
    ? `Intet venter. Den næste rapport dækker ${formatReportPeriod(current.start, current.end)} og skal være inde senest ${formatDay(current.due)}.`
    : 'Intet venter.';
}

function allows(
  actor: Actor,
  action: PartnershipAction,
  subject: PartnershipSubject,
  matter: Pick<PartnershipSubject, 'report' | 'assessment'>,
): boolean {
  return can(actor, action, { ...subject, ...matter });
}
