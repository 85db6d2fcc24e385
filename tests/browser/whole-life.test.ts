import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityIssues } from '../support/accessibility.ts';
import { type BrowsedSite, startBrowsedSite } from '../support/browser.ts';
import { type MailServer, readAction, startMailServer } from '../support/mail.ts';
import { createUser, PASSWORD, type SignedIn, signIn } from '../support/session.ts';
import { waitFor } from '../support/wait-for.ts';
import { visitAs } from './signed-in.ts';

const WALK_MS = 120_000;
const SUMMARY = 'Tre virksomheder gav hver ny medarbejder en mentor, som hjalp i det første halve år. '.repeat(6);

let browsed: BrowsedSite;
let mailServer: MailServer;
let admin: SignedIn;
let consultant: SignedIn;
beforeAll(async () => {
  mailServer = await startMailServer();
  browsed = await startBrowsedSite(undefined, { SMTP_URL: mailServer.url });
  admin = await signIn(browsed.site, 'admin');
  consultant = await signIn(browsed.site, await createUser(browsed.site, 'consultant', { name: 'Karen Konsulent' }));
});
afterAll(async () => {
  await browsed?.close();
  await mailServer?.close();
});

const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const hear = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

/** The path that the newest mail to this address with such a subject leads to. */
async function followMail(recipient: string, subject: RegExp): Promise<string> {
  const find = () =>
    mailServer.received.findLast((mail) => mail.recipients.includes(recipient) && subject.test(mail.subject ?? ''));
  await waitFor(() => find() !== undefined, `a mail ${subject} comes to ${recipient}`);
  return readAction(find() as NonNullable<ReturnType<typeof find>>);
}

test.for([
  [true, 1280],
  [true, 375],
  [false, 1280],
  [false, 375],
] as const)(
  'an entry from its author’s invitation to its withdrawal, with scripts: %s, at a width of %i',
  {
    timeout: WALK_MS,
  },
  async ([javaScriptEnabled, width]) => {
    const options = { javaScriptEnabled, viewport: { width, height: 800 } };
    const email = `forfatter-${javaScriptEnabled}-${width}@eksempel.dk`;
    const word = `mentorforloeb${javaScriptEnabled ? 'med' : 'uden'}${width}`;
    const title = `Et ${word} i Vejle`;
    const check = async (page: Page) => {
      // axe is a script itself.
      if (javaScriptEnabled) expect(await accessibilityIssues(page)).toEqual([]);
    };

    // The administrator invites an author.
    const { page: office } = await visitAs(browsed, admin, '/admin/brugere', options);
    await office.getByLabel('Navn').fill('Anna Forfatter');
    await office.getByLabel('E-mail').fill(email);
    await office.getByLabel('Rolle').selectOption('Partner');
    await press(office, 'Send invitation');
    await hear(office, 'Anna Forfatter er inviteret.');

    // The author follows the mail, writes, and submits.
    const { page: author } = await browsed.visit(await followMail(email, /inviter/i), options);
    await author.getByLabel('Ny adgangskode', { exact: true }).fill(PASSWORD);
    await author.getByLabel('Gentag den nye adgangskode').fill(PASSWORD);
    await press(author, 'Gem og log ind');
    await author.waitForURL(/\/mit$/);
    await press(author, 'Skriv en ny erfaring');
    await author.waitForURL(/\/mit\/erfaringer\/\d+$/);
    const address = new URL(author.url()).pathname;
    await field(author, 'Titel').fill(title);
    await field(author, 'En linies budskab').fill('Aftal opgaverne før den første dag.');
    await field(author, 'Sammenfatning').fill(SUMMARY);
    await author.getByRole('checkbox', { name: 'Beskæftigelse' }).check();
    await press(author, 'Gem');
    await author
      .getByText(/^Gemt /)
      .first()
      .waitFor();
    await author.goto(address);
    await check(author);
    await press(author, 'Send til gennemsyn');
    await hear(author, 'Erfaringen er sendt til gennemsyn.');

    // The consultant follows the mail and returns it.
    const review = await followMail(consultant.user.email, new RegExp(title));
    const { page: reviewer } = await visitAs(browsed, consultant, review, options);
    await press(reviewer, 'Overtag');
    await hear(reviewer, 'Du har overtaget erfaringen.');
    await reviewer.locator('summary').filter({ hasText: 'Send tilbage til forfatteren' }).click();
    await field(reviewer, 'Hvad skal ændres').fill('Skriv, hvad der kom ud af det.');
    await press(reviewer, 'Send tilbage');
    await hear(reviewer, 'Erfaringen er sendt tilbage');

    // The author mends it.
    await author.goto(await followMail(email, /tilbage|return/i));
    await author.getByText('Skriv, hvad der kom ud af det.').first().waitFor();
    await check(author);
    await field(author, 'Resultater').fill('Ni ud af ti var i job efter et halvt år.');
    await press(author, 'Gem');
    await author
      .getByText(/^Gemt /)
      .first()
      .waitFor();
    await author.goto(address);
    await press(author, 'Send til gennemsyn');
    await hear(author, 'Erfaringen er sendt til gennemsyn.');

    // The consultant publishes it, and a reader finds it.
    const { page: reader } = await browsed.visit(`/erfaringer?q=${word}`, options);
    expect(await reader.getByRole('link', { name: title }).count()).toBe(0);
    await reviewer.goto(review);
    await press(reviewer, 'Overtag');
    await hear(reviewer, 'Du har overtaget erfaringen.');
    await press(reviewer, 'Udgiv');
    await hear(reviewer, 'Erfaringen er udgivet.');
    const entry = await followMail(email, /^Udgivet/);
    await browsed.site.deps.worker.settled();
    await reader.reload();
    await reader.getByRole('link', { name: title }).click();
    expect(new URL(reader.url()).pathname).toBe(entry);
    await reader.getByText('Ni ud af ti var i job').waitFor();
    await check(reader);
    await reader.getByRole('link', { name: 'Historik' }).click();
    await reader.getByText('Første udgave').waitFor();

    // The administrator withdraws it: it is gone at once, and the log says who and why.
    await office.goto(review);
    await office.locator('summary').filter({ hasText: 'Træk erfaringen tilbage' }).click();
    await field(office, 'Begrundelse til læserne').fill('Tallene viste sig at være forkerte.');
    await press(office, 'Træk tilbage');
    await hear(office, 'Erfaringen er trukket tilbage.');
    const gone = await reader.goto(entry);
    expect(gone?.status()).toBe(410);
    await reader.getByText('Tallene viste sig at være forkerte.').waitFor();
    await reader.goto(`/erfaringer?q=${word}`);
    expect(await reader.getByRole('link', { name: title }).count()).toBe(0);
    await office.goto('/admin/log');
    await office.getByText('Tallene viste sig at være forkerte.').first().waitFor();
    await check(office);

    // Each step was mailed once.
    await followMail(email, /tilbagetrukket|trukket tilbage/i);
    const subjects = mailServer.received
      .filter((mail) => mail.recipients.includes(email))
      .map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toHaveLength(4);
  },
);
