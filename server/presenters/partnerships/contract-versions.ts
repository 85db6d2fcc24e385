import type { AbandonedRenegotiation } from '#content/partnerships/abandoned-renegotiations.ts';
import { type Contract, contractInForce } from '#content/partnerships/contracts.ts';
import { addDays } from '#content/partnerships/periods.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import { paths } from '../../paths.ts';
import { formatDay, formatPeriod } from '../format.ts';

/** A signed version of a contract, and when it held. */
export interface VersionItem {
  number: number;
  label: string;
  href: string;
  /** `1. juli 2005 – 31. december 2006`, or that it was replaced before it held. */
  held: string;
  reason: string;
  isCurrent: boolean;
}

type Holder = Pick<Partnership, 'slug' | 'endDate'>;

/** The newest first. */
export function presentVersions({ slug, endDate }: Holder, contracts: Contract[], today: string): VersionItem[] {
  const signed = contracts.filter(({ state }) => state === 'signed');
  const current = today <= endDate ? contractInForce(signed, today) : undefined;
  return signed
    .map((contract) => ({
      number: contract.number,
      label: `Version ${contract.number}`,
      href: paths.contract(slug, contract.number),
      held: presentHeld(contract, signed, endDate),
      reason: contract.reason,
      isCurrent: contract.number === current?.number,
    }))
    .toReversed();
}

/** From its own first day until the day before the next one that took effect, or the last day of the partnership. */
function presentHeld(contract: Contract, signed: Contract[], endDate: string): string {
  const { effectiveFrom, number } = contract;
  const later = signed.filter((other) => other.number > number);
  if (later.some((other) => other.effectiveFrom <= effectiveFrom)) return 'Afløst, før den kom til at gælde';
  const [next] = later.map((other) => other.effectiveFrom).toSorted();
  return formatPeriod(effectiveFrom, next ? addDays(next, -1) : endDate);
}

/** A renegotiation that came to nothing. */
export interface AbandonedItem {
  label: string;
  /** When, and by whom. */
  by: string;
  reason: string;
}

export function presentAbandoned(abandoned: AbandonedRenegotiation): AbandonedItem {
  const { number, reason, abandonedAt, side, name } = abandoned;
  const sideName = side === 'partnership' ? 'partnerskabet' : 'ministeriet';
  return {
    label: `Forslag til version ${number}`,
    by: `Opgivet ${formatDay(abandonedAt)} af ${name ? `${name} for ${sideName}` : sideName}`,
    reason,
  };
}
