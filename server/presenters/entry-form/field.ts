import type { Vocabulary } from '#content/db/schema.ts';
import type { DraftFields } from '#content/entries/draft.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { adviseOn } from '../../../public/write/advice.js';
import { formatLanguage } from '../format.ts';
import type { Guidance } from './guidance.ts';

/** Empty rows for more links, for those who have no script that adds them. */
const SPARE_LINKS = 3;
const LANGUAGES = ['da', 'en', 'de', 'no', 'sv'];

export interface Option {
  value: string;
  label: string;
  checked: boolean;
}

export interface LinkRow {
  title: string;
  url: string;
  error: string;
}

/** One field as the form shows it; which of the values it has follows from its kind. */
export interface FormField {
  kind: 'line' | 'text' | 'date' | 'choices' | 'flag' | 'select' | 'municipalities' | 'links';
  name: string;
  label: string;
  hint: string;
  needed: boolean;
  example: string;
  /** What cannot be read in it. */
  error: string;
  /** What the reviewer says about it. */
  comments: string[];
  value: string;
  /** How long and how easy to read; undefined where that does not matter. */
  advice: string | undefined;
  inputmode: string | undefined;
  options: Option[];
  links: LinkRow[];
}

export interface FieldContext {
  draft: DraftFields;
  issues: Issue[];
  /** By field. */
  comments: Map<string, { body: string }[]>;
  taxonomy: Taxonomy;
}

export function presentField(guidance: Guidance, context: FieldContext): FormField {
  const { name, kind, label, hint, example = '', needed = false, inputmode } = guidance;
  const { draft, issues, comments } = context;
  const value = draft[name];
  const text = typeof value === 'string' ? value : '';
  return {
    kind: kind === 'type' || kind === 'language' ? 'select' : shownKind(kind, text),
    ...{ name, label, hint, needed, example, inputmode, value: text },
    error: findIssue(issues, name)?.message ?? '',
    comments: (comments.get(name) ?? []).map(({ body }) => body),
    advice: kind === 'text' || name === 'title' || name === 'one_liner' ? adviseOn(name, text) : undefined,
    options: presentOptions(guidance, context),
    links: kind === 'links' ? presentLinks(draft.links, issues) : [],
  };
}

/** A browser shows a date field empty when its day does not exist: such a one stays as it was typed. */
function shownKind(kind: Exclude<Guidance['kind'], 'type' | 'language'>, value: string): FormField['kind'] {
  if (kind !== 'date' || value === '') return kind;
  const day = /^(19|20|21)\d\d-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) ? 'date' : 'line';
}

/** An issue may name a part of a field: `municipalities.3`. */
function findIssue(issues: Issue[], name: string): Issue | undefined {
  return issues.find(({ field }) => field === name || (field.startsWith(`${name}.`) && name !== 'links'));
}

function presentOptions({ name, kind }: Guidance, { draft, taxonomy }: FieldContext): Option[] {
  if (kind === 'flag') return [{ value: 'ja', label: '', checked: draft.nationwide }];
  if (kind === 'language') return languageOptions(draft.language);
  if (kind === 'type') {
    const none = { value: '', label: 'Vælg', checked: draft.organisation_type === '' };
    return [none, ...termOptions(taxonomy, 'organisation_types', [draft.organisation_type].filter(Boolean))];
  }
  const isVocabulary = name === 'areas' || name === 'methods' || name === 'target_groups';
  return isVocabulary ? termOptions(taxonomy, name, draft[name]) : [];
}

/** A retired term is shown as what it became; one that became nothing stays chosen until its writer takes it away. */
function termOptions(taxonomy: Taxonomy, vocabulary: Vocabulary, slugs: string[]): Option[] {
  const chosen = new Set(slugs.map((slug) => taxonomy.term(vocabulary, slug)?.slug));
  const gone = slugs.filter((slug) => !taxonomy.term(vocabulary, slug));
  return [
    ...taxonomy.terms[vocabulary].map(({ slug, label }) => ({ value: slug, label, checked: chosen.has(slug) })),
    ...gone.map((slug) => ({ value: slug, label: `${slug} (findes ikke længere)`, checked: true })),
  ];
}

function languageOptions(chosen: string): Option[] {
  const codes = chosen && !LANGUAGES.includes(chosen) ? [...LANGUAGES, chosen] : LANGUAGES;
  return codes.map((value) => ({ value, label: nameLanguage(value), checked: value === chosen }));
}

function nameLanguage(code: string): string {
  return /^[a-z]{2}$/.test(code) ? formatLanguage(code) : code;
}

function presentLinks(links: DraftFields['links'], issues: Issue[]): LinkRow[] {
  const spare = Array.from({ length: SPARE_LINKS }, () => ({ title: '', url: '' }));
  return [...links, ...spare].map(({ title, url }, index) => ({
    title,
    url,
    error: issues.find(({ field }) => field.startsWith(`links.${index}.`))?.message ?? '',
  }));
}
