import type { AssessmentState } from '#content/db/schema.ts';
import type { ReportedGoal } from '#content/partnerships/assessed-goals.ts';
import type { Assessment } from '#content/partnerships/assessments.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { type TypedAssessment, verdicts } from '../../forms/assessment.ts';

/** What was sent: a judgement to be saved, or to be heard as well, an answer to one, or a decision without words. */
export type Sent = 'draft' | 'hearing' | 'answer' | 'decision';

const KEPT = 'Din tekst er ikke gemt, men den står her endnu.';
const READ_AGAIN =
  'Bedømmelsen, tallene eller svaret er ændret, siden du åbnede siden. Læs siden igennem, som den er nu.';

/** Why it came too late, by what the assessment is now. Two drafts are shown side by side instead. */
export function describeChange(sent: Sent, state: AssessmentState): string {
  const kept = sent === 'decision' ? '' : ` ${KEPT}`;
  if (state === 'sealed') return `Bedømmelsen er blevet forseglet imens.${kept}`;
  if (state === 'draft') return `Bedømmelsen er blevet taget tilbage imens.${kept}`;
  return sent === 'answer' || sent === 'decision'
    ? `${READ_AGAIN}${kept}`
    : `Bedømmelsen er blevet sendt i høring imens.${kept} Tag bedømmelsen tilbage, hvis den skal ændres.`;
}

/** The fields as they stand for a judgement that is stored. */
export function typeAssessment(assessment: Assessment | undefined): TypedAssessment {
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

/** What is typed of each goal and of the whole, as people read it. */
export function describeTyped(goals: ReportedGoal[], typed: TypedAssessment): { label: string; text: string }[] {
  return [
    ...goals.map(({ key, text }, index) => ({ label: `Mål ${index + 1}: ${text}`, text: describe(typed, `_${key}`) })),
    { label: 'Kontrakten som helhed', text: describe(typed, '') },
  ];
}

function describe(typed: TypedAssessment, suffix: string): string {
  const verdict = verdicts.find((one) => one === typed[`verdict${suffix}`]);
  return [verdict ? verdictLabels[verdict] : '', typed[`reasons${suffix}`]?.trim() ?? ''].filter(Boolean).join('\n\n');
}
