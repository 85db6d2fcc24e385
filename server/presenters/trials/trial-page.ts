import type { TrialState } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import { can } from '#content/permissions.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Trial } from '#content/trials/trial.ts';
import type { User } from '#content/users/user.ts';
import type { TypedTrial } from '../../forms/trial.ts';
import { paths } from '../../paths.ts';
import type { Crumb, Page } from '../page.ts';
import { presentFields, type TrialFields, typedFrom } from './form-page.ts';
import { type KeptTrial, keepTyped } from './kept.ts';
import { presentTrialFacts, type TrialFact } from './published.ts';
import { sayWhen } from './trial-item.ts';
import { formatTrialPeriod, trialStateLabels } from './words.ts';

/** One trial, for the one who wrote it and for reviewers. */
export interface TrialPage {
  page: Page;
  title: string;
  state: string;
  /** When what happened to it last, and who did it. */
  meta: string;
  entry: { label: string; href?: string };
  /** What happens next, said to the one who wrote it. */
  next?: string;
  reason: string;
  facts: TrialFact[];
  contact?: { name: string; organisation: string; phone: string; email: string };
  /** For the one who can mend it; then the facts are left out. */
  edit?: { href: string; submit: string; fields: TrialFields };
  decide?: { href: string; version: number };
  withdraw?: { href: string };
  /** What was typed and is not saved, where there is no field for it now. */
  kept?: KeptTrial;
  /** The reason that was typed, and what is wrong. */
  typedReason: string;
  issues: Issue[];
}

/** What was typed in one of the page's forms, and what is wrong with it. */
export interface TrialAttempt {
  typed?: TypedTrial;
  issues?: Issue[];
}

export function presentTrial(
  user: User,
  trial: Trial,
  taxonomy: Taxonomy,
  { typed, issues = [] }: TrialAttempt = {},
): TrialPage {
  const { id, state, version, reason, municipality, contact } = trial;
  const subject = { trial: state, submittedBy: trial.submittedBy };
  const isOwn = user.id === trial.submittedBy;
  const title = `Afprøvning i ${municipality}`;
  const mayEdit = can(user, 'trial.edit', subject);
  const [mayDecide, mayWithdraw] = [can(user, 'trial.decide', subject), can(user, 'trial.withdraw', subject)];
  const kept = typed && keepTyped(typed, trial, taxonomy, { trial: mayEdit, reason: mayDecide || mayWithdraw });
  return {
    page: { title, noindex: true, breadcrumbs: [...crumbs(isOwn), { label: title }] },
    title,
    state: trialStateLabels[state],
    meta: sayWhen(trial, isOwn),
    entry: linkEntry(trial),
    ...(isOwn ? { next: nextSteps[state] } : {}),
    reason,
    facts: mayEdit ? [] : [{ label: 'Hvornår?', text: formatTrialPeriod(trial) }, ...presentTrialFacts(trial, isOwn)],
    ...(!mayEdit && Object.values(contact).some(Boolean) ? { contact: { ...contact, organisation: '' } } : {}),
    ...(mayEdit
      ? {
          edit: {
            href: paths.trial(id),
            submit: state === 'returned' ? 'Gem, og send ind igen' : 'Gem ændringerne',
            fields: presentFields(taxonomy, typed ?? typedFrom(trial, version), issues),
          },
        }
      : {}),
    ...(mayDecide ? { decide: { href: paths.trialDecision(id), version } } : {}),
    ...(mayWithdraw ? { withdraw: { href: paths.trialWithdrawal(id) } } : {}),
    ...(kept ? { kept } : {}),
    typedReason: typed?.reason ?? '',
    issues,
  };
}

const nextSteps: Record<TrialState, string> = {
  submitted: 'Den venter på, at en konsulent ser den igennem. Indtil da kan du rette i den.',
  returned: 'Læserne ser den ikke. Ret den, og send den ind igen.',
  published: 'Læserne ser den nu på erfaringens side. Tak, fordi I deler den.',
};

function crumbs(isOwn: boolean): Crumb[] {
  if (isOwn)
    return [
      { label: 'Forside', href: paths.front() },
      { label: 'Din side', href: paths.own() },
    ];
  return [
    { label: 'Redaktion', href: paths.queue() },
    { label: 'Afprøvninger', href: paths.editedTrials() },
  ];
}

/** An entry that is no longer published has no page to lead to. */
function linkEntry({ entry: { title, slug, state } }: Trial): { label: string; href?: string } {
  return state === 'published' ? { label: title, href: paths.entry(slug) } : { label: title };
}
