import type { GoalResult } from '../presenters/partnerships/assessed-goals.ts';
import type { AssessmentPage } from '../presenters/partnerships/assessment-page.ts';
import type { Block } from './docx.ts';

/** A sealed assessment as a document: what its page says, in the same order. */
export function assessmentDocument(page: AssessmentPage): Block[] {
  return [
    { heading: `${page.heading}: ${page.partnership.name}`, level: 1 },
    ...(page.isDemonstration ? [{ text: 'Partnerskabet er opfundet. Det viser, hvordan siden virker.' }] : []),
    { text: `Forseglet ${page.sealedOn}. Bedømt efter ${page.contract.text}.` },
    { heading: `Kontrakten som helhed: ${page.verdict.toLowerCase()}`, level: 2 },
    { text: page.reasons },
    { heading: 'Mål for mål', level: 2 },
    ...page.goals.flatMap(describeGoal),
    { heading: 'Partnerskabets svar', level: 2 },
    { text: page.answer || 'Partnerskabet har ikke svaret inden fristen.' },
  ];
}

function describeGoal(goal: GoalResult): Block[] {
  return [
    { heading: goal.text, level: 3 },
    { lead: `${goal.verdict}.`, text: goal.reasons ?? '' },
    { facts: goal.facts },
    withoutEmptyColumns({
      headings: ['Periode', 'Tal', 'Bemærkning', 'Dokumentation'],
      rows: goal.figures.map(({ period, actual, note, evidence }) => [period, actual, note, evidence]),
    }),
  ];
}

function withoutEmptyColumns({ headings, rows }: { headings: string[]; rows: string[][] }): Block {
  const isFilled = (_: string, index: number) => rows.some((cells) => cells[index]);
  return { headings: headings.filter(isFilled), rows: rows.map((cells) => cells.filter(isFilled)) };
}
