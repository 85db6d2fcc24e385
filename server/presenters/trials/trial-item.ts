import type { Trial } from '#content/trials/trial.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Link } from '../page.ts';
import { trialStateLabels } from './words.ts';

/** Nobody needs to be told that she wrote it herself. */
export function sayWhen(trial: Trial, isOwn: boolean): string {
  const { state, submittedAt, writer, writerOrganisation, decidedAt, decider } = trial;
  const by = [writer, writerOrganisation].filter(Boolean).join(', ');
  const submitted = `Indsendt ${formatDay(submittedAt)}${isOwn ? '' : ` af ${by}`}`;
  if (state === 'submitted' || !decidedAt) return submitted;
  const verb = state === 'published' ? 'udgivet' : 'returneret';
  return `${submitted} · ${verb} ${formatDay(decidedAt)}${decider ? ` af ${decider}` : ''}`;
}

/** A trial on a list. */
export interface TrialListItem extends Link {
  meta: string;
  state: string;
}

export function presentTrialItem(trial: Trial, isOwn: boolean): TrialListItem {
  return {
    label: trial.entry.title,
    href: paths.trial(trial.id),
    meta: `${trial.municipality} · ${sayWhen(trial, isOwn)}`,
    state: trialStateLabels[trial.state],
  };
}
