import type { Trial } from '#content/trials/trial.ts';
import { paths } from '../../paths.ts';
import { formatCount } from '../format.ts';
import type { Page } from '../page.ts';
import { presentTrialItem, type TrialListItem } from './trial-item.ts';

/** What waits for reviewers, and what they decided last. */
export interface TrialOverview {
  page: Page;
  count: string;
  waiting: TrialListItem[];
  decided: TrialListItem[];
}

export function presentTrialOverview(waiting: Trial[], decided: Trial[]): TrialOverview {
  return {
    page: {
      title: 'Afprøvninger',
      noindex: true,
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Afprøvninger' }],
    },
    count: formatWaitingTrials(waiting.length),
    waiting: waiting.map((trial) => presentTrialItem(trial, false)),
    decided: decided.map((trial) => presentTrialItem(trial, false)),
  };
}

/** `2 afprøvninger venter` */
export function formatWaitingTrials(count: number): string {
  return formatCount(count, 'afprøvning venter', 'afprøvninger venter');
}
