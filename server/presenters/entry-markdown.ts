import type { Attachment } from '#content/attachments/list-attachments.ts';
import { fieldLabels, textFields } from '#content/entries/fields.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { paths } from '../paths.ts';
import { presentFacts } from './entry-page.ts';
import { formatDay } from './format.ts';

/** An entry as one Markdown text, to take along. */
export function toMarkdown(
  entry: StoredEntry,
  taxonomy: Taxonomy,
  publicUrl: string,
  attachments: Attachment[],
): string {
  const facts = presentFacts(entry, taxonomy).map(
    ({ label, values }) => `- ${label}: ${values.map(({ text }) => text).join(', ')}`,
  );
  const texts = textFields
    .filter((field) => entry[field])
    .map((field) => `## ${fieldLabels[field]}\n\n${entry[field]}`);
  const contact = Object.values(entry.contact).filter(Boolean).join(', ');
  const links = entry.links.map(({ title, url }) => `- [${title || url}](<${url}>)`);
  const files = attachments.map(
    ({ key, filename }) => `- [${filename}](<${publicUrl}${paths.attachment(key, filename)}>)`,
  );
  return [
    `# ${entry.title}`,
    entry.one_liner,
    facts.join('\n'),
    ...texts,
    contact && `## ${fieldLabels.contact}\n\n${contact}`,
    links.length > 0 && `## ${fieldLabels.links}\n\n${links.join('\n')}`,
    files.length > 0 && `## Filer\n\n${files.join('\n')}`,
    `Sidst opdateret ${formatDay(entry.updated_at)}. Hentet fra ${publicUrl}${paths.entry(entry.slug)}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}
