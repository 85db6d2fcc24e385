import { MAX_FILE_BYTES } from '#content/attachments/check-file.ts';
import type { Author } from '#content/entries/authors.ts';
import type { DraftFields } from '#content/entries/draft.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { WorkingText } from '#content/entries/working-text.ts';
import { workState } from '#content/permissions/entry-rules.ts';
import { can } from '#content/permissions.ts';
import { paths } from '../../paths.ts';
import { type AttachmentItem, presentAttachment } from '../attachment.ts';
import { type Checklist, presentChecklist } from '../checklist.ts';
import { labelState } from '../entry-state.ts';
import { describeSave, type EntryWork, presentLastReview, type ReviewNote } from '../entry-work.ts';
import type { Page } from '../page.ts';
import { type FormField, presentField } from './field.ts';
import { groups } from './guidance.ts';
import { toFormName, toPlace, toPlaces } from './places.ts';
import { describeProposal, describeStanding, nameDiscard } from './words.ts';

/** What somebody has just sent and what is wrong with it. */
export interface Attempt {
  issues: Issue[];
  /** The text as typed. */
  fields?: DraftFields;
  /** The small forms beside it as typed, by the names of their fields. */
  values?: Record<string, string>;
}

export interface EntryFormPage {
  page: Page;
  id: number;
  userId: number;
  version: number;
  title: string;
  state: string;
  saved: string;
  notes: string[];
  issues: Issue[];
  review: ReviewNote | undefined;
  groups: { id: string; heading: string; intro: string; fields: FormField[] }[];
  municipalities: { name: string; formerNames: string }[];
  attachments: AttachmentItem[];
  /** Of one file. */
  mostBytes: number;
  authors: Author[];
  proposals: string[];
  /** The values of the small forms and what is wrong with them, by field. */
  values: Record<string, string>;
  errors: Record<string, string>;
  checklist: Checklist;
  canSubmit: boolean;
  canPublish: boolean;
  /** What throwing the text away is called; empty where it cannot be done. */
  discard: string;
}

export function presentEntryForm(work: EntryWork, attempt: Attempt = { issues: [] }): EntryFormPage {
  const { entry, actor, text, taxonomy } = work;
  const title = text.fields.title.trim() || 'Uden titel';
  const isSaved = text.savedAt !== null || entry.latestRevisionId !== null;
  return {
    page: {
      title: `Skriv: ${title}`,
      noindex: true,
      scripts: ['write.js'],
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Mine erfaringer', href: paths.own() },
        { label: title },
      ],
    },
    ...{ id: entry.id, userId: actor?.id ?? 0, version: text.version },
    title: isSaved ? title : 'Ny erfaring',
    state: labelState(entry),
    saved: describeSave(text),
    notes: describeStanding(entry),
    issues: attempt.issues.map(toPlace),
    review: workState(entry) === 'returned' ? presentLastReview(work) : undefined,
    groups: presentGroups(work, attempt),
    municipalities: taxonomy.municipalities.map(({ name, formerNames }) => ({
      name,
      formerNames: formerNames.join(', '),
    })),
    attachments: work.attachments.map(presentAttachment),
    mostBytes: MAX_FILE_BYTES,
    authors: work.authors,
    proposals: work.proposals.map(describeProposal),
    values: attempt.values ?? {},
    errors: Object.fromEntries(attempt.issues.map(({ field, message }) => [field, message])),
    checklist: presentChecklist(work.checks.map(toPlaces)),
    canSubmit: isSaved && can(actor, 'entry.submit', entry),
    canPublish: isSaved && can(actor, 'entry.publish', entry),
    discard: can(actor, 'entry.discard', entry) ? nameDiscard(entry) : '',
  };
}

function presentGroups(
  { entry, text, reviews: [review], taxonomy }: EntryWork,
  attempt: Attempt,
): EntryFormPage['groups'] {
  const context = {
    draft: attempt.fields ?? text.fields,
    issues: [...attempt.issues, ...(attempt.fields ? [] : unreadable(text))],
    comments: Map.groupBy(workState(entry) === 'returned' ? (review?.comments ?? []) : [], ({ field }) =>
      toFormName(field),
    ),
    taxonomy,
  };
  return groups.map(({ id, heading, intro = '', fields }) => ({
    ...{ id, heading, intro },
    fields: fields.map((guidance) => presentField(guidance, context)),
  }));
}

/** That nothing is written yet is no mistake. */
function unreadable({ issues, fields }: WorkingText): Issue[] {
  return issues.filter(({ field }) => field !== 'title' || fields.title.trim() !== '');
}
