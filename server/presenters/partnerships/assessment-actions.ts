import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import { answerDeadline } from '#content/partnerships/assessment.ts';
import type { Assessment } from '#content/partnerships/assessments.ts';
import type { TypedAssessment } from '../../forms/assessment.ts';
import { paths } from '../../paths.ts';
import { describeTyped, type Sent, typeAssessment } from './assessment-changed.ts';

export interface Sealing {
  href: string;
  backHref: string;
  /** What is to be confirmed; absent while the partnership still has time to answer. */
  confirmation?: string;
}

export interface Describing {
  href: string;
  goals: { value: string; label: string }[];
}

export function presentDescribing(id: number, year: number, goals: ReportedGoal[]): Describing {
  return {
    href: paths.assessmentEntry(id, year),
    goals: [{ value: '', label: 'Alle mål' }, ...goals.map(({ key, text }) => ({ value: String(key), label: text }))],
  };
}

/** What was typed, differs from what is stored, and has no field on the page as it is now. */
export function keepTyped(
  goals: ReportedGoal[],
  assessment: Assessment | undefined,
  { typed = {}, sent }: { typed?: TypedAssessment; sent?: Sent },
  { mayWrite, mayAnswer }: { mayWrite: boolean; mayAnswer: boolean },
): { label: string; text: string }[] {
  if (sent === 'answer' && !mayAnswer) return [{ label: 'Svar', text: typed.answer ?? '' }];
  if ((sent !== 'draft' && sent !== 'hearing') || mayWrite) return [];
  const stored = describeTyped(goals, typeAssessment(assessment));
  return describeTyped(goals, typed).filter(({ text }, index) => text && text !== stored[index]?.text);
}

/** The stored answer, where another one stands in the field. */
export function findOtherAnswer(assessment: Assessment | undefined, { answer = '' }: TypedAssessment): string {
  const stored = assessment?.answer ?? '';
  return stored === answer.trim() ? '' : stored;
}

export function presentSealing(id: number, { year, answeredAt, sentAt }: Assessment, now: Date): Sealing {
  const hrefs = { href: paths.assessmentSeal(id, year), backHref: paths.assessmentReturn(id, year) };
  if (answeredAt) return { ...hrefs, confirmation: 'Jeg har læst svaret, og bedømmelsen er endelig' };
  const isTime = !sentAt || answerDeadline(sentAt) <= now;
  return isTime ? { ...hrefs, confirmation: 'Partnerskabet har ikke svaret, og bedømmelsen er endelig' } : hrefs;
}
