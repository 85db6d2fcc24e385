import type { Issue } from '#content/entries/entry.ts';
import type { AccountLink } from '#content/users/account-links.ts';
import { paths } from '../paths.ts';
import type { Page } from './page.ts';

export interface ForgotPage {
  page: Page;
  email: string;
  issues: Issue[];
}

export function presentForgot(email = '', issues: Issue[] = []): ForgotPage {
  return { page: presentPage('Glemt adgangskode'), email, issues };
}

export interface ChoosePasswordPage {
  page: Page;
  title: string;
  message: string;
  token: string;
  /** The address that the password belongs to; absent where the form asks for it. */
  email: string | undefined;
  typed: { email: string; name: string };
  issues: Issue[];
}

export function presentChoosePassword(
  token: string,
  { purpose, user }: AccountLink,
  issues: Issue[] = [],
  typed: Record<string, string> = {},
): ChoosePasswordPage {
  const title = user ? 'Vælg en adgangskode' : 'Bliv den første administrator';
  const { email = '', name = '' } = typed;
  return {
    page: presentPage(title),
    title,
    message: messages[purpose](user?.name ?? ''),
    token,
    email: user?.email,
    typed: { email, name },
    issues,
  };
}

const messages: Record<AccountLink['purpose'], (name: string) => string> = {
  invitation: (name) => `Velkommen, ${name}. Når du har valgt en adgangskode, er du logget ind.`,
  reset: (name) =>
    `Hej ${name}. Når du har valgt en ny adgangskode, er du logget ind her og logget ud alle andre steder.`,
  first_admin: () => 'Administratoren inviterer de andre brugere. Linket virker kun denne ene gang.',
};

export function presentDeadLink(): { page: Page } {
  return { page: presentPage('Linket virker ikke længere') };
}

function presentPage(title: string): Page {
  return { title, noindex: true, breadcrumbs: [{ label: 'Log ind', href: paths.signIn() }, { label: title }] };
}
