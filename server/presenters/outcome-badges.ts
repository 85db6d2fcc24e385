import type { Assessed } from '#content/entries/outcomes.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { formatTried } from './trials/words.ts';

/** How an effort was judged and where else it was tried, as far as that is known. */
interface Outcome {
  tried: number;
  assessed: Pick<Assessed, 'verdict' | 'year'> | null;
}

/** `Resultat bedømt: delvist nået, 2007`, `Afprøvet i 4 kommuner` */
export function presentBadges({ tried, assessed }: Outcome): string[] {
  return [...(assessed ? [formatAssessed(assessed)] : []), ...(tried ? [formatTried(tried)] : [])];
}

export function formatAssessed({ verdict, year }: Pick<Assessed, 'verdict' | 'year'>): string {
  return `Resultat bedømt: ${verdictLabels[verdict].toLowerCase()}, ${year}`;
}
