import { fieldLabels, textFields } from '#content/entries/fields.ts';
import { type Html, renderMarkdown } from '#content/markdown.ts';
import { can } from '#content/permissions.ts';
import { presentAttachment } from '../attachment.ts';
import { type Fact, presentFacts } from '../entry-page.ts';
import { formatTime } from '../format.ts';
import { openReview, type ReviewAttempt, type ReviewWork } from './work.ts';

/** A part of the text as its readers will see it, and what was said about it. */
export interface ReviewSection {
  id: string;
  label: string;
  text?: string;
  html?: Html;
  facts?: Fact[];
  contact?: { name: string; organisation: string; phone: string; email: string };
  links?: { label: string; href: string; note: string }[];
  isEmpty: boolean;
  comments: { body: string; by: string }[];
  /** The form for a comment; absent where nobody may say anything now. */
  comment?: { id: string; value: string; error: string };
}

export function presentSections(work: ReviewWork, attempt: ReviewAttempt): ReviewSection[] {
  const { content } = work.text;
  const canComment = can(work.actor, 'review.comment', work.entry);
  const sections: Omit<ReviewSection, 'comments' | 'comment'>[] = [
    { id: 'title', label: fieldLabels.title, text: content.title, isEmpty: !content.title },
    { id: 'one_liner', label: fieldLabels.one_liner, text: content.one_liner, isEmpty: !content.one_liner },
    ...textFields.map((field) => ({
      id: field,
      label: fieldLabels[field],
      html: renderMarkdown(content[field]),
      isEmpty: !content[field],
    })),
    { id: 'areas', label: 'Fakta', facts: presentFacts(content, work.taxonomy), isEmpty: false },
    {
      id: 'contact',
      label: fieldLabels.contact,
      contact: content.contact,
      isEmpty: !Object.values(content.contact).some(Boolean),
    },
    {
      id: 'links',
      label: fieldLabels.links,
      links: content.links.map(({ title, url }) => ({ label: title || url, href: url, note: title && url })),
      isEmpty: !content.links.length,
    },
    { id: 'attachments', label: 'Filer', links: presentFiles(work), isEmpty: !work.attachments.length },
  ];
  return sections.map((section) => ({ ...section, ...presentComments(section.id, work, attempt, canComment) }));
}

function presentFiles({ attachments }: ReviewWork): NonNullable<ReviewSection['links']> {
  return attachments
    .map(presentAttachment)
    .map(({ name, href, description }) => ({ label: name, href, note: description }));
}

function presentComments(id: string, work: ReviewWork, { issues, values }: ReviewAttempt, canComment: boolean) {
  const comments = (openReview(work)?.comments ?? []).filter(({ field }) => field === id);
  const formId = `comment-${id}`;
  const error = issues.find(({ field }) => field === formId)?.message ?? '';
  return {
    comments: comments.map(({ body, author, created_at }) => ({ body, by: `${author}, ${formatTime(created_at)}` })),
    ...(canComment ? { comment: { id: formId, value: error ? (values.body ?? '') : '', error } } : {}),
  };
}
