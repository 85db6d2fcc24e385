import type { Issue } from '../entries/entry.ts';
import type { ContractBounds } from './check-contract.ts';
import { checkResponsible, issue } from './check-goal.ts';
import type { Activity, DisseminationStep } from './contract.ts';

const MOST = 1_000_000;

/** What is wrong with one activity of the action plan. */
export function checkActivity({ start, end, responsible }: Activity, bounds: ContractBounds): Issue[] {
  return [
    ...(isWithin(start, bounds) ? [] : issue('start', 'Aktiviteten skal begynde i partnerskabets periode.')),
    ...checkEnd(start, end, bounds),
    ...checkResponsible(responsible, bounds),
  ];
}

/** What is wrong with one step of the dissemination plan. */
export function checkStep({ channel, target, due }: DisseminationStep, bounds: ContractBounds): Issue[] {
  const isCount = Number.isInteger(target) && target >= 1 && target <= MOST;
  return [
    ...(isCount || channel === 'other' ? [] : issue('target', 'Skriv et helt antal på mindst 1.')),
    ...(isWithin(due, bounds) ? [] : issue('due', 'Dagen skal ligge i partnerskabets periode.')),
  ];
}

function checkEnd(start: string, end: string, bounds: ContractBounds): Issue[] {
  if (end < start) return issue('end', 'Aktiviteten kan ikke slutte, før den begynder.');
  return isWithin(end, bounds) ? [] : issue('end', 'Aktiviteten skal slutte i partnerskabets periode.');
}

function isWithin(day: string, { start, end }: ContractBounds): boolean {
  return day >= start && day <= end;
}
