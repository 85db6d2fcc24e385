import type {
  ContactMessage,
  OpenReview,
  ScheduledPublication,
  UnconfirmedEntry,
} from '#content/entries/review-queue.ts';
import { paths } from '../paths.ts';
import { formatAge, formatAppointment, formatDay } from './format.ts';

export interface QueueItem {
  href: string;
  title: string;
  meta: string[];
  /** What somebody wrote. */
  text?: string;
  /** Says that it is dealt with. */
  done?: { action: string; label: string };
}

export function presentReview(review: OpenReview, now: Date): QueueItem {
  const { entry_id, title, author, organisation, submitted_at, reviewer, is_change } = review;
  return {
    href: paths.review(entry_id),
    title,
    meta: [
      [author, organisation].filter(Boolean).join(', '),
      `indsendt ${formatAge(submitted_at, now)}, ${formatDay(submitted_at)}`,
      is_change ? 'ny udgave af en udgivet erfaring' : '',
      reviewer === null ? 'ingen har overtaget den' : reviewer && `${reviewer} har overtaget den`,
    ].filter(Boolean),
  };
}

export function presentScheduled({ entry_id, title, due_at, ordered_by }: ScheduledPublication): QueueItem {
  return {
    href: paths.review(entry_id),
    title,
    meta: [`udgives ${formatAppointment(due_at)}`, ...(ordered_by ? [`planlagt af ${ordered_by}`] : [])],
  };
}

export function presentMessage({ confirmation_id, entry_id, title, note, answered_at }: ContactMessage): QueueItem {
  return {
    href: paths.review(entry_id),
    title,
    meta: [formatDay(answered_at)],
    text: note,
    done: { action: paths.contactMessage(confirmation_id), label: 'Færdig med beskeden' },
  };
}

export function presentUnconfirmed({ entry_id, title, unconfirmed_since }: UnconfirmedEntry): QueueItem {
  return { href: paths.review(entry_id), title, meta: [`ikke bekræftet siden ${formatDay(unconfirmed_since)}`] };
}
