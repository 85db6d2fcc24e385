import type { Activity, DisseminationStep, ResultGoal } from '#content/partnerships/contract.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import { typeNumber } from '#content/typed-number.ts';
import type { ActivityValues, GoalValues, StepValues } from './contract.ts';
import type { TypedActivity, TypedContract, TypedGoal, TypedStep } from './typed.ts';

export function toGoal({ baseline_date, source, frequency, responsible, ...goal }: GoalValues): ResultGoal {
  return { ...goal, baselineDate: baseline_date, measurement: { source, frequency, responsible } };
}

export function toActivity(values: ActivityValues): Activity {
  return values;
}

export function toStep(values: StepValues): DisseminationStep {
  return values;
}

type StoredContract = Pick<Contract, 'content' | 'effectiveFrom' | 'reason' | 'version'>;

/** The fields as they stand for a contract that there is. */
export function typeContract({ content, effectiveFrom, reason, version }: StoredContract): TypedContract {
  const { text, reporting, goals, activities, dissemination } = content;
  return {
    ...{ text, reporting, effective_from: effectiveFrom, reason, based_on: version },
    goals: goals.map(typeGoal),
    activities: activities.map(typeActivity),
    dissemination: dissemination.map(typeStep),
  };
}

function typeGoal({ key, baseline, baselineDate, target, measurement, ...goal }: ResultGoal): TypedGoal {
  return {
    ...{ ...goal, key: String(key), baseline: typeNumber(baseline), baseline_date: baselineDate },
    ...{ target: typeNumber(target), ...measurement },
  };
}

function typeActivity({ key, ...activity }: Activity): TypedActivity {
  return { ...activity, key: String(key) };
}

function typeStep({ key, target, ...step }: DisseminationStep): TypedStep {
  return { ...step, key: String(key), target: typeNumber(target) };
}
