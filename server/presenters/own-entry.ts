import { workState } from '#content/permissions/entry-rules.ts';
import { can } from '#content/permissions.ts';
import { paths } from '../paths.ts';
import { type AttachmentItem, presentAttachment } from './attachment.ts';
import { type Checklist, presentChecklist } from './checklist.ts';
import { toPlaces } from './entry-form/places.ts';
import type { EntryPage } from './entry-page.ts';
import { labelState } from './entry-state.ts';
import { type EntryWork, presentLastReview, type ReviewNote, whoReviewed } from './entry-work.ts';
import { formatDay, formatTime } from './format.ts';
import type { Page } from './page.ts';

type Text = Pick<EntryPage, 'facts' | 'sections' | 'oneLiner' | 'contact' | 'links'>;

export interface OwnEntryPage extends Text {
  page: Page;
  id: number;
  title: string;
  state: string;
  /** Where it stands, and why nothing can be written now. */
  standing: string;
  review: ReviewNote | undefined;
  checklist: Checklist | undefined;
  attachments: AttachmentItem[];
  canRecall: boolean;
  /** Leads to where editors work with it; empty for others. */
  reviewHref: string;
}

/** An entry that cannot be written in now: where it stands, what it says and what can be done. */
export function presentOwnEntry(work: EntryWork, { facts, sections, oneLiner, contact, links }: Text): OwnEntryPage {
  const { entry, actor, text, checks, attachments } = work;
  const title = text.fields.title.trim() || 'Uden titel';
  const isSubmitted = workState(entry) === 'submitted';
  return {
    page: {
      title,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Mine erfaringer', href: paths.own() },
        { label: title },
      ],
    },
    ...{ id: entry.id, title, facts, sections, oneLiner, links },
    ...(contact ? { contact } : {}),
    state: labelState(entry),
    standing: describeStanding(work),
    review: presentLastReview(work),
    checklist: isSubmitted ? presentChecklist(checks.map(toPlaces)) : undefined,
    attachments: attachments.map(presentAttachment),
    canRecall: can(actor, 'entry.recall', entry),
    reviewHref: can(actor, 'queue.read', 'site') ? paths.review(entry.id) : '',
  };
}

function describeStanding({ entry, actor, reviews: [review], scheduled }: EntryWork): string {
  if (scheduled) return `Den bliver udgivet ${formatTime(scheduled.due_at)}. Indtil da kan der ikke rettes i den.`;
  if (entry.state === 'withdrawn') return 'Læserne kan ikke længere se den.';
  if (workState(entry) !== 'submitted' || !review) return 'Du kan læse teksten, men ikke rette i den.';
  const name = whoReviewed(review);
  const reviewer = name ? `${name} ser på den.` : 'Ingen har taget den endnu.';
  const advice = can(actor, 'entry.recall', entry) ? ' Vil du rette noget, så tag den tilbage først.' : '';
  return `Sendt til gennemsyn ${formatDay(review.submitted_at)}. ${reviewer}${advice}`;
}
