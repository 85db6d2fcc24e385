import type { ActivityStatus } from '#content/db/schema.ts';
import type { StatusOfActivity } from '#content/partnerships/activities.ts';
import type { Activity, DisseminationStep, ResultGoal } from '#content/partnerships/contract.ts';
import { type Dissemination, stepCount, stepDone } from '#content/partnerships/dissemination.ts';
import type { PartnershipEvent } from '#content/partnerships/events.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { formatCount, formatDay, formatNumber, formatPeriod } from '../format.ts';
import { aggregationLabels, channelLabels, splitKindLabels, statusLabels } from './contract-words.ts';

/** A goal as it stands in a contract. */
export interface GoalTerms {
  key: number;
  text: string;
  indicator: string;
  baseline: string;
  target: string;
  /** How the figures of several periods and groups are read. */
  counting: string;
  /** How it is measured, how often, and by whom. */
  method: string;
}

export interface ActivityTerms {
  key: number;
  text: string;
  period: string;
  responsible: string;
  status: ActivityStatus;
  statusLabel: string;
  note: string;
  updated: string;
}

export interface StepTerms {
  key: number;
  text: string;
  audience: string;
  /** How, how much, and when at the latest. */
  plan: string;
  /** `Sket`, `Planlagt`, or `Mangler` when the day has passed. */
  state: string;
  /** What has been done of it: `1 af 2 arrangementer`. */
  progress: string;
  events: EventTerms[];
}

export interface EventTerms {
  id: number;
  title: string;
  /** The day, and how many came. */
  meta: string;
}

export function presentGoal({ key, text, indicator, unit, splits, measurement, ...goal }: ResultGoal): GoalTerms {
  const split = splits.map((kind) => splitKindLabels[kind].toLowerCase()).join(' og ');
  return {
    ...{ key, text, indicator },
    baseline: `${formatFigure(goal.baseline, unit)} (${formatDay(goal.baselineDate)})`,
    target: `${formatFigure(goal.target, unit)} senest ${formatDay(goal.deadline)}`,
    counting: `${aggregationLabels[goal.aggregation]}.${split ? ` Deles på ${split}.` : ''}`,
    method: `${measurement.source}. ${measurement.frequency}. Måles af ${measurement.responsible}.`,
  };
}

/** The goal as a list of what was agreed about it. */
export function listGoalFacts({ indicator, counting, baseline, target, method }: GoalTerms) {
  return [
    { label: 'Det, der tælles', value: `${indicator}. ${counting}` },
    { label: 'Udgangspunkt', value: baseline },
    { label: 'Skal nås', value: target },
    { label: 'Målemetode', value: method },
  ];
}

export function presentActivity(activity: Activity, statuses: StatusOfActivity[]): ActivityTerms {
  const { key, text, start, end, responsible } = activity;
  const found = statuses.find(({ activityKey }) => activityKey === key);
  const status = found?.status ?? 'planned';
  return {
    ...{ key, text, responsible, status, statusLabel: statusLabels[status], note: found?.note ?? '' },
    period: formatPeriod(start, end),
    updated: found ? formatDay(found.updatedAt) : '',
  };
}

export function presentStep(step: DisseminationStep, done: Dissemination, today: string): StepTerms {
  const { key, text, audience, due } = step;
  return {
    ...{ key, text, audience },
    plan: `${presentChannel(step)} senest ${formatDay(due)}`,
    state: stepDone(step, done) ? 'Sket' : due < today ? 'Mangler' : 'Planlagt',
    progress: presentProgress(step, done),
    events: done.events.filter(({ stepKey }) => stepKey === key).map(presentEvent),
  };
}

export function presentEvent({ id, title, heldOn, participants }: PartnershipEvent): EventTerms {
  const came = participants === null ? [] : [formatCount(participants, 'deltager', 'deltagere')];
  return { id, title, meta: [formatDay(heldOn), ...came].join(' · ') };
}

const counted: Record<Exclude<DisseminationStep['channel'], 'other'>, [one: string, many: string]> = {
  entry: ['erfaring', 'erfaringer'],
  reads: ['læsning', 'læsninger'],
  event: ['arrangement', 'arrangementer'],
};

function presentChannel({ channel, target }: DisseminationStep): string {
  if (channel === 'other') return channelLabels.other;
  const [one, many] = counted[channel];
  const place = channel === 'entry' ? ' her i databasen' : '';
  return `${formatNumber(target)} ${target === 1 ? one : many}${place}`;
}

function presentProgress(step: DisseminationStep, done: Dissemination): string {
  if (step.channel === 'other') return stepDone(step, done) ? 'Gjort' : 'Ikke gjort endnu';
  const [, many] = counted[step.channel];
  const count = stepCount(step, done);
  return `${formatNumber(count)} af ${formatNumber(step.target)} ${step.target === 1 ? counted[step.channel][0] : many}`;
}
