import { expect } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import type { BrowsedSite, Visit } from '../support/browser.ts';
import { overflow } from './signed-in.ts';

/** With all that is folded opened: accessible wide and narrow, no wider than the narrowest window, and the browser has no cause to complain. */
export async function expectWellMade(browsed: BrowsedSite, { page, complaints, hosts }: Visit): Promise<void> {
  await page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })");
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    expect([width, await accessibilityIssues(page)]).toEqual([width, []]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page)).toBe(0);
  expect([complaints, [...hosts]]).toEqual([[], [browsed.host]]);
}
