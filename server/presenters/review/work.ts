import type { Issue } from '#content/entries/entry.ts';
import type { StoredEntry, WithdrawnEntry } from '#content/entries/queries.ts';
import type { ReviewRecord } from '#content/entries/review-record.ts';
import type { EntryWork } from '../entry-work.ts';

/** All that reviewers are shown of an entry. */
export interface ReviewWork extends EntryWork {
  readersSee: StoredEntry | WithdrawnEntry | undefined;
  now: Date;
}

/** What somebody has just tried and what is wrong with it. */
export interface ReviewAttempt {
  issues: Issue[];
  /** As typed, by the names of the fields. */
  values: Record<string, string>;
}

/** The submission that waits for a decision. */
export function openReview({ reviews }: ReviewWork): ReviewRecord | undefined {
  return reviews.find(({ outcome }) => outcome === null);
}
