import { type Contract, contractInForce } from '#content/partnerships/contracts.ts';
import { addDays } from '#content/partnerships/periods.ts';
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

/** The newest first. */
export function presentVersions(slug: string, contracts: Contract[], today: string): VersionItem[] {
  const signed = contracts.filter(({ state }) => state === 'signed');
  const current = contractInForce(signed, today);
  return signed
    .map((contract) => ({
      number: contract.number,
      label: `Version ${contract.number}`,
      href: paths.contract(slug, contract.number),
      held: presentHeld(contract, signed),
      reason: contract.reason,
      isCurrent: contract.number === current?.number,
    }))
    .toReversed();
}

/** From its own first day until the day before the next one that took effect. */
function presentHeld(contract: Contract, signed: Contract[]): string {
  const { effectiveFrom, number } = contract;
  const later = signed.filter((other) => other.number > number);
  if (later.some((other) => other.effectiveFrom <= effectiveFrom)) return 'Afløst, før den kom til at gælde';
  const [next] = later.map((other) => other.effectiveFrom).toSorted();
  return next ? formatPeriod(effectiveFrom, addDays(next, -1)) : `Fra ${formatDay(effectiveFrom)}`;
}
