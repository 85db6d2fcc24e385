import type { Issue } from '#content/entries/entry.ts';
import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import type { Assessment } from '#content/partnerships/assessments.ts';
import type { PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { type Actor, can, type PartnershipAction } from '#content/permissions.ts';
import { type TypedAssessment, verdicts } from '../../forms/assessment.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Link, Page } from '../page.ts';
import { type GoalResult, presentGoalResult } from './assessed-goals.ts';

/** The assessment of a year for those who write it and those who answer it. */
export interface AssessmentWork {
  page: Page;
  heading: string;
  lead: string;
  issues: Issue[];
  typed: TypedAssessment;
  choices: { value: string; label: string }[];
  goals: GoalResult[];
  whole: { verdict: string; reasons: string };
  answer: string;
  /** What the reader of the page can do; absent what she cannot. */
  writing?: { href: string; sendHref: string };
  answering?: { href: string };
  sealing?: { href: string; backHref: string };
  describing?: { href: string; goals: { value: string; label: string }[] };
  publicPage?: Link;
}

export interface AssessmentMatter {
  standing: PartnershipStanding;
  name: string;
  year: number;
  goals: ReportedGoal[];
  assessment: Assessment | undefined;
}

const leads = {
  none: 'Bedøm hvert mål efter de godkendte tal, og til sidst kontrakten som helhed.',
  draft: 'Kladden ses kun af ministeriet, til den sendes i høring.',
  hearing: 'Partnerskabet kan svare. Derefter bliver bedømmelsen forseglet og udgivet.',
  sealed: 'Bedømmelsen er forseglet. Den kan ikke ændres.',
};

export function presentAssessmentWork(
  actor: Actor,
  { standing, name, year, goals, assessment }: AssessmentMatter,
  form: { typed?: TypedAssessment; issues?: Issue[] } = {},
): AssessmentWork {
  const { id, slug } = standing;
  const state = assessment?.state ?? 'none';
  const allows = (action: PartnershipAction) => can(actor, action, standing);
  const mayWrite = allows('assessment.write');
  // A judgement that is not out yet is the ministry's own.
  const judged = state === 'none' || (state === 'draft' && !mayWrite) ? undefined : assessment;
  return {
    page: {
      title: `Bedømmelse ${year}`,
      noindex: true,
      breadcrumbs: [{ label: name, href: paths.ownPartnership(id) }, { label: `Bedømmelse ${year}` }],
    },
    heading: `Bedømmelse ${year}`,
    lead: mayWrite || state !== 'draft' ? leads[state] : 'Ministeriet er ved at bedømme året.',
    issues: form.issues ?? [],
    typed: form.typed ?? typedFrom(judged),
    choices: [{ value: '', label: 'Vælg' }, ...verdicts.map((value) => ({ value, label: verdictLabels[value] }))],
    goals: goals.map((goal) => withJudgement(goal, judged)),
    whole: { verdict: judged?.verdict ? verdictLabels[judged.verdict] : '', reasons: judged?.reasons ?? '' },
    answer: assessment?.answer ?? '',
    ...(mayWrite
      ? { writing: { href: paths.assessmentDraft(id, year), sendHref: paths.assessmentHearing(id, year) } }
      : {}),
    ...(allows('assessment.answer') ? { answering: { href: paths.assessmentAnswer(id, year) } } : {}),
    ...(allows('assessment.seal')
      ? { sealing: { href: paths.assessmentSeal(id, year), backHref: paths.assessmentReturn(id, year) } }
      : {}),
    ...(allows('assessment.describe') ? { describing: presentDescribing(id, year, goals) } : {}),
    ...(assessment?.sealedAt
      ? {
          publicPage: {
            label: `Forseglet ${formatDay(assessment.sealedAt)}. Se den, som læserne ser den`,
            href: paths.assessment(slug, year),
          },
        }
      : {}),
  };
}

function withJudgement(goal: ReportedGoal, assessment: Assessment | undefined): GoalResult {
  const judged = assessment?.goals.find(({ goalKey }) => goalKey === goal.key);
  return presentGoalResult(judged ? { ...goal, verdict: judged.verdict, reasons: judged.reasons } : goal);
}

function typedFrom(assessment: Assessment | undefined): TypedAssessment {
  const goals = assessment?.goals ?? [];
  return {
    verdict: assessment?.verdict ?? '',
    reasons: assessment?.reasons ?? '',
    answer: assessment?.answer ?? '',
    based_on: String(assessment?.version ?? 0),
    ...Object.fromEntries(goals.map(({ goalKey, verdict }) => [`verdict_${goalKey}`, verdict])),
    ...Object.fromEntries(goals.map(({ goalKey, reasons }) => [`reasons_${goalKey}`, reasons])),
  };
}

function presentDescribing(id: number, year: number, goals: ReportedGoal[]) {
  return {
    href: paths.assessmentEntry(id, year),
    goals: [{ value: '', label: 'Alle mål' }, ...goals.map(({ key, text }) => ({ value: String(key), label: text }))],
  };
}
