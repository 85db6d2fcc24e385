import type { PartnershipState } from '#content/db/schema.ts';

export function partnershipStateLabel(state: PartnershipState): string {
  return { draft: 'Under forberedelse', active: 'I gang', closed: 'Afsluttet' }[state];
}

/** As readers see it: what has come to its last day is no longer going on, though its last reports may be awaited. */
export function publicStateLabel(state: PartnershipState, endDate: string, today: string): string {
  return state === 'active' && endDate < today ? 'Perioden er slut' : partnershipStateLabel(state);
}
