import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { DraftFields } from '#content/entries/draft.ts';
import type { WorkingText } from '#content/entries/working-text.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { toFormEntries } from '../forms/entry-form.ts';
import { paths } from '../paths.ts';
import { formFields, type Guidance } from './entry-form/guidance.ts';
import { formatLanguage, formatTime } from './format.ts';
import type { Page } from './page.ts';

export interface ConflictPage {
  page: Page;
  /** Who saved meanwhile, and when. */
  other: string;
  /** What else has not been done. */
  note?: string;
  differences: { label: string; mine: TextPart[]; theirs: TextPart[] }[];
  saveHref: string;
  keepHref: string;
  /** All of mine, to be saved over theirs. */
  entries: [name: string, value: string][];
}

/** Both texts, field by field where they differ. */
export function presentConflict(id: number, mine: DraftFields, theirs: WorkingText, taxonomy: Taxonomy): ConflictPage {
  const differences = formFields.flatMap((guidance) => {
    const [before, after] = [theirs.fields, mine].map((fields) => describe(guidance, fields, taxonomy));
    if (before === after) return [];
    const parts = compareWords(before ?? '', after ?? '');
    const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
    return [{ label: guidance.label, mine: without('removed'), theirs: without('added') }];
  });
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Mine erfaringer', href: paths.own() },
        { label: 'To udgaver' },
      ],
    },
    other: describeOther(theirs),
    differences,
    saveHref: paths.ownEntry(id),
    keepHref: paths.ownEntry(id),
    entries: [...toFormEntries(mine), ['based_on', String(theirs.version)]],
  };
}

function describeOther({ savedBy, savedAt }: WorkingText): string {
  return `${savedBy?.name ?? 'En anden'} gemte${savedAt ? ` ${formatTime(savedAt)}` : ' imens'}`;
}

/** A field's value as people read it. */
function describe({ name }: Guidance, fields: DraftFields, taxonomy: Taxonomy): string {
  const value = fields[name];
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej';
  if (name === 'organisation_type') return labelTerm(taxonomy, 'organisation_types', fields[name]);
  if (name === 'areas' || name === 'methods' || name === 'target_groups')
    return fields[name].map((slug) => labelTerm(taxonomy, name, slug)).join(', ');
  if (name === 'links') return fields.links.map(({ title, url }) => [title, url].filter(Boolean).join(': ')).join('\n');
  if (name === 'language')
    return /^[a-z]{2}$/.test(fields.language) ? formatLanguage(fields.language) : fields.language;
  return String(value);
}

function labelTerm(taxonomy: Taxonomy, vocabulary: keyof Taxonomy['terms'], slug: string): string {
  return taxonomy.term(vocabulary, slug)?.label ?? slug;
}
