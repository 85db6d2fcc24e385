import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { TestSite } from './app.ts';

export interface ReceivedMail extends Email {
  /** As it came over the wire. */
  source: string;
  /** To whom the server was told to deliver it. */
  recipients: string[];
}

/** A real mail server that keeps what it is given. */
export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Refuses the next mails with this code, until it is 0. */
  refuseWith(code: number): void;
  close(): Promise<void>;
}

export async function startMailServer(port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let refusal = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, callback) => {
      if (!refusal) return callback();
      callback(Object.assign(new Error(`No such mailbox: ${address}`), { responseCode: refusal }));
    },
    onData: async (stream, session, callback) => {
      // A sender that is killed in the middle has sent nothing.
      const chunks = await stream.toArray().catch(() => undefined);
      if (!chunks) return;
      const source = Buffer.concat(chunks).toString();
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ ...(await PostalMime.parse(source)), source, recipients });
      callback();
    },
  });
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    received,
    refuseWith: (code) => {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The mails that the site wrote as files, once everything due is sent; the oldest first. */
export async function readMails({ deps }: TestSite): Promise<Email[]> {
  await deps.jobs.settled();
  const folder = join(deps.config.dataDir, 'mail');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
}

/** The last mail to this address. */
export async function readMailTo(site: TestSite, address: string): Promise<Email> {
  const mail = (await readMails(site)).findLast(({ to }) => to?.some((one) => one.address === address));
  if (!mail) throw new Error(`No mail to ${address}`);
  return mail;
}

/** The path of the one link in a mail that asks for something. */
export function readAction({ html = '' }: Email): string {
  const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
  if (hrefs.length !== 1) throw new Error(`A mail has one link, not ${hrefs.length}`);
  const { pathname, search } = new URL(hrefs[0] ?? '');
  return pathname + search;
}
