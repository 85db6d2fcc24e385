import type { Actor } from './permissions/actor.ts';
import { type EntrySubject, entryRules } from './permissions/entry-rules.ts';
import { type PartnershipSubject, partnershipRules } from './permissions/partnership-rules.ts';
import { siteRules } from './permissions/site-rules.ts';
import { type TrialSubject, trialRules } from './permissions/trial-rules.ts';

export type SiteAction = keyof typeof siteRules;
export type EntryAction = keyof typeof entryRules;
export type PartnershipAction = keyof typeof partnershipRules;
export type TrialAction = keyof typeof trialRules;
export type Action = SiteAction | EntryAction | PartnershipAction | TrialAction;

export function isEntryAction(action: Action): action is EntryAction {
  return Object.hasOwn(entryRules, action);
}

export function isPartnershipAction(action: Action): action is PartnershipAction {
  return Object.hasOwn(partnershipRules, action);
}

export function isTrialAction(action: Action): action is TrialAction {
  return Object.hasOwn(trialRules, action);
}

/** Whether `actor` may do `action` to `subject`. The one place that decides; whatever no rule allows is refused. */
export function can(actor: Actor, action: SiteAction, subject: 'site'): boolean;
export function can(actor: Actor, action: EntryAction, subject: EntrySubject): boolean;
export function can(actor: Actor, action: PartnershipAction, subject: PartnershipSubject): boolean;
export function can(actor: Actor, action: TrialAction, subject: TrialSubject): boolean;
export function can(
  actor: Actor,
  action: Action,
  subject: 'site' | EntrySubject | PartnershipSubject | TrialSubject,
): boolean {
  if (!actor) return false;
  if (subject === 'site') return Object.hasOwn(siteRules, action) && siteRules[action as SiteAction](actor);
  if ('partnership' in subject) return isPartnershipAction(action) && partnershipRules[action](actor, subject);
  if ('trial' in subject) return isTrialAction(action) && trialRules[action](actor, subject);
  return isEntryAction(action) && entryRules[action](actor, subject);
}
