import { z } from 'zod';
import type { DraftFields } from '#content/entries/draft.ts';
import type { Issue } from '#content/entries/entry.ts';
import { eachText } from '#content/entries/fields.ts';
import { checkLimits } from './entry-form-limits.ts';

export interface EntryForm {
  /** What was typed, also when it cannot be saved. */
  fields: DraftFields;
  /** Why it cannot be saved as it was typed; empty nearly always, since a draft may say anything. */
  issues: Issue[];
  /** The version of the text that the page showed. */
  basedOn: number;
  next: 'write' | 'preview';
}

/** A field that was sent more than once says what it said last. */
const one = z.preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().catch(''));
// A browser sends line breaks its own way.
const text = one.transform((typed) => typed.replace(/\r\n?/g, '\n'));
const line = one.transform((typed) => typed.replace(/[\r\n]+/g, ' '));
const many = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().catch('')).catch([]),
);
const ticked = one.transform((typed) => typed !== '');

/** The fields that are taken; whatever else a request brings is left. */
const schema = z.object({
  title: line,
  one_liner: line,
  ...eachText(() => text),
  areas: many,
  methods: many,
  target_groups: many,
  municipalities: line,
  nationwide: ticked,
  organisation_name: line,
  organisation_type: line,
  start_date: line,
  end_date: line,
  language: line,
  contact_name: line,
  contact_phone: line,
  contact_email: line,
  contact_organisation: line,
  link_title: many,
  link_url: many,
  based_on: one,
  next: one,
});

/** Takes everything as it was typed; only what cannot be kept at all is an issue. */
export function readEntryForm(body: unknown): EntryForm {
  const { link_title, link_url, based_on, next, ...rest } = schema.parse(body ?? {});
  const fields: DraftFields = { ...rest, links: pairLinks(link_title, link_url) };
  return {
    fields,
    issues: checkLimits(fields),
    basedOn: /^\d{1,9}$/.test(based_on) ? Number(based_on) : -1,
    next: next === 'preview' ? 'preview' : 'write',
  };
}

function pairLinks(titles: string[], urls: string[]): DraftFields['links'] {
  return Array.from({ length: Math.max(titles.length, urls.length) }, (_, index) => ({
    title: titles[index] ?? '',
    url: urls[index] ?? '',
  })).filter(({ title, url }) => title || url);
}

/** The same fields as a form sends them, for a page that sends them again. */
export function toFormEntries(fields: DraftFields): [name: string, value: string][] {
  const { areas, methods, target_groups, nationwide, links, ...rest } = fields;
  const choices = { areas, methods, target_groups };
  return [
    ...Object.entries(rest),
    ...Object.entries(choices).flatMap(([name, slugs]) => slugs.map((slug): [string, string] => [name, slug])),
    ...(nationwide ? ([['nationwide', 'ja']] as [string, string][]) : []),
    ...links.flatMap(({ title, url }): [string, string][] => [
      ['link_title', title],
      ['link_url', url],
    ]),
  ];
}

/** Whether two drafts say the same, so that saving one over the other changes nothing. */
export function isSameText(a: DraftFields, b: DraftFields): boolean {
  return toComparable(a) === toComparable(b);
}

/** Neither the order of the choices nor that in which the database gives the fields back means anything. */
function toComparable({ areas, methods, target_groups, links, ...rest }: DraftFields): string {
  const fields = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  const choices = [areas, methods, target_groups].map((slugs) => slugs.toSorted());
  return JSON.stringify([fields, choices, links.map(({ title, url }) => [title, url])]);
}
