import type { Role } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { ManagedUser } from '#content/users/queries.ts';
import { roleLabels } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import { formatCount, formatDay, formatTime } from './format.ts';
import type { Crumb, Page } from './page.ts';

const roleChoices = (Object.keys(roleLabels) as Role[]).map((value) => ({ value, label: roleLabels[value] }));
const adminCrumb: Crumb = { label: 'Administration', href: paths.admin() };

export interface AdminPage {
  page: Page;
  users: string;
  changes: string;
  mails: { text: string; isFailing: boolean };
}

export function presentAdmin(users: number, changes: number, mails: { waiting: number; failed: number }): AdminPage {
  const failed = mails.failed ? ` ${formatCount(mails.failed, 'mail', 'mails')} er forsøgt sendt uden held.` : '';
  return {
    page: {
      title: 'Administration',
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Administration' }],
    },
    users: formatCount(users, 'bruger', 'brugere'),
    changes: formatCount(changes, 'ændring', 'ændringer'),
    mails: {
      text: `${formatCount(mails.waiting, 'mail', 'mails')} venter på at blive sendt.${failed}`,
      isFailing: mails.failed > 0,
    },
  };
}

export interface UsersPage {
  page: Page;
  count: string;
  users: {
    name: string;
    href: string;
    email: string;
    organisation: string;
    role: string;
    state: string;
    seen: string;
  }[];
  invitation: { issues: Issue[]; typed: Record<string, string>; roles: { value: string; label: string }[] };
}

export function presentUsers(
  users: ManagedUser[],
  issues: Issue[] = [],
  typed: Record<string, string> = {},
): UsersPage {
  return {
    page: { title: 'Brugere', breadcrumbs: [adminCrumb, { label: 'Brugere' }] },
    count: formatCount(users.length, 'bruger', 'brugere'),
    users: users.map((user) => ({
      name: user.name,
      href: paths.user(user.id),
      email: user.email,
      organisation: user.organisation,
      role: roleLabels[user.role],
      state: stateOf(user),
      seen: user.lastSignInAt ? formatDay(user.lastSignInAt) : 'Aldrig',
    })),
    invitation: { issues, typed, roles: [{ value: '', label: 'Vælg en rolle' }, ...roleChoices] },
  };
}

export interface UserPage {
  page: Page;
  id: number;
  name: string;
  facts: { label: string; value: string }[];
  role: Role;
  roles: { value: string; label: string }[];
  /** What can be done with the user as things stand. */
  can: { changeRole: boolean; suspend: boolean; reopen: boolean; inviteAgain: boolean };
  logHref: string;
  issues: Issue[];
}

export function presentUser(user: ManagedUser, viewerId: number, issues: Issue[] = []): UserPage {
  const { id, name, role, suspendedAt, hasAccepted, isExternal } = user;
  return {
    page: { title: name, breadcrumbs: [adminCrumb, { label: 'Brugere', href: paths.users() }, { label: name }] },
    id,
    name,
    facts: [
      { label: 'E-mail', value: user.email },
      { label: 'Organisation', value: user.organisation },
      { label: 'Rolle', value: roleLabels[role] },
      { label: 'Tilstand', value: stateOf(user) },
      { label: 'Log ind', value: isExternal ? 'Hos sin organisation' : 'Med adgangskode' },
      { label: 'Oprettet', value: formatDay(user.createdAt) },
      { label: 'Sidst logget ind', value: user.lastSignInAt ? formatTime(user.lastSignInAt) : 'Aldrig' },
    ].filter(({ value }) => value),
    role,
    roles: roleChoices,
    can: {
      changeRole: !isExternal,
      suspend: !suspendedAt && id !== viewerId,
      reopen: Boolean(suspendedAt),
      inviteAgain: !suspendedAt && !hasAccepted,
    },
    logHref: paths.auditLog(`?type=user&objekt=${id}`),
    issues,
  };
}

function stateOf({ suspendedAt, hasAccepted }: ManagedUser): string {
  if (suspendedAt) return 'Spærret';
  return hasAccepted ? 'Aktiv' : 'Inviteret';
}
