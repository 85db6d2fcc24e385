import type { FoundContact } from '#content/contacts/find-contacts.ts';
import type { Issue } from '#content/entries/entry.ts';
import { toPersonValue } from '../forms/contact.ts';
import { paths } from '../paths.ts';
import { formatCount } from './format.ts';
import type { Link, Page } from './page.ts';

export interface ContactsPage {
  page: Page;
  q: string;
  issues: Issue[];
  /** Absent until something was looked for. */
  found?: { count: string; contacts: ContactItem[] };
  sureError: string;
  personError: string;
}

interface ContactItem {
  id: string;
  value: string;
  isChosen: boolean;
  name: string;
  details: string;
  /** `3 erfaringer og 1 partnerskab` */
  where: string;
  places: Link[];
}

export function presentContacts(
  q: string,
  contacts: FoundContact[],
  { issues, chosen }: { issues: Issue[]; chosen: string[] } = { issues: [], chosen: [] },
): ContactsPage {
  const errorOf = (name: string) => issues.find(({ field }) => field === name)?.message ?? '';
  return {
    page: {
      title: 'Slet kontaktpersoner',
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Redaktion', href: paths.queue() },
        { label: 'Slet kontaktpersoner' },
      ],
    },
    q,
    issues: issues.map(({ field, message }) => ({ field: field === 'person' ? 'person-0' : field, message })),
    ...(q
      ? {
          found: {
            count: formatCount(contacts.length, 'kontaktperson', 'kontaktpersoner'),
            contacts: contacts.map((contact, index) => presentContact(contact, index, chosen)),
          },
        }
      : {}),
    sureError: errorOf('sure'),
    personError: errorOf('person'),
  };
}

function presentContact(contact: FoundContact, index: number, chosen: string[]): ContactItem {
  const { name, email, phone, organisation, entries, partnerships } = contact;
  const value = toPersonValue(contact);
  return {
    id: `person-${index}`,
    value,
    isChosen: chosen.includes(value),
    name: name || 'Uden navn',
    details: [email, phone, organisation].filter(Boolean).join(' · '),
    where: [formatPlaces(entries, 'erfaring', 'erfaringer'), formatPlaces(partnerships, 'partnerskab', 'partnerskaber')]
      .filter(Boolean)
      .join(' og '),
    places: [
      ...entries.map(({ id, title }) => ({ label: title || 'Uden titel', href: paths.review(id) })),
      ...partnerships.map(({ id, name: label }) => ({ label, href: paths.partnershipFacts(id) })),
    ],
  };
}

function formatPlaces(places: unknown[], one: string, many: string): string {
  return places.length ? formatCount(places.length, one, many).toLowerCase() : '';
}
