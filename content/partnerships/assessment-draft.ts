import type { MemberType } from '../db/schema.ts';
import type { DraftFields } from '../entries/draft.ts';
import type { AssessedGoal, AssessmentRecord } from './assessment.ts';
import type { Activity } from './contract.ts';
import { formatFigure } from './figures.ts';
import { verdictLabels } from './verdict.ts';

interface PartnershipFacts {
  startDate: string;
  endDate: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  contact_organisation: string;
  members: { name: string; type: MemberType; municipality: string | null }[];
  activities: Activity[];
}

/** What is known of an entry about a sealed assessment, or about one goal of it: a beginning, for its authors to go on with. */
export function draftFromAssessment(
  record: AssessmentRecord,
  goalKey: number | null,
  facts: PartnershipFacts,
): Partial<DraftFields> {
  const goals = goalKey === null ? record.goals : record.goals.filter(({ key }) => key === goalKey);
  const subject = goalKey === null ? record.partnership : (goals[0]?.text ?? record.partnership);
  const { contact_name, contact_phone, contact_email, contact_organisation } = facts;
  return {
    ...{ contact_name, contact_phone, contact_email, contact_organisation },
    title: `${subject}: resultater ${record.year}`.slice(0, 300),
    methods: ['lokale-partnerskaber', 'udbud-med-resultatkontrakt'],
    municipalities: facts.members.flatMap(({ municipality }) => municipality ?? []).join(', '),
    ...organisationOf(facts),
    start_date: facts.startDate,
    end_date: facts.endDate,
    background: sayBackground(record),
    method: facts.activities.map(({ text, responsible }) => `- ${text} (${responsible})`).join('\n'),
    results: goals.map(sayGoal).join('\n\n'),
    resources: saySection(
      'Deltagere',
      facts.members.map(({ name }) => name),
    ),
  };
}

function organisationOf({ members }: PartnershipFacts): Partial<DraftFields> {
  const municipality = members.find(({ type }) => type === 'municipality');
  return municipality ? { organisation_name: municipality.name, organisation_type: 'kommune' } : {};
}

function sayBackground({ partnership, year, contract }: AssessmentRecord): string {
  return `Erfaringen kommer fra ${partnership}. Tallene er fra ministeriets bedømmelse for ${year} efter resultatkontraktens version ${contract.number}.`;
}

function sayGoal(goal: AssessedGoal): string {
  const { text, indicator, unit, baseline, target, actual, verdict, measurement } = goal;
  const reached = actual === null ? 'ingen tal' : formatFigure(actual, unit);
  return [
    `## ${text}`,
    '',
    `${indicator}: fra ${formatFigure(baseline, unit)} til ${reached}. Målet var ${formatFigure(target, unit)}.`,
    '',
    `Bedømt: ${verdictLabels[verdict].toLowerCase()}. Kilde: ${measurement.source}.`,
  ].join('\n');
}

function saySection(heading: string, items: string[]): string {
  return items.length ? [`${heading}:`, '', ...items.map((item) => `- ${item}`)].join('\n') : '';
}
