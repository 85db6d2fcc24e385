import type { Issue } from '#content/entries/entry.ts';
import { workState } from '#content/permissions/entry-rules.ts';
import { paths } from '../../paths.ts';
import { type Checklist, presentChecklist } from '../checklist.ts';
import { type ComparedField, presentComparison } from '../comparison.ts';
import { labelState } from '../entry-state.ts';
import type { Link, Page } from '../page.ts';
import { presentActions, type ReviewActions } from './actions.ts';
import { type EarlierReview, presentEarlier } from './earlier.ts';
import { toPlace } from './places.ts';
import { describeStanding, presentLinks } from './standing.ts';
import { presentSections, type ReviewSection } from './text.ts';
import type { ReviewAttempt, ReviewWork } from './work.ts';

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
    earlier: presentEarlier(work, sections),
  };
}

const isBare = ({ isEmpty, comments }: ReviewSection) => isEmpty && !comments.length;

function presentChanges({ entry, readersSee, text, taxonomy }: ReviewWork): { changes?: ComparedField[] } {
  if (!readersSee || 'withdrawn_at' in readersSee || workState(entry) === 'published') return {};
  return { changes: presentComparison(readersSee, text.content, taxonomy) };
}
