import { plainText } from '../markdown.ts';
import { findCprNumbers, maskCpr } from '../personal-data/cpr.ts';
import { findNamesNearSensitiveWords } from '../personal-data/names.ts';
import { checkLength } from '../readability.ts';
import type { EntryContent, Issue } from './entry.ts';
import { fieldLabels, textFields } from './fields.ts';
import { missingForPublishing } from './requirements.ts';

/** `stop`: cannot be submitted or published so. `override`: an editor may publish it with a written reason. */
export type CheckResult = 'ok' | 'warning' | 'stop' | 'override';

export interface Check {
  name: 'required' | 'length' | 'links' | 'dates' | 'contact' | 'images' | 'duplicate' | 'cpr' | 'names';
  label: string;
  result: CheckResult;
  /** What was found, and where. */
  findings: Finding[];
}

export interface Finding extends Issue {
  /** The published entry that it is about. */
  slug?: string;
}

export interface CheckedText {
  content: EntryContent;
  /** What cannot be read in the fields. */
  issues: Issue[];
  attachments: { filename: string; text: string }[];
}

/** What only the database and the search can tell, found beforehand. */
export interface Surroundings {
  /** Links within the site that lead nowhere. */
  deadLinks: Issue[];
  /** Entries that say much the same. */
  similar: { title: string; slug: string }[];
}

/** Looks a text through before it goes to review or to readers. Pure: it may run inside a transaction. */
export function runChecklist(text: CheckedText, around: Surroundings = { deadLinks: [], similar: [] }): Check[] {
  const { content, issues } = text;
  const dateIssues = issues.filter(({ field }) => field.endsWith('_date'));
  return [
    check('required', 'Det nødvendige er udfyldt', 'stop', [
      ...issues.filter((issue) => !dateIssues.includes(issue)),
      ...missing(content, issues),
    ]),
    check('dates', 'Datoerne passer', 'stop', dateIssues),
    check('images', 'Billeder har en beskrivelse', 'stop', imagesWithoutText(content)),
    check('cpr', 'Ingen CPR-numre', 'override', cprFindings(text)),
    check('length', 'Længden er god', 'warning', lengthFindings(content)),
    check('links', 'Links på siden virker', 'warning', around.deadLinks),
    check('contact', 'Der er en kontakt', 'warning', contactFindings(content)),
    check('names', 'Ingen navne ved følsomme ord', 'warning', nameFindings(text)),
    check('duplicate', 'Erfaringen ligner ikke en anden', 'warning', around.similar.map(toDuplicate)),
  ];
}

/** What keeps a text from being submitted; CPR numbers too, since a reviewer must not get them either. */
export function findStops(checks: Check[], { overrideCpr = false } = {}): Issue[] {
  return checks
    .filter(({ result }) => result === 'stop' || (result === 'override' && !overrideCpr))
    .flatMap(({ findings }) => findings);
}

function check(name: Check['name'], label: string, otherwise: CheckResult, findings: Finding[]): Check {
  return { name, label, result: findings.length ? otherwise : 'ok', findings };
}

/** A field that cannot be read is not missing as well. */
function missing(content: EntryContent, issues: Issue[]): Issue[] {
  const unreadable = new Set(issues.map(({ field }) => field));
  return missingForPublishing(content).filter(({ field }) => !unreadable.has(field));
}

/** Every text of an entry by field, as words. */
function textsOf({ content, attachments }: CheckedText): { field: string; raw: string }[] {
  const { contact, organisation, links } = content;
  return [
    ...(['title', 'one_liner', ...textFields] as const).map((field) => ({ field, raw: content[field] })),
    { field: 'organisation_name', raw: organisation?.name ?? '' },
    { field: 'contact_name', raw: Object.values(contact).join('\n') },
    { field: 'links', raw: links.map(({ title, url }) => `${title}\n${url}`).join('\n') },
    ...attachments.map(({ filename, text }) => ({ field: 'attachments', raw: `${filename}\n${text}` })),
  ];
}

function cprFindings(text: CheckedText): Issue[] {
  return textsOf(text).flatMap(({ field, raw }) => {
    const found = new Set([...findCprNumbers(raw), ...findCprNumbers(plainText(raw))]);
    return [...found].map((number) => ({
      field,
      message: `${labelOf(field)} indeholder noget, der ligner et CPR-nummer (${maskCpr(number)}). Fjern det.`,
    }));
  });
}

function nameFindings({ content }: CheckedText): Issue[] {
  return (['title', 'one_liner', ...textFields] as const).flatMap((field) =>
    findNamesNearSensitiveWords(plainText(content[field])).map(({ name, word }) => ({
      field,
      message: `${labelOf(field)}: »${name}« står nær »${word}«. Må personen kendes? Ellers skriv uden navn.`,
    })),
  );
}

function lengthFindings(content: EntryContent): Issue[] {
  return (['title', 'one_liner', 'summary'] as const).flatMap((field) => {
    const message = content[field] && checkLength(field, plainText(content[field]));
    return message ? [{ field, message }] : [];
  });
}

function contactFindings({ contact }: EntryContent): Issue[] {
  if (contact.email || contact.phone) return [];
  const message = 'Skriv en telefon eller e-mail, så andre kan spørge.';
  return [{ field: 'contact_email', message }];
}

function imagesWithoutText(content: EntryContent): Issue[] {
  return textFields
    .filter((field) => /!\[\s*\]\(/.test(content[field]))
    .map((field) => ({ field, message: `${labelOf(field)}: Beskriv billedet for dem, der ikke kan se det.` }));
}

function toDuplicate({ title, slug }: { title: string; slug: string }): Finding {
  return { field: 'title', message: `»${title}« ligner. Er det den samme erfaring?`, slug };
}

function labelOf(field: string): string {
  if (field === 'attachments') return 'En fil';
  if (field.startsWith('contact')) return fieldLabels.contact;
  if (field.startsWith('organisation')) return fieldLabels.organisation;
  return fieldLabels[field as keyof typeof fieldLabels] ?? field;
}
