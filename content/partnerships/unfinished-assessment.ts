import type { Issue } from '../entries/entry.ts';
import type { AssessmentText } from './save-assessment.ts';

export const CHOOSE = 'Vælg, om målet er nået.';
const EXPLAIN = 'Skriv en begrundelse.';

/** Before the partnership hears a judgement every goal and the whole need a verdict, and every verdict its reasons. */
export function findUnfinished(goalKeys: number[], { verdict, reasons, goals }: AssessmentText): Issue[] {
  const issues = goalKeys.flatMap((key): Issue[] => {
    const judged = goals.find(({ goalKey }) => goalKey === key);
    if (!judged) return [{ field: `verdict_${key}`, message: CHOOSE }];
    return judged.reasons ? [] : [{ field: `reasons_${key}`, message: EXPLAIN }];
  });
  if (!verdict) return [...issues, { field: 'verdict', message: 'Bedøm kontrakten som helhed.' }];
  return reasons ? issues : [...issues, { field: 'reasons', message: EXPLAIN }];
}
