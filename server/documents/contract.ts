import { plainText } from '#content/markdown.ts';
import type { ContractPage } from '../presenters/partnerships/contract-page.ts';
import { listGoalFacts } from '../presenters/partnerships/contract-terms.ts';
import type { Block } from './docx.ts';

/** A signed contract as a document; `text` is its Markdown. */
export function contractDocument(page: ContractPage, text: string): Block[] {
  return [
    { heading: `${page.heading}: ${page.name}`, level: 1 },
    ...(page.demonstration ? [{ text: 'Partnerskabet er opfundet. Det viser, hvordan siden virker.' }] : []),
    ...(page.notice ? [{ text: page.notice }] : []),
    { facts: page.facts },
    ...(page.reason ? [{ heading: 'Derfor blev kontrakten ændret', level: 2 as const }, { text: page.reason }] : []),
    { heading: 'Kontrakten i almindelige ord', level: 2 },
    { text: plainText(text) },
    { heading: 'Mål og målemetoder', level: 2 },
    ...page.goals.flatMap((goal): Block[] => [{ heading: goal.text, level: 3 }, { facts: listGoalFacts(goal) }]),
    { heading: 'Handlingsplan', level: 2 },
    {
      headings: ['Aktivitet', 'Hvornår', 'Ansvarlig', 'Status'],
      rows: page.activities.map(({ text: what, period, responsible, statusLabel, note }) => [
        ...[what, period, responsible, note ? `${statusLabel}. ${note}` : statusLabel],
      ]),
    },
    { heading: 'Formidlingsplan', level: 2 },
    {
      headings: ['Hvad', 'Til hvem', 'Hvordan og hvornår', 'Status'],
      rows: page.steps.map(({ text: what, audience, plan, progress }) => [what, audience, plan, progress]),
    },
  ];
}
