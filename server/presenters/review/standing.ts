import type { ReviewRecord } from '#content/entries/review-record.ts';
import { workState } from '#content/permissions/entry-rules.ts';
import { paths } from '../../paths.ts';
import { formatAge, formatAppointment, formatDay } from '../format.ts';
import type { Link } from '../page.ts';
import { openReview, type ReviewWork } from './work.ts';

/** Where the text stands, and what readers see, in sentences. */
export function describeStanding(work: ReviewWork): string[] {
  const review = openReview(work);
  return [
    ...(review ? describeReview(review, work) : []),
    ...(work.scheduled ? [describePlan(work.scheduled)] : []),
    ...describeReaders(work),
  ];
}

function describeReview(review: ReviewRecord, { actor, scheduled, now }: ReviewWork): string[] {
  const { submitted_at, submitted_by, reviewer_id, reviewer } = review;
  const by = submitted_by ? ` af ${submitted_by}` : '';
  const submission = `Indsendt ${formatAge(submitted_at, now)}, ${formatDay(submitted_at)}${by}.`;
  if (scheduled) return [submission];
  if (reviewer_id === null) return [submission, 'Ingen har overtaget den endnu.'];
  return [submission, reviewer_id === actor?.id ? 'Du har overtaget den.' : `${reviewer} har overtaget den.`];
}

function describePlan({ due_at, ordered_by }: NonNullable<ReviewWork['scheduled']>): string {
  return `Bliver udgivet af sig selv ${formatAppointment(due_at)}.${ordered_by ? ` Planlagt af ${ordered_by}.` : ''}`;
}

function describeReaders({ entry, readersSee }: ReviewWork): string[] {
  if (!readersSee) return [];
  if ('withdrawn_at' in readersSee)
    return [`Trukket tilbage ${formatDay(readersSee.withdrawn_at)}: ${readersSee.reason}`];
  const { unconfirmed_since } = readersSee;
  return [
    workState(entry) === 'published' ? '' : 'Læserne ser den udgivne tekst, indtil denne er udgivet.',
    unconfirmed_since ? `Ikke bekræftet af kontakten siden ${formatDay(unconfirmed_since)}.` : '',
  ].filter(Boolean);
}

/** The entry's pages as its readers see them. */
export function presentLinks({ entry, readersSee }: ReviewWork): Link[] {
  if (!readersSee) return [];
  return [
    { label: 'Se siden, som læserne ser den', href: paths.entry(entry.slug) },
    ...('withdrawn_at' in readersSee ? [] : [{ label: 'Historik', href: paths.history(entry.slug) }]),
  ];
}
