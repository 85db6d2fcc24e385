import type { ReviewRecord } from '#content/entries/review-record.ts';
import { formatDay, formatTime } from '../format.ts';
import type { ReviewWork } from './work.ts';

/** A submission that has had its answer. */
export interface EarlierReview {
  when: string;
  outcome: string;
  reason: string;
  comments: { label: string; body: string; by: string }[];
}

const outcomes = { returned: 'Sendt tilbage', published: 'Udgivet', recalled: 'Trukket tilbage' };

/** What came of earlier submissions, the newest first; `sections` give fields their names. */
export function presentEarlier({ reviews }: ReviewWork, sections: { id: string; label: string }[]): EarlierReview[] {
  const labels = new Map(sections.map(({ id, label }) => [id, label]));
  return reviews.flatMap((review) => (review.outcome ? [presentOne(review, review.outcome, labels)] : []));
}

function presentOne(
  { closed_at, closed_by, reason, comments }: ReviewRecord,
  outcome: keyof typeof outcomes,
  labels: Map<string, string>,
): EarlierReview {
  return {
    when: closed_at ? formatDay(closed_at) : '',
    outcome: `${outcomes[outcome]}${closed_by ? ` af ${closed_by}` : ''}`,
    reason,
    comments: comments.map(({ field, body, author, created_at }) => ({
      label: labels.get(field) ?? '',
      body,
      by: `${author}, ${formatTime(created_at)}`,
    })),
  };
}
