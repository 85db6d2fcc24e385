import type { Verdict } from '../db/schema.ts';

/** What each verdict is called, at the beginning of a line. */
export const verdictLabels: Record<Verdict, string> = {
  reached: 'Nået',
  partly: 'Delvist nået',
  not_reached: 'Ikke nået',
  not_judged: 'Kan ikke bedømmes',
};
