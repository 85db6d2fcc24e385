import { can } from '#content/permissions.ts';
import { roleLabels, type User } from '#content/users/user.ts';
import { paths } from '../paths.ts';
import type { Link } from './page.ts';

/** What a page in the signed-in part of the site knows of the one who looks at it. */
export interface Viewer {
  /** Said once, at the top. */
  notice: string | undefined;
  /** Absent on the pages that lead to signing in. */
  account?: { name: string; role: string; menu: (Link & { isHere: boolean })[] };
}

export function presentViewer(user: User | null, path: string, notice: string | undefined): Viewer {
  if (!user) return { notice };
  return { notice, account: { name: user.name, role: roleLabels[user.role], menu: presentMenu(user, path) } };
}

function presentMenu(user: User, path: string) {
  const links: Link[] = [
    { label: can(user, 'entry.create', 'site') ? 'Mine erfaringer' : 'Din side', href: paths.own() },
    ...(can(user, 'queue.read', 'site') ? [{ label: 'Redaktion', href: paths.queue() }] : []),
    ...(can(user, 'user.manage', 'site') ? [{ label: 'Administration', href: paths.admin() }] : []),
  ];
  return links.map((link) => ({ ...link, isHere: path === link.href || path.startsWith(`${link.href}/`) }));
}
