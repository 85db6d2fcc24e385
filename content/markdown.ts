import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** HTML that may be shown as it is. Only this file makes it. */
export type Html = string & { readonly __html: unique symbol };

/** Stand before and after a matching word in text that has not been made HTML yet. */
export const MARK_START = '\uE000';
export const MARK_END = '\uE001';

const marked = new Marked({ gfm: true, breaks: false, async: false });

/** Elements whose words are not for reading either. */
const nonTextTags = ['script', 'style', 'textarea', 'option', 'noscript', 'svg', 'math', 'iframe', 'title', 'template'];

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
    ...['ul', 'ol', 'li', 'strong', 'em', 'del', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'img'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], th: ['align'], td: ['align'], img: ['src', 'alt'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isOwnPicture(attribs),
  transformTags: {
    a: (tagName, { href = '' }) => {
      const outside: sanitizeHtml.Attributes = /^\s*https?:/i.test(href) ? { rel: 'noopener noreferrer nofollow' } : {};
      return { tagName, attribs: { href, ...outside } };
    },
  },
};

/** Pictures are files of this site (`paths.attachment`), so that no other learns who reads; each with words for it. */
function isOwnPicture({ src = '', alt = '' }: sanitizeHtml.Attributes): boolean {
  return /^\/filer\/[\w-]+\/[^/\\]+$/.test(src) && alt.trim() !== '';
}

/** `#` and `##` become `top`, deeper headings follow, so that a text fits below the headings of its page. */
function shiftHeadings(top: number): sanitizeHtml.IOptions['transformTags'] {
  const shifted = (level: number) => `h${Math.min(6, Math.max(top, level + top - 2))}`;
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, shifted(level)]));
}

const optionsByTop = Object.fromEntries(
  [2, 3].map((top) => [top, { ...allowed, transformTags: { ...allowed.transformTags, ...shiftHeadings(top) } }]),
);

/**
 * What people write, as HTML without scripts, styles, forms, frames, others' pictures or links to anything but pages and
 * mail. Its headings begin at level `topHeading`.
 */
export function renderMarkdown(markdown: string, topHeading: 2 | 3 = 3): Html {
  return sanitizeHtml(marked.parse(markdown, { async: false }), optionsByTop[topHeading]) as Html;
}

/** What people write, as the words alone. */
export function plainText(markdown: string): string {
  const html = marked.parse(markdown, { async: false });
  // Without HTML or entities of its own a text gives marked's own tags alone, and cutting them out is ten times as quick.
  const text = /[<&]/.test(markdown)
    ? sanitizeHtml(html, { allowedTags: [], allowedAttributes: {}, nonTextTags })
    : html.replace(/<[^>]*>/g, '');
  return decodeEntities(text).replace(/\s+/g, ' ').trim();
}

export function escapeHtml(text: string): Html {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character) as Html;
}

/** Text with matching words between MARK_START and MARK_END, as HTML that holds `<mark>` alone. */
export function renderMarks(text: string): Html {
  return escapeHtml(text).replaceAll(MARK_START, '<mark>').replaceAll(MARK_END, '</mark>') as Html;
}

/** A value as the content of a `<script type="application/ld+json">`, which no text in it can end. */
export function renderJson(value: unknown): Html {
  return JSON.stringify(value).replaceAll('<', '\\u003c') as Html;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const characters = Object.fromEntries(Object.entries(entities).map(([character, entity]) => [entity, character]));

/** sanitize-html writes just these entities. */
export function decodeEntities(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? entity);
}
