import type { Issue } from '#content/entries/entry.ts';
import type { ReviewRecord } from '#content/entries/review-record.ts';
import { workState } from '#content/permissions.ts';
import { paths } from '../../paths.ts';
import { type Checklist, presentChecklist } from '../checklist.ts';
import { type ComparedField, presentComparison } from '../comparison.ts';
import { labelState } from '../entry-state.ts';
import { formatAge, formatAppointment, formatDay, formatTime } from '../format.ts';
import type { Link, Page } from '../page.ts';
import { presentActions, type ReviewActions } from './actions.ts';
import { toPlace } from './places.ts';
import { presentSections, type ReviewSection } from './text.ts';
import { openReview, type ReviewAttempt, type ReviewWork } from './work.ts';

export interface ReviewPage {
  page: Page;
  id: number;
  title: string;
  state: string;
  /** Where the text stands, in sentences. */
  standing: string[];
  /** Where readers see the entry. */
  links: Link[];
  issues: Issue[];
  actions: ReviewActions;
  checklist: Checklist;
  /** How the text differs from what readers see; absent where they see none, or this very text. */
  changes?: ComparedField[];
  sections: ReviewSection[];
  /** Fields in which nothing stands, and about which nothing was said. */
  emptySections: ReviewSection[];
  earlier: EarlierReview[];
}

interface EarlierReview {
  when: string;
  outcome: string;
  reason: string;
  comments: { label: string; body: string; by: string }[];
}

export function presentReviewPage(work: ReviewWork, attempt: ReviewAttempt = { issues: [], values: {} }): ReviewPage {
  const { entry, text, checks } = work;
  const title = text.fields.title.trim() || 'Uden titel';
  const sections = presentSections(work, attempt);
  return {
    page: {
      title: `Gennemsyn: ${title}`,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Redaktion', href: paths.queue() },
        { label: title },
      ],
    },
    id: entry.id,
    title,
    state: labelState(entry),
    standing: describeStanding(work),
    links: presentLinks(work),
    issues: attempt.issues.map(({ field, message }) => ({ field: toPlace(field), message })),
    actions: presentActions(work, attempt),
    checklist: presentChecklist(
      checks.map((check) => ({
        ...check,
        findings: check.findings.map((finding) => ({ ...finding, field: toPlace(finding.field) })),
      })),
    ),
    ...presentChanges(work),
    sections: sections.filter((section) => !isBare(section)),
    emptySections: sections.filter(isBare),
    earlier: work.reviews
      .filter(({ outcome }) => outcome !== null)
      .map((review) => presentEarlier(review, new Map(sections.map(({ id, label }) => [id, label])))),
  };
}

const isBare = ({ isEmpty, comments }: ReviewSection) => isEmpty && !comments.length;

function describeStanding(work: ReviewWork): string[] {
  const { entry, scheduled, readersSee, actor, now } = work;
  const review = openReview(work);
  const sentences: string[] = [];
  if (review) {
    const by = review.submitted_by ? ` af ${review.submitted_by}` : '';
    sentences.push(`Indsendt ${formatAge(review.submitted_at, now)}, ${formatDay(review.submitted_at)}${by}.`);
    if (!scheduled) sentences.push(describeReviewer(review, actor?.id));
  }
  if (scheduled)
    sentences.push(
      `Bliver udgivet af sig selv ${formatAppointment(scheduled.due_at)}.${scheduled.ordered_by ? ` Planlagt af ${scheduled.ordered_by}.` : ''}`,
    );
  if (readersSee && 'withdrawn_at' in readersSee)
    sentences.push(`Trukket tilbage ${formatDay(readersSee.withdrawn_at)}: ${readersSee.reason}`);
  else if (readersSee && workState(entry) !== 'published')
    sentences.push('Læserne ser den udgivne tekst, indtil denne er udgivet.');
  if (readersSee && 'unconfirmed_since' in readersSee && readersSee.unconfirmed_since)
    sentences.push(`Ikke bekræftet af kontakten siden ${formatDay(readersSee.unconfirmed_since)}.`);
  return sentences;
}

function describeReviewer({ reviewer, reviewer_id }: ReviewRecord, ownId: number | undefined): string {
  if (reviewer_id === null) return 'Ingen har overtaget den endnu.';
  return reviewer_id === ownId ? 'Du har overtaget den.' : `${reviewer} har overtaget den.`;
}

function presentLinks({ entry, readersSee }: ReviewWork): Link[] {
  if (!readersSee) return [];
  return [
    { label: 'Se siden, som læserne ser den', href: paths.entry(entry.slug) },
    ...('withdrawn_at' in readersSee ? [] : [{ label: 'Historik', href: paths.history(entry.slug) }]),
  ];
}

function presentChanges({ entry, readersSee, text, taxonomy }: ReviewWork): { changes?: ComparedField[] } {
  if (!readersSee || 'withdrawn_at' in readersSee || workState(entry) === 'published') return {};
  return { changes: presentComparison(readersSee, text.content, taxonomy) };
}

const outcomes = { returned: 'Sendt tilbage', published: 'Udgivet', recalled: 'Trukket tilbage af forfatteren' };

function presentEarlier(review: ReviewRecord, labels: Map<string, string>): EarlierReview {
  const { outcome, closed_at, closed_by, reason, comments } = review;
  return {
    when: closed_at ? formatDay(closed_at) : '',
    outcome: `${outcome ? outcomes[outcome] : ''}${closed_by ? ` af ${closed_by}` : ''}`,
    reason,
    comments: comments.map(({ field, body, author, created_at }) => ({
      label: labels.get(field) ?? '',
      body,
      by: `${author}, ${formatTime(created_at)}`,
    })),
  };
}
