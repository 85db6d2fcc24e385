import type { Attachment } from '#content/attachments/list-attachments.ts';
import type { Author } from '#content/entries/authors.ts';
import type { Check } from '#content/entries/checklist.ts';
import type { EntryStanding } from '#content/entries/entry-subject.ts';
import { fieldLabels } from '#content/entries/fields.ts';
import type { ReviewRecord } from '#content/entries/review-record.ts';
import type { WorkingText } from '#content/entries/working-text.ts';
import type { Actor } from '#content/permissions/actor.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { MethodProposal } from '#content/terms/propose-term.ts';
import { formFields } from './entry-form/guidance.ts';
import { toFormName } from './entry-form/places.ts';
import { formatTime } from './format.ts';

/** All that is known of an entry to those who write it, and to those who read it before its readers do. */
export interface EntryWork {
  entry: EntryStanding;
  actor: Actor;
  text: WorkingText;
  attachments: Attachment[];
  authors: Author[];
  proposals: MethodProposal[];
  /** Every submission, the newest first. */
  reviews: ReviewRecord[];
  /** When and by whose order the text is published by itself. */
  scheduled: { due_at: Date; ordered_by: string | null } | undefined;
  checks: Check[];
  taxonomy: Taxonomy;
}

export interface ReviewNote {
  /** Why it came back; empty when it did not. */
  reason: string;
  reviewer: string;
  comments: { field: string; label: string; body: string }[];
}

/** What a reviewer said of the last submission; undefined where nothing was said. */
export function presentLastReview({ reviews: [review] }: EntryWork): ReviewNote | undefined {
  if (!review || (!review.reason && !review.comments.length)) return undefined;
  return {
    reason: review.outcome === 'returned' ? review.reason : '',
    reviewer: whoReviewed(review) ?? '',
    comments: review.comments.map(({ field, body }) => ({ field: toFormName(field), label: labelField(field), body })),
  };
}

/** Who ended the review, else who has it. */
export const whoReviewed = ({ closed_by, reviewer }: ReviewRecord): string | null => closed_by ?? reviewer;

function labelField(field: string): string {
  const isEntryField = (name: string): name is keyof typeof fieldLabels => Object.hasOwn(fieldLabels, name);
  if (field === 'attachments') return 'Filer';
  return isEntryField(field) ? fieldLabels[field] : (formFields.find(({ name }) => name === field)?.label ?? '');
}

/** When and by whom the text was saved; empty while nothing is being written. */
export function describeSave({ savedAt, savedBy }: Pick<WorkingText, 'savedAt' | 'savedBy'>): string {
  return savedAt ? `Gemt ${formatTime(savedAt)}${savedBy ? ` af ${savedBy.name}` : ''}` : '';
}
