import type { TrialState, WouldAgain } from '#content/db/schema.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { TrialContent } from '#content/trials/trial.ts';
import { type Edge, isEdge } from '../../forms/day-or-month.ts';
import { formatCount, formatDay } from '../format.ts';

export const wouldAgainLabels: Record<WouldAgain, string> = { yes: 'Ja', partly: 'Delvist', no: 'Nej' };

export const trialStateLabels: Record<TrialState, string> = {
  submitted: 'Indsendt',
  returned: 'Returneret',
  published: 'Udgivet',
};

/** What the fields of a trial are called, in the order of the form. */
export const fieldLabels = {
  municipality: 'Kommune',
  started_on: 'Begyndte',
  ended_on: 'Sluttede',
  outcome: 'Hvad kom der ud af det?',
  changes: 'Hvad gjorde I anderledes?',
  cost: 'Hvad kostede det?',
  would_again: 'Ville I gøre det igen?',
  contact_name: 'Navn',
  contact_phone: 'Telefon',
  contact_email: 'E-mail',
} as const;
export type TrialField = keyof typeof fieldLabels;

/** What stands in a field, as people read it. */
export function readField(field: TrialField, value: string, taxonomy: Taxonomy): string {
  if (field === 'municipality') return taxonomy.municipality(value)?.name ?? value;
  if (field === 'would_again') return wouldAgainLabels[value as WouldAgain] ?? value;
  return value;
}

/** `Afprøvet i 4 kommuner` */
export function formatTried(municipalities: number): string {
  return `Afprøvet i ${formatCount(municipalities, 'kommune', 'kommuner')}`;
}

/** A day as it can be read back: the month alone where it is meant. */
export function formatEdge(day: string, edge: Edge): string {
  const text = formatDay(day);
  return isEdge(day, edge) ? text.slice(text.indexOf(' ') + 1) : text;
}

/** `marts 2024 – juni 2024`, `Fra 5. marts 2024` */
export function formatTrialPeriod({ startedOn, endedOn }: Pick<TrialContent, 'startedOn' | 'endedOn'>): string {
  const start = formatEdge(startedOn, 'first');
  if (!endedOn) return `Fra ${start}`;
  const end = formatEdge(endedOn, 'last');
  return start === end ? start : `${start} – ${end}`;
}
