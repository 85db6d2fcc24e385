import type { Issue } from '#content/entries/entry.ts';
import { can } from '#content/permissions.ts';
import type { User } from '#content/users/user.ts';
import type { WishText } from '#content/wishes/add-wish.ts';
import type { Wish } from '#content/wishes/list-wishes.ts';
import { paths } from '../paths.ts';
import { formatCount, formatDay } from './format.ts';
import type { Link, Page } from './page.ts';

export interface WishesPage {
  page: Page;
  count: string;
  open: WishItem[];
  closed: { title: string; meta: string; href: string; entry?: Link }[];
  /** The form for a new wish; absent for those who may not add one. */
  form?: { typed: WishText; issues: Issue[] };
  issues: Issue[];
}

interface WishItem {
  title: string;
  note: string;
  meta: string;
  href: string;
}

export interface WishPage {
  page: Page;
  title: string;
  note: string;
  meta: string;
  search?: Link;
  /** How it ended; absent while it is open. */
  closed?: { text: string; entry?: Link };
  canWrite: boolean;
  /** Where it is closed; absent for those who may not. */
  closing?: { href: string; entry: string };
  issues: Issue[];
}

const queueCrumb = { label: 'Redaktion', href: paths.queue() };

export function presentWishes(
  user: User,
  { open, closed }: { open: Wish[]; closed: Wish[] },
  form: { typed: WishText; issues: Issue[] },
): WishesPage {
  return {
    page: { title: 'Ønsker', noindex: true, breadcrumbs: [queueCrumb, { label: 'Ønsker' }] },
    count: formatCount(open.length, 'åbent ønske', 'åbne ønsker'),
    open: open.map((wish) => ({
      title: wish.title,
      note: wish.note,
      meta: sayOrigin(wish),
      href: paths.wish(wish.id),
    })),
    closed: closed.map((wish) => ({
      title: wish.title,
      meta: sayEnd(wish),
      href: paths.wish(wish.id),
      ...entryOf(wish),
    })),
    ...(can(user, 'insight.read', 'site') ? { form } : {}),
    issues: form.issues,
  };
}

export function presentWish(
  user: User,
  wish: Wish,
  { entry, issues }: { entry: string; issues: Issue[] } = { entry: '', issues: [] },
): WishPage {
  const { id, title, note, query, closedAt } = wish;
  const mayClose = !closedAt && can(user, 'insight.read', 'site');
  return {
    page: {
      title,
      noindex: true,
      breadcrumbs: [queueCrumb, { label: 'Ønsker', href: paths.wishes() }, { label: title }],
    },
    title,
    note,
    meta: sayOrigin(wish),
    ...(query ? { search: { label: query, href: paths.search(`?q=${encodeURIComponent(query)}`) } } : {}),
    ...(closedAt ? { closed: { text: sayEnd(wish), ...entryOf(wish) } } : {}),
    canWrite: !closedAt && can(user, 'entry.create', 'site'),
    ...(mayClose ? { closing: { href: paths.wish(id), entry } } : {}),
    issues,
  };
}

function sayOrigin({ createdAt, createdBy }: Wish): string {
  return [`Ønsket ${formatDay(createdAt)}`, createdBy && `af ${createdBy}`].filter(Boolean).join(' ');
}

function sayEnd({ closedAt, closedBy, entrySlug }: Wish): string {
  const what = entrySlug ? 'Opfyldt' : 'Afsluttet';
  return [closedAt && `${what} ${formatDay(closedAt)}`, closedBy && `af ${closedBy}`].filter(Boolean).join(' ');
}

function entryOf({ entrySlug, entryTitle }: Wish): { entry?: Link } {
  return entrySlug ? { entry: { label: entryTitle ?? entrySlug, href: paths.entry(entrySlug) } } : {};
}
