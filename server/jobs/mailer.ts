import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Db } from '#content/db/schema.ts';
import { type ClaimedMail, claimMail, postponeMail, settleMail } from '#content/mail-queue.ts';
import type { Config } from '../config.ts';
import type { Log } from '../deps.ts';
import { SITE_NAME } from '../plugins/views.ts';
import type { Job } from './jobs.ts';
import { createMailRenderer } from './render-mail.ts';

/** For each step of talking to the mail server, and for all of them: less than the lease of a mail. */
const STEP_MS = 20_000;
const WHOLE_MS = 45_000;
const safely = { disableFileAccess: true, disableUrlAccess: true } as const;

type Send = (mail: ClaimedMail) => Promise<void>;

/** Sends the mails that wait in the queue, each outside any transaction. */
export function createMailer(db: Db, config: Config, log: Log): Job {
  const send = createSender(config);
  return {
    name: 'mails',
    run: async (_now, stopping) => {
      while (!stopping.aborted) {
        const mail = await claimMail(db, new Date());
        if (!mail) return;
        await deliver(db, mail, send, log);
      }
    },
  };
}

async function deliver(db: Db, mail: ClaimedMail, send: Send, log: Log): Promise<void> {
  const { id, template, attempts } = mail;
  try {
    await send(mail);
  } catch (error) {
    const reason = reasonOf(error);
    log.error({ mail: id, template, attempts, reason }, 'A mail could not be sent; it is tried again later');
    return postponeMail(db, mail, reason, new Date());
  }
  await settleMail(db, id, new Date());
  log.info({ mail: id, template }, 'Mail sent');
}

function createSender(config: Config): Send {
  const render = createMailRenderer(config.publicUrl);
  const deliver = config.smtpUrl ? toServer(config.smtpUrl) : toFolder(join(config.dataDir, 'mail'));
  const host = new URL(config.publicUrl).hostname;
  return (mail) =>
    deliver(mail, {
      ...render(mail),
      from: { name: SITE_NAME, address: config.mailFrom },
      to: { name: '', address: mail.recipient },
      // Should a mail be sent twice after all, programs can tell.
      messageId: `<${createHash('sha256').update(mail.key).digest('hex').slice(0, 40)}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
}

type Deliver = (mail: ClaimedMail, message: SendMailOptions) => Promise<void>;

function toServer(url: string): Deliver {
  const transport = createTransport({
    url,
    // One connection that is kept for the next mail: to make one takes ten times as long as to send over it.
    pool: true,
    maxConnections: 1,
    ...safely,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
  });
  return async (_mail, message) => {
    await Promise.race([transport.sendMail(message), tooLong()]);
  };
}

/** Without a mail server each mail becomes a file, for whoever runs the site to read. */
function toFolder(folder: string): Deliver {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...safely });
  return async ({ id, template }, message) => {
    const { message: content } = await transport.sendMail(message);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, `${String(id).padStart(6, '0')}-${template}.eml`), content, { mode: 0o600 });
  };
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), WHOLE_MS).unref();
  });
}

/** What went wrong, in codes alone: a server's own words may quote the recipient. */
function reasonOf(error: unknown): string {
  const { code, responseCode, name } = error as { code?: string; responseCode?: number; name?: string };
  return [code ?? name ?? 'unknown', responseCode].filter(Boolean).join(' ');
}
