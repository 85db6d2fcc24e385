import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { loadStarterContent } from '#content/entries/starter-content.ts';
import { startTestSite, type TestSite } from './app.ts';

const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const cache = join(import.meta.dirname, '../../node_modules/.cache');
const WAIT_MS = 10_000;

/** A site with starter content that listens, and a browser that looks at it. */
export interface BrowsedSite {
  site: TestSite;
  host: string;
  /** Opens a page in a browser profile of its own, which ends with the test. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  page: Page;
  /** What the browser complained about: script errors, refused content, failed requests. */
  complaints: string[];
  /** The hosts that were asked for something. */
  hosts: Set<string>;
}

/** `prepare` can add routes before the site listens. */
export async function startBrowsedSite(
  prepare: (site: TestSite) => void = () => {},
  environment: Record<string, string> = {},
): Promise<BrowsedSite> {
  const [site, browser] = await Promise.all([
    startTestSite({ PUBLIC_URL: 'http://127.0.0.1', ...environment }),
    launchBrowser(),
  ]);
  const { app, deps } = site;
  prepare(site);
  await loadStarterContent(deps.db, await deps.getTaxonomy());
  await deps.worker.settled();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const host = `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    site,
    host,
    visit: async (path, options) => {
      const visit = await openPage(browser, { baseURL: `http://${host}`, ...options });
      await visit.page.goto(path);
      return visit;
    },
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: 'da-DK', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  return { page, complaints, hosts };
}

/** Chromium with its fonts and libraries as the package brings them: the machine needs none of its own. */
async function launchBrowser(): Promise<Browser> {
  const folder = await unpackBrowser();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--font-render-hinting=none'],
    env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), LD_LIBRARY_PATH: join(folder, 'al2023/lib') },
  });
}

/**
 * Unpacks the browser once a version and returns its folder. The package would unpack into the temporary folder and
 * there take whatever an older version left.
 */
async function unpackBrowser(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  await unpackInto(own, ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']);
  // The package's own file looks for fonts in /tmp alone, and without any the browser ends at the first missing letter.
  await writeFile(join(own, 'fonts.conf'), `<fontconfig><dir>${join(folder, 'fonts')}</dir></fontconfig>`);
  try {
    await rename(own, folder);
  } catch {
    // Another test file was quicker.
    await rm(own, { recursive: true });
  }
  return folder;
}

/** `inflate` knows no other place than the temporary folder, and asks for it when it is called. */
async function unpackInto(folder: string, archives: string[]): Promise<void> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  const unpacked = archives.map((name) => inflate(join(packageFolder, 'bin', name)));
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  await Promise.all(unpacked);
}
