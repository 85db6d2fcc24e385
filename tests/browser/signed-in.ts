import type { BrowserContextOptions, Page } from 'playwright-core';
import type { BrowsedSite, Visit } from '../support/browser.ts';
import type { SignedIn } from '../support/session.ts';

/** Opens a page as somebody who has signed in already. */
export function visitAs(
  browsed: BrowsedSite,
  { cookies }: SignedIn,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const cookie = { domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false } as const;
  const state = Object.entries(cookies).map(([name, value]) => ({ name, value, ...cookie, sameSite: 'Lax' as const }));
  return browsed.visit(path, { storageState: { cookies: state, origins: [] }, ...options });
}

/** How much wider than the window the page is. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}
