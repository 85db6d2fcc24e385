import type { Link } from '../db/schema.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { EntryContent, Issue } from './entry.ts';
import { parseContent } from './exchange.ts';
import { eachText, type TextField } from './fields.ts';

/** The text of an entry as it was typed: everything may be missing or wrong still. */
export interface DraftFields extends Record<TextField, string> {
  title: string;
  one_liner: string;
  /** Slugs. */
  areas: string[];
  methods: string[];
  target_groups: string[];
  /** Names, former names or codes, with commas between. */
  municipalities: string;
  nationwide: boolean;
  organisation_name: string;
  organisation_type: string;
  start_date: string;
  end_date: string;
  language: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  contact_organisation: string;
  links: Link[];
}

export const emptyDraft: DraftFields = {
  title: '',
  one_liner: '',
  ...eachText(() => ''),
  areas: [],
  methods: [],
  target_groups: [],
  municipalities: '',
  nationwide: false,
  organisation_name: '',
  organisation_type: '',
  start_date: '',
  end_date: '',
  language: 'da',
  contact_name: '',
  contact_phone: '',
  contact_email: '',
  contact_organisation: '',
  links: [],
};

export function draftFromContent(content: EntryContent, taxonomy: Taxonomy): DraftFields {
  const { title, one_liner, areas, methods, target_groups, nationwide, organisation, contact, links } = content;
  return {
    title,
    one_liner,
    ...eachText((field) => content[field]),
    areas,
    methods,
    target_groups,
    municipalities: content.municipalities.map((code) => taxonomy.municipality(code)?.name ?? code).join(', '),
    nationwide,
    organisation_name: organisation?.name ?? '',
    organisation_type: organisation?.type ?? '',
    start_date: content.start_date ?? '',
    end_date: content.end_date ?? '',
    language: content.language,
    contact_name: contact.name,
    contact_phone: contact.phone,
    contact_email: contact.email,
    contact_organisation: contact.organisation,
    links,
  };
}

/** What a draft says, and what in it cannot be read; `content` leaves out the latter. The title alone may be made up. */
export function contentFromDraft(draft: DraftFields, taxonomy: Taxonomy): { content: EntryContent; issues: Issue[] } {
  const issues: Issue[] = [];
  let record = toRecord(draft);
  let parsed = parseContent(record, taxonomy);
  // What a field means is looked at once all the others can be read, so there may be more than one round.
  while (!parsed.content) {
    const readable = without(record, parsed.issues);
    if (Object.keys(readable).length === Object.keys(record).length)
      throw new Error(`A draft cannot be read: ${JSON.stringify(parsed.issues)}`);
    issues.push(...parsed.issues);
    record = readable;
    parsed = parseContent({ title: 'Uden titel', ...record }, taxonomy);
  }
  const title = 'title' in record ? parsed.content.title : '';
  return { content: { ...parsed.content, title }, issues: issues.map(toFormField) };
}

function toRecord(draft: DraftFields): Record<string, unknown> {
  const { organisation_name: name, organisation_type: type } = draft;
  return {
    title: draft.title,
    one_liner: draft.one_liner,
    ...eachText((field) => draft[field]),
    areas: draft.areas,
    methods: draft.methods,
    target_groups: draft.target_groups,
    municipalities: splitNames(draft.municipalities),
    nationwide: draft.nationwide,
    organisation: name || type ? { name, type } : null,
    start_date: draft.start_date || null,
    end_date: draft.end_date || null,
    language: draft.language || 'da',
    contact: {
      name: draft.contact_name,
      phone: draft.contact_phone,
      email: draft.contact_email,
      organisation: draft.contact_organisation,
    },
    links: draft.links.filter(({ title, url }) => title || url),
  };
}

function splitNames(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Leaves out each field that has an issue: `links.0.url` takes all links along. */
function without(record: Record<string, unknown>, issues: Issue[]): Record<string, unknown> {
  const bad = new Set(issues.map(({ field }) => field.split('.')[0]));
  return Object.fromEntries(Object.entries(record).filter(([field]) => !bad.has(field)));
}

/** The record's `organisation.name` is the form's `organisation_name`. */
function toFormField({ field, message }: Issue): Issue {
  return { field: field.replace(/^(organisation|contact)\./, '$1_'), message };
}
