import type { Confirmation, LinkEnd } from '#content/contacts/find-confirmation.ts';
import type { Contact, Issue } from '#content/entries/entry.ts';
import { paths } from '../paths.ts';
import type { Link, Page } from './page.ts';

export interface ConfirmContactPage {
  page: Page;
  token: string;
  title: string;
  oneLiner: string;
  entryHref: string;
  contact: Contact;
  issues: Issue[];
  /** What is open: the form that was sent. */
  answer: string;
  corrected: FormLine[];
  note: { value: string; error: string };
  successor: FormLine[];
}

interface FormLine {
  name: string;
  label: string;
  value: string;
  error: string;
  type: string;
  autocomplete: string;
  required: boolean;
}

interface Attempt {
  issues: Issue[];
  values: Record<string, string>;
}

const lines = [
  { name: 'name', label: 'Navn', type: 'text', autocomplete: 'name' },
  { name: 'phone', label: 'Telefon', type: 'tel', autocomplete: 'tel' },
  { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
  { name: 'organisation', label: 'Arbejdssted', type: 'text', autocomplete: 'organization' },
] as const;

export function presentConfirmContact(
  token: string,
  { title, oneLiner, slug, contact }: Confirmation,
  { issues, values }: Attempt = { issues: [], values: {} },
): ConfirmContactPage {
  const errorOf = (name: string) => issues.find(({ field }) => field === name)?.message ?? '';
  const wasCorrecting = values.answer === 'corrected';
  return {
    page: { title: `Passer det stadig? ${title}`, noindex: true },
    ...{ token, title, oneLiner, contact, issues, entryHref: paths.entry(slug) },
    answer: values.answer ?? '',
    corrected: lines.map((line) => ({
      ...line,
      value: wasCorrecting ? (values[line.name] ?? '') : contact[line.name],
      error: errorOf(line.name),
      required: false,
    })),
    note: { value: values.note ?? '', error: errorOf('note') },
    successor: lines.map((line) => ({
      ...line,
      name: `new_${line.name}`,
      value: values[`new_${line.name}`] ?? '',
      error: errorOf(`new_${line.name}`),
      // They are somebody else's, whom the browser does not know.
      autocomplete: 'off',
      required: ['name', 'email'].includes(line.name),
    })),
  };
}

export interface DeadLinkPage {
  page: Page;
  title: string;
  message: string;
  links: Link[];
}

const ends: Record<LinkEnd, { title: string; message: string }> = {
  unknown: {
    title: 'Linket virker ikke',
    message: 'Måske er det ikke kommet helt med. Prøv at åbne det direkte fra mailen.',
  },
  used: {
    title: 'Du behøver ikke gøre mere',
    message: 'Der er svaret, eller erfaringen er opdateret, siden du fik mailen.',
  },
  hidden: { title: 'Erfaringen er ikke længere udgivet', message: 'Derfor er der ikke noget at svare på.' },
};

export function presentDeadLink(end: LinkEnd): DeadLinkPage {
  const { title, message } = ends[end];
  return {
    page: { title, noindex: true },
    title,
    message,
    links: [
      { label: 'Kontakt Integrationsservice', href: paths.contact() },
      { label: 'Søg i erfaringer', href: paths.search() },
    ],
  };
}
