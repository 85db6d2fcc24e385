import type { Issue } from '#content/entries/entry.ts';
import type { StatusOfActivity } from '#content/partnerships/activities.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Dissemination } from '#content/partnerships/dissemination.ts';
import type { PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { can } from '#content/permissions.ts';
import type { TypedEvent, TypedStatus } from '../../forms/contract/plans.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import {
  type ActivityTerms,
  type EventTerms,
  presentActivity,
  presentEvent,
  presentStep,
  type StepTerms,
} from './contract-terms.ts';
import { statusLabels, toChoices } from './contract-words.ts';

/** The plans of a partnership, for those who carry them out. */
export interface PlansPage {
  page: Page;
  name: string;
  issues: Issue[];
  mayEdit: boolean;
  contractHref: string;
  statusHref: string;
  statuses: { value: string; label: string }[];
  activities: (ActivityTerms & { typed: TypedStatus })[];
  steps: (Omit<StepTerms, 'events'> & { events: RemovableEvent[] })[];
  /** Those that belong to no step. */
  otherEvents: RemovableEvent[];
  eventsHref: string;
  event: TypedEvent;
  stepChoices: { value: string; label: string }[];
}

interface RemovableEvent extends EventTerms {
  removalHref: string;
}

export interface PlansMatter {
  actor: Actor;
  standing: PartnershipStanding;
  name: string;
  contract: Contract;
  statuses: StatusOfActivity[];
  dissemination: Dissemination;
  today: string;
}

export interface PlansAttempt {
  issues: Issue[];
  status?: TypedStatus;
  event?: TypedEvent;
}

const emptyEvent: TypedEvent = { title: '', held_on: '', participants: '', step: '' };

export function presentPlans(matter: PlansMatter, attempt: PlansAttempt = { issues: [] }): PlansPage {
  const { actor, standing, name, contract, statuses, dissemination, today } = matter;
  const { id } = standing;
  const { activities, dissemination: steps } = contract.content;
  const keys = steps.map(({ key }) => key);
  const removable = (event: EventTerms) => ({ ...event, removalHref: paths.partnershipEventRemoval(id, event.id) });
  return {
    page: {
      title: `Handlingsplan og formidling: ${name}`,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: name, href: paths.ownPartnership(id) },
        { label: 'Handlingsplan og formidling' },
      ],
    },
    ...{ name, issues: attempt.issues, mayEdit: can(actor, 'partnership.edit', standing) },
    contractHref: paths.contractDraft(id),
    statusHref: paths.activityStatus(id),
    statuses: toChoices(statusLabels),
    activities: activities.map((activity) => {
      const terms = presentActivity(activity, statuses);
      return { ...terms, typed: typedStatus(terms, attempt.status) };
    }),
    steps: steps.map((step) => {
      const { events, ...terms } = presentStep(step, dissemination, today);
      return { ...terms, events: events.map(removable) };
    }),
    otherEvents: dissemination.events
      .filter(({ stepKey }) => stepKey === null || !keys.includes(stepKey))
      .map((event) => removable(presentEvent(event))),
    eventsHref: paths.partnershipEvents(id),
    event: attempt.event ?? emptyEvent,
    stepChoices: [
      { value: '', label: 'Ikke en del af planen' },
      ...steps.map(({ key, text }) => ({ value: String(key), label: text })),
    ],
  };
}

function typedStatus({ key, status, note }: ActivityTerms, typed: TypedStatus | undefined): TypedStatus {
  return typed?.activity === String(key) ? typed : { activity: String(key), status, note };
}
