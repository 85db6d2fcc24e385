import type { Issue } from '../entries/entry.ts';
import type { ContractBounds } from './check-contract.ts';
import { boundsOf, type ResultGoal } from './contract.ts';

/** What is wrong with one goal. */
export function checkGoal(goal: ResultGoal, bounds: ContractBounds): Issue[] {
  return [
    ...checkFigure('baseline', goal.baseline, goal),
    ...checkFigure('target', goal.target, goal),
    ...checkDirection(goal),
    ...checkDays(goal, bounds),
    ...checkWayOfCounting(goal),
    ...checkResponsible(goal.measurement.responsible, bounds),
  ];
}

/** Who answers for it must be one of the partnership. */
export function checkResponsible(responsible: string, { members }: ContractBounds): Issue[] {
  if (members.includes(responsible)) return [];
  return issue(
    'responsible',
    responsible ? `»${responsible}« er ikke medlem af partnerskabet. Vælg et medlem.` : 'Vælg, hvem der har ansvaret.',
  );
}

export function issue(field: string, message: string): Issue[] {
  return [{ field, message }];
}

function checkFigure(field: 'baseline' | 'target', value: number, { unit }: ResultGoal): Issue[] {
  const { least, most } = boundsOf(unit);
  if (value < least || value > most)
    return issue(
      field,
      unit === 'percent' ? 'Procent er et tal fra 0 til 100.' : 'Skriv et tal fra 0 og op, højst en billion.',
    );
  if (unit === 'persons' && !Number.isInteger(value)) return issue(field, 'Personer tælles i hele tal.');
  return [];
}

function checkDirection({ baseline, target, direction }: ResultGoal): Issue[] {
  if (direction === 'up' && target <= baseline)
    return issue('target', 'Tallet skal stige, så målet skal være højere end udgangspunktet.');
  if (direction === 'down' && target >= baseline)
    return issue('target', 'Tallet skal falde, så målet skal være lavere end udgangspunktet.');
  return [];
}

function checkDays({ baselineDate, deadline }: ResultGoal, { start, end }: ContractBounds): Issue[] {
  if (deadline <= baselineDate) return issue('deadline', 'Fristen skal ligge efter den dag, udgangspunktet er målt.');
  if (deadline < start || deadline > end) return issue('deadline', 'Fristen skal ligge i partnerskabets periode.');
  return [];
}

function checkWayOfCounting({ unit, aggregation, splits }: ResultGoal): Issue[] {
  return [
    ...(unit === 'percent' && aggregation === 'sum'
      ? issue('aggregation', 'Procenter kan ikke lægges sammen. Vælg det seneste tal.')
      : []),
    ...(unit !== 'persons' && splits.length
      ? issue('splits', 'Kun personer kan deles på køn og alder. Vælg enheden personer, eller fjern krydset.')
      : []),
  ];
}
