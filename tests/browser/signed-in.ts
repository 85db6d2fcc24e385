import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { BrowsedSite, Visit } from '../support/browser.ts';
import type { SignedIn } from '../support/session.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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

/** What axe finds, one line an element. */
export async function accessibilityIssues(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

/** How much wider than the window the page is. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}
