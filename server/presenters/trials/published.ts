import type { PublishedTrial } from '#content/trials/trial.ts';
import { paths } from '../../paths.ts';
import { formatTrialPeriod, formatTried, wouldAgainLabels } from './words.ts';

/** What other municipalities tell of an entry, on its page. */
export interface TrialsSection {
  /** Absent while nobody has told anything. */
  heading?: string;
  items: TrialItem[];
  /** Where a municipality tells more; absent in a preview. */
  newHref?: string;
}

export interface TrialItem {
  municipality: string;
  when: string;
  facts: TrialFact[];
  contact?: { name: string; organisation: string; phone: string; email: string };
}

export interface TrialFact {
  label: string;
  text: string;
}

export function presentPublishedTrials(slug: string, trials: PublishedTrial[]): TrialsSection {
  const municipalities = new Set(trials.map(({ municipality }) => municipality)).size;
  return {
    ...(trials.length ? { heading: formatTried(municipalities) } : {}),
    items: trials.map(presentItem),
    newHref: paths.newTrial(slug),
  };
}

function presentItem(trial: PublishedTrial): TrialItem {
  const { municipality, contact } = trial;
  return {
    municipality,
    when: formatTrialPeriod(trial),
    facts: presentTrialFacts(trial),
    ...(Object.values(contact).some(Boolean) ? { contact: { ...contact, organisation: '' } } : {}),
  };
}

/** What is told, without what was left out; `isOwn`: to the one who told it. */
export function presentTrialFacts(
  { outcome, changes, cost, wouldAgain }: Pick<PublishedTrial, 'outcome' | 'changes' | 'cost' | 'wouldAgain'>,
  isOwn = false,
): TrialFact[] {
  const they = isOwn ? 'I' : 'de';
  return [
    { label: 'Hvad kom der ud af det?', text: outcome },
    { label: `Hvad gjorde ${they} anderledes?`, text: changes },
    { label: 'Hvad kostede det?', text: cost },
    { label: `Ville ${they} gøre det igen?`, text: wouldAgainLabels[wouldAgain] },
  ].filter(({ text }) => text);
}
