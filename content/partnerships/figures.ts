import type { Unit } from './contract.ts';

const format = new Intl.NumberFormat('da-DK', { maximumFractionDigits: 6 });
const units: Record<Unit, string> = { persons: ' personer', percent: ' %', dkk: ' kr.', number: '' };

/** A figure with its unit, as `62,5 %` or `1 person`. */
export function formatFigure(value: number, unit: Unit): string {
  return value === 1 && unit === 'persons' ? '1 person' : `${format.format(value)}${units[unit]}`;
}
