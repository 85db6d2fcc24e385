import type { QueuedMail } from '#content/mail-queue.ts';
import { paths } from '../paths.ts';
import { createRenderer, SITE_NAME } from '../plugins/views.ts';
import { formatDay, formatTime } from '../presenters/format.ts';
import { mailText } from './mail-text.ts';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Makes a mail of its template in `views/mail`, which also gives the subject, as the title. */
export function createMailRenderer(publicUrl: string): (mail: QueuedMail) => RenderedMail {
  const eta = createRenderer();
  const shared = {
    paths,
    siteName: SITE_NAME,
    /** A mail's links say where the site is. */
    link: (path: string) => publicUrl + path,
    formatDay,
    formatTime,
    lines: (text: string) => text.split(/\r?\n/),
  };
  return ({ template, data }) => {
    const html = eta.render(`/mail/${template}`, { ...shared, ...data });
    const title = /<title>(.*?)<\/title>/s.exec(html)?.[0] ?? '';
    // A line break in a title must not begin another header.
    const subject = mailText(title)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    return { subject, html, text: mailText(html) };
  };
}
