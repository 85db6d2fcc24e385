import type { OwnEntry } from '#content/entries/own-entries.ts';
import type { FollowedPartnership } from '#content/partnerships/followed.ts';
import { workState } from '#content/permissions/entry-rules.ts';
import { can } from '#content/permissions.ts';
import type { Trial } from '#content/trials/trial.ts';
import { roleLabels, type User } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import { formatCount, formatDay, formatTime } from './format.ts';
import type { Page } from './page.ts';
import { type FollowedItem, presentFollowed } from './partnerships/oversight.ts';
import { presentTrialItem, type TrialListItem } from './trials/trial-item.ts';

export interface OwnEntryItem {
  title: string;
  href: string;
  /** When the last thing happened to it. */
  when: string;
  /** What its author can do now. */
  next: { label: string; href: string } | undefined;
  isRevision: boolean;
}

export interface OwnEntriesPage {
  page: Page;
  title: string;
  name: string;
  role: string;
  canWrite: boolean;
  total: string;
  groups: { id: string; heading: string; count: number; items: OwnEntryItem[] }[];
  /** Those that the user writes for. */
  partnerships: (FollowedItem & { waits: string[] })[];
  /** What the user has told of efforts that were tried. */
  trials: TrialListItem[];
}

/** `steps`: what a partnership asks the user to do now, by its id. */
interface OwnPartnerships {
  partnerships: FollowedPartnership[];
  steps: Map<number, string>;
}

type Group = 'draft' | 'returned' | 'submitted' | 'scheduled' | 'published' | 'withdrawn';

const headings: Record<Group, string> = {
  draft: 'Kladder',
  returned: 'Returneret',
  submitted: 'Indsendt',
  scheduled: 'Planlagt',
  published: 'Udgivet',
  withdrawn: 'Trukket tilbage',
};

/** One who may no longer write may not see what she once wrote either. */
export function presentOwnEntries(
  user: User,
  written: OwnEntry[],
  trials: Trial[],
  { partnerships, steps }: OwnPartnerships,
): OwnEntriesPage {
  const canWrite = can(user, 'entry.create', 'site');
  const entries = canWrite ? written : [];
  const byGroup = Map.groupBy(entries, groupOf);
  const title = canWrite ? 'Mine erfaringer' : 'Din side';
  return {
    page: { title, noindex: true, breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: title }] },
    title,
    name: user.name,
    role: roleLabels[user.role],
    canWrite,
    total: formatCount(entries.length, 'erfaring', 'erfaringer'),
    groups: (Object.keys(headings) as Group[]).flatMap((group) => {
      const items = (byGroup.get(group) ?? []).map((entry) => presentItem(entry, group));
      return items.length ? [{ id: group, heading: headings[group], count: items.length, items }] : [];
    }),
    partnerships: canWrite ? partnerships.map((one) => presentOwn(one, steps.get(one.id))) : [],
    trials: trials.map((trial) => presentTrialItem(trial, true)),
  };
}

function presentOwn(partnership: FollowedPartnership, step: string | undefined) {
  return { ...presentFollowed(partnership), waits: step ? [step] : [] };
}

function groupOf(entry: OwnEntry): Group {
  return entry.dueAt ? 'scheduled' : workState(entry);
}

function presentItem(entry: OwnEntry, group: Group): OwnEntryItem {
  return {
    title: entry.title || 'Uden titel',
    href: paths.ownEntry(entry.id),
    when: describeTime(entry, group),
    next: nextStep(entry, group),
    isRevision: entry.state === 'published' && group !== 'published',
  };
}

function describeTime(entry: OwnEntry, group: Group): string {
  const day = (verb: string, moment: Date | null) => (moment ? `${verb} ${formatDay(moment)}` : '');
  const texts: Record<Group, string> = {
    draft: entry.savedAt ? `Gemt ${formatTime(entry.savedAt)}` : day('Begyndt', entry.createdAt),
    returned: day('Sendt tilbage', entry.returnedAt),
    submitted: day('Indsendt', entry.submittedAt),
    scheduled: entry.dueAt ? `Udgives ${formatTime(entry.dueAt)}` : '',
    published: day('Udgivet', entry.publishedAt),
    withdrawn: day('Trukket tilbage', entry.withdrawnAt),
  };
  return texts[group];
}

function nextStep({ id, slug }: OwnEntry, group: Group): OwnEntryItem['next'] {
  const href = paths.ownEntry(id);
  const steps: Record<Group, OwnEntryItem['next']> = {
    draft: { label: 'Skriv videre', href },
    returned: { label: 'Læs kommentarerne, og ret', href },
    submitted: { label: 'Venter på gennemsyn', href },
    scheduled: { label: 'Se den', href: paths.preview(id) },
    published: { label: 'Se den på siden', href: paths.entry(slug) },
    withdrawn: undefined,
  };
  return steps[group];
}
