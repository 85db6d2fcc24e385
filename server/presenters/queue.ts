import type {
  ContactMessage,
  OpenReview,
  ScheduledPublication,
  UnconfirmedEntry,
} from '#content/entries/review-queue.ts';
import { can } from '#content/permissions.ts';
import type { User } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import { formatCount } from './format.ts';
import type { Link, Page } from './page.ts';
import { presentMessage, presentReview, presentScheduled, presentUnconfirmed, type QueueItem } from './queue-items.ts';
import { formatWaitingTrials } from './trials/overview.ts';

export interface QueueList {
  id: string;
  heading: string;
  count: string;
  items: QueueItem[];
  /** Said instead of an empty list. */
  empty: string;
}

export interface QueuePage {
  page: Page;
  lists: QueueList[];
  /** How many methods wait for an editor; empty for those who do not decide. */
  proposals?: { text: string; href: string };
  links: Link[];
}

export interface QueueWork {
  user: User;
  open: OpenReview[];
  scheduled: ScheduledPublication[];
  unconfirmed: UnconfirmedEntry[];
  messages: ContactMessage[];
  proposals: number;
  /** How many trials wait. */
  trials: number;
  /** How many reports of partnerships wait. */
  reports: number;
  now: Date;
}

export function presentQueue(work: QueueWork): QueuePage {
  const { user, proposals } = work;
  const decides = can(user, 'vocabulary.edit', 'site');
  return {
    page: {
      title: 'Redaktion',
      noindex: true,
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Redaktion' }],
    },
    lists: presentLists(work),
    ...(decides
      ? {
          proposals: {
            text: formatCount(proposals, 'metodeforslag venter', 'metodeforslag venter'),
            href: paths.vocabularies(),
          },
        }
      : {}),
    links: [
      { label: formatWaitingTrials(work.trials), href: paths.editedTrials() },
      ...(decides ? [{ label: 'Ordlister', href: paths.vocabularies() }] : []),
      ...(can(user, 'collection.edit', 'site') ? [{ label: 'Temaer', href: paths.editedCollections() }] : []),
      ...(can(user, 'partnership.oversee', 'site')
        ? [{ label: labelPartnerships(work.reports), href: paths.editedPartnerships() }]
        : []),
      ...(can(user, 'programme.edit', 'site') ? [{ label: 'Ordninger', href: paths.programmes() }] : []),
      ...(can(user, 'thesaurus.edit', 'site') ? [{ label: 'Synonymer', href: paths.thesaurus() }] : []),
      ...(can(user, 'insight.read', 'site') ? [{ label: 'Søgninger', href: paths.insight() }] : []),
      { label: 'Ønsker', href: paths.wishes() },
      ...(can(user, 'contact.erase', 'site') ? [{ label: 'Slet kontaktpersoner', href: paths.contacts() }] : []),
    ],
  };
}

function labelPartnerships(waiting: number): string {
  return waiting ? `Partnerskaber: ${formatCount(waiting, 'rapport venter', 'rapporter venter')}` : 'Partnerskaber';
}

function presentLists({ user, open, scheduled, unconfirmed, messages, now }: QueueWork): QueueList[] {
  const mine = open.filter(({ reviewer_id }) => reviewer_id === user.id);
  const others = open.filter(({ reviewer_id }) => reviewer_id !== user.id);
  const entries = (count: number) => formatCount(count, 'erfaring', 'erfaringer');
  return [
    {
      ...{ id: 'mine', heading: 'Det, du har overtaget', count: entries(mine.length) },
      items: mine.map((review) => presentReview({ ...review, reviewer: '' }, now)),
      empty: others.length
        ? 'Du har ikke overtaget noget. Åbn en af dem nedenfor, og tryk på »Overtag«.'
        : 'Du har ikke overtaget noget.',
    },
    {
      ...{ id: 'venter', heading: 'Venter på gennemsyn', count: entries(others.length) },
      items: others.map((review) => presentReview(review, now)),
      empty: 'Intet venter. Når en forfatter sender en erfaring ind, står den her, og du får en mail.',
    },
    {
      ...{ id: 'planlagt', heading: 'Planlagt til udgivelse', count: entries(scheduled.length) },
      items: scheduled.map(presentScheduled),
      empty: 'Intet er planlagt. Tidspunktet vælges, når en erfaring udgives.',
    },
    {
      ...{ id: 'beskeder', heading: 'Beskeder fra kontakter' },
      count: formatCount(messages.length, 'besked', 'beskeder'),
      items: messages.map(presentMessage),
      empty: 'Ingen kontakter har skrevet noget, da de bekræftede en erfaring.',
    },
    {
      ...{ id: 'ubekraeftet', heading: 'Ikke bekræftet', count: entries(unconfirmed.length) },
      items: unconfirmed.map(presentUnconfirmed),
      empty: 'Alle kontakter, der er blevet spurgt, har svaret eller har stadig tid til det.',
    },
  ];
}
