import { judgementFields, type TypedAssessment } from '../../forms/assessment.ts';
import { paths } from '../../paths.ts';
import { compareField } from '../compare-field.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { describeTyped, type Sent, typeAssessment } from './assessment-changed.ts';
import { type AssessmentMatter, assessmentCrumbs } from './assessment-work.ts';

/** Both drafts, goal by goal where they differ; `mine` over the stored one is what a save would do. */
export function presentAssessmentConflict(matter: AssessmentMatter, mine: TypedAssessment, sent: Sent): ConflictPage {
  const { standing, year, goals, assessment } = matter;
  const theirs = describeTyped(goals, typeAssessment(assessment));
  const href = paths.assessmentDraft(standing.id, year);
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [...assessmentCrumbs(matter), { label: 'To udgaver' }],
    },
    other: 'En anden gemte bedømmelsen',
    differences: describeTyped(goals, mine).flatMap(({ label, text }, index) =>
      compareField(label, theirs[index]?.text ?? '', text),
    ),
    ...(sent === 'hearing'
      ? { note: 'Bedømmelsen er ikke sendt i høring. Gem din udgave som kladde, og send den derefter.' }
      : {}),
    saveHref: href,
    keepHref: href,
    entries: [
      ...judgementFields(goals.map(({ key }) => key)).map((field): [string, string] => [field, mine[field] ?? '']),
      ['based_on', String(assessment?.version ?? 0)],
    ],
  };
}
