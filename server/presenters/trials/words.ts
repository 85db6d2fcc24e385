import type { TrialState, WouldAgain } from '#content/db/schema.ts';
import type { TrialContent } from '#content/trials/trial.ts';
import { type Edge, isEdge } from '../../forms/day-or-month.ts';
import { formatCount, formatDay } from '../format.ts';

export const wouldAgainLabels: Record<WouldAgain, string> = { yes: 'Ja', partly: 'Delvist', no: 'Nej' };

export const trialStateLabels: Record<TrialState, string> = {
  submitted: 'Indsendt',
  returned: 'Returneret',
  published: 'Udgivet',
};

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
