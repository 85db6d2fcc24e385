import type { Attachment } from '#content/attachments/list-attachments.ts';
import { paths } from '../paths.ts';

export interface AttachmentItem {
  id: number;
  name: string;
  href: string;
  /** `PDF, 1,2 MB` */
  description: string;
  /** What a picture shows. */
  alt: string;
  /** What places a picture in a text; empty for other files. */
  markdown: string;
}

const kinds: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
};

export function presentAttachment({ id, key, filename, media_type, size, alt }: Attachment): AttachmentItem {
  const href = paths.attachment(key, filename);
  const isPicture = media_type.startsWith('image/');
  return {
    ...{ id, name: filename, href, alt },
    description: `${kinds[media_type] ?? 'Fil'}, ${formatSize(size)}`,
    markdown: isPicture ? `![${alt.replace(/[[\]\\\n]/g, ' ')}](${escapeParentheses(href)})` : '',
  };
}

const size = new Intl.NumberFormat('da-DK', { maximumFractionDigits: 1 });

/** `1234567` → `1,2 MB` */
export function formatSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${size.format(bytes / 1_000_000)} MB`;
}

/** In Markdown a parenthesis would end the address. */
function escapeParentheses(href: string): string {
  return href.replaceAll('(', '%28').replaceAll(')', '%29');
}
