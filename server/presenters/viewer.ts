import { can } from '#content/permissions.ts';
import { roleLabels, type User } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import type { Link } from './page.ts';

/** What a page in the signed-in part of the site knows of the one who looks at it. */
export interface Viewer {
  /** Said once, at the top. */
  notice: string | undefined;
  /** Absent on the pages that lead to signing in. */
  account?: { name: string; role: string; menu: Link[] };
}

export function presentViewer(user: User | null, notice: string | undefined): Viewer {
  if (!user) return { notice };
  return { notice, account: { name: user.name, role: roleLabels[user.role], menu: presentMenu(user) } };
}

function presentMenu(user: User): Link[] {
  return [
    { label: 'Mine erfaringer', href: paths.own() },
    ...(can(user, 'queue.read', 'site') ? [{ label: 'Redaktion', href: paths.queue() }] : []),
    ...(can(user, 'user.manage', 'site') ? [{ label: 'Administration', href: paths.admin() }] : []),
  ];
}
