import type { Check } from '#content/entries/checklist.ts';
import type { Issue } from '#content/entries/entry.ts';
import { formFields } from './guidance.ts';

/** What the record has in one piece and the form in several. */
const formNames: Record<string, string> = { organisation: 'organisation_name', contact: 'contact_name' };
const places = new Set<string>([...formFields.map(({ name }) => name), 'attachments']);
/** Fields of the small forms beside the text's own. */
const besides = new Set(['files', 'alt', 'email', 'label', 'description']);

/** The form's name of a field that a reviewer or the checklist names. */
export function toFormName(field: string): string {
  return formNames[field] ?? field;
}

/** The issue with the id of what it leads to on the page; empty where there is no such thing. */
export function toPlace<T extends Issue>(issue: T): T {
  const { field } = issue;
  if (/^links\.\d+\.(title|url)$/.test(field) || besides.has(field)) return issue;
  const name = toFormName(field.split('.')[0] ?? '');
  return { ...issue, field: places.has(name) ? name : '' };
}

/** A check whose findings lead to their fields. */
export function toPlaces(check: Check): Check {
  return { ...check, findings: check.findings.map(toPlace) };
}
