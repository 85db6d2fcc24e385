import type { PartnershipState } from '#content/db/schema.ts';

export function partnershipStateLabel(state: PartnershipState): string {
  return { draft: 'Under forberedelse', active: 'I gang', closed: 'Afsluttet' }[state];
}
