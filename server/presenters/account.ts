import type { Issue } from '#content/entries/entry.ts';
import { roleLabels, type User } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import type { Page } from './page.ts';

export interface AccountPage {
  page: Page;
  email: string;
  facts: { label: string; value: string }[];
  /** Absent for somebody who signs in elsewhere. */
  form: { issues: Issue[] } | undefined;
}

export function presentAccount(user: User, hasPassword: boolean, issues: Issue[] = []): AccountPage {
  const title = 'Din konto';
  return {
    page: { title, breadcrumbs: [{ label: 'Mine erfaringer', href: paths.own() }, { label: title }] },
    email: user.email,
    facts: [
      { label: 'Navn', value: user.name },
      { label: 'E-mail', value: user.email },
      { label: 'Organisation', value: user.organisation },
      { label: 'Rolle', value: roleLabels[user.role] },
    ].filter(({ value }) => value),
    form: hasPassword ? { issues } : undefined,
  };
}
