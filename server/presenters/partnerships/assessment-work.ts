import type { Issue } from '#content/entries/entry.ts';
import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import type { Assessment } from '#content/partnerships/assessments.ts';
import type { PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { can, type PartnershipAction } from '#content/permissions.ts';
import { type TypedAssessment, verdicts } from '../../forms/assessment.ts';
import { paths } from '../../paths.ts';
import type { Crumb, Link, Page } from '../page.ts';
import { type GoalResult, presentGoalResult } from './assessed-goals.ts';
import {
  type Describing,
  findOtherAnswer,
  keepTyped,
  presentDescribing,
  presentSealing,
  type Sealing,
} from './assessment-actions.ts';
import { type Sent, typeAssessment } from './assessment-changed.ts';
import { describeStage } from './assessment-stage.ts';

/** The assessment of a year for those who write it and those who answer it. */
export interface AssessmentWork {
  page: Page;
  heading: string;
  name: string;
  state: string;
  lead: string;
  issues: Issue[];
  /** The same, each with the goal that it is about: in the summary they stand far from it. */
  summary: Issue[];
  typed: TypedAssessment;
  /** What was written and cannot be saved any more, for its author to keep. */
  kept: { label: string; text: string }[];
  choices: { value: string; label: string }[];
  goals: GoalResult[];
  whole: { verdict: string; reasons: string };
  /** The answer that is stored. */
  answer: string;
  /** What the reader of the page can do; absent what she cannot. */
  writing?: { href: string; sendHref: string };
  answering?: { href: string; saved: string };
  sealing?: Sealing;
  describing?: Describing;
  publicPage?: Link;
}

export interface AssessmentMatter {
  standing: PartnershipStanding;
  name: string;
  year: number;
  goals: ReportedGoal[];
  assessment: Assessment | undefined;
}

/** What was sent and could not be done, and why. */
export interface AssessmentAttempt {
  typed?: TypedAssessment;
  sent?: Sent;
  issues?: Issue[];
}

export function presentAssessmentWork(
  actor: Actor,
  matter: AssessmentMatter,
  attempt: AssessmentAttempt = {},
  now = new Date(),
): AssessmentWork {
  const { standing, name, year, goals, assessment } = matter;
  const { id, slug } = standing;
  const { typed, issues = [] } = attempt;
  const allows = (action: PartnershipAction) => can(actor, action, standing);
  const [mayWrite, mayAnswer] = [allows('assessment.write'), allows('assessment.answer')];
  // A judgement that is not out yet is the ministry's own.
  const judged = assessment?.state === 'draft' && !mayWrite ? undefined : assessment;
  const shown = { ...typeAssessment(judged), seen: String(assessment?.version ?? 0), ...typed };
  return {
    page: { title: `Bedømmelse ${year}: ${name}`, noindex: true, breadcrumbs: assessmentCrumbs(matter, true) },
    ...{ heading: `Bedømmelse ${year}`, name, issues, typed: shown },
    summary: issues.map((issue) => nameGoal(issue, goals)),
    ...describeStage(assessment, { mayWrite, mayAnswer }),
    kept: keepTyped(goals, judged, attempt, { mayWrite, mayAnswer }),
    choices: [{ value: '', label: 'Vælg' }, ...verdicts.map((value) => ({ value, label: verdictLabels[value] }))],
    goals: goals.map((goal) => withJudgement(goal, judged)),
    whole: { verdict: judged?.verdict ? verdictLabels[judged.verdict] : '', reasons: judged?.reasons ?? '' },
    answer: assessment?.answer ?? '',
    ...(mayWrite
      ? { writing: { href: paths.assessmentDraft(id, year), sendHref: paths.assessmentHearing(id, year) } }
      : {}),
    ...(mayAnswer
      ? { answering: { href: paths.assessmentAnswer(id, year), saved: findOtherAnswer(assessment, shown) } }
      : {}),
    ...(allows('assessment.seal') && assessment ? { sealing: presentSealing(id, assessment, now) } : {}),
    ...(allows('assessment.describe') ? { describing: presentDescribing(id, year, goals) } : {}),
    ...(assessment?.sealedAt
      ? { publicPage: { label: 'Se bedømmelsen, som læserne ser den', href: paths.assessment(slug, year) } }
      : {}),
  };
}

export function assessmentCrumbs({ standing, name, year }: AssessmentMatter, isLast = false): Crumb[] {
  const label = `Bedømmelse ${year}`;
  const crumb = isLast ? { label } : { label, href: paths.assessmentDraft(standing.id, year) };
  return [{ label: 'Forside', href: paths.front() }, { label: name, href: paths.ownPartnership(standing.id) }, crumb];
}

function nameGoal({ field, message }: Issue, goals: ReportedGoal[]): Issue {
  const goal = goals.find(({ key }) => field === `verdict_${key}` || field === `reasons_${key}`);
  if (goal) return { field, message: `${goal.text}: ${message}` };
  return { field, message: field === 'reasons' ? `Kontrakten som helhed: ${message}` : message };
}

function withJudgement(goal: ReportedGoal, assessment: Assessment | undefined): GoalResult {
  const judged = assessment?.goals.find(({ goalKey }) => goalKey === goal.key);
  return presentGoalResult(judged ? { ...goal, verdict: judged.verdict, reasons: judged.reasons } : goal);
}
